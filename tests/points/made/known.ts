/**
 * What the reader is known not to read always, each with the reason: habits that come together in one log. Logs that have them all are made, but
 * may have faults.
 *
 * @module
 */

interface Known {
  habits: string[];
  why: string;
}

const KNOWN: Known[] = [
  {
    habits: ["batch line: tells train", "fields: {loss: 0.5}"],
    why: "an epoch's values in braces keep the names that the lines of batches have",
  },
  {
    habits: ["block: of splits"],
    why: "values one a line below a split's word, between other lines of the same names",
  },
  {
    habits: ["bar frame: each state on its own line", "evaluation: within epochs, without a counter"],
    why: "an evaluation between two states of a bar that aren't redrawn may stand at the later one",
  },
  {
    habits: ["lost: nan", "split: (before)"],
    why: "a line that is the first one with nan tells by no mark that the word before it names a value",
  },
];

/** True when a log of these habits may have faults. */
export function isKnown(habits: readonly string[]): boolean {
  return KNOWN.some((known) => known.habits.every((habit) => habits.includes(habit)));
}

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

const NO_EPOCH = "end of an epoch: a train line and a val line without the epoch";

const KNOWN: Known[] = [
  { habits: ["classes", NO_EPOCH], why: "the first value of a class is left out where nothing tells its place" },
  {
    habits: ["several trainings", NO_EPOCH],
    why: "the number of a fold is the place of all its values where nothing counts",
  },
  {
    habits: ["several processes", "chatter: patience", NO_EPOCH],
    why: "two processes print the counter of a patience: it goes up",
  },
  {
    habits: ["batch line: tells train", "name: UPPER_SNAKE"],
    why: "a dot within a name in capitals ends the name before it",
  },
  {
    habits: ["counter: [ep3]", "fields: loss / acc = 0.5 / 0.9"],
    why: "an epoch by one letter in brackets, before a list of names between slashes",
  },
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

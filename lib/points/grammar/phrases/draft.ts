/**
 * What rules make of the text before a number: they take parts off its end, and what is left is the name.
 *
 * @module
 */

/** What stands before a number. */
export interface Phrase {
  /** The name as printed; empty when there is none. */
  key: string;
  /** True when `=`, `:`, ` - ` or "is" stands between name and number. */
  separated: boolean;
  /** Brackets and quotes between the two. */
  opened: string;
  /** The phase in the name, else in the words before it; empty for training and where there is none. */
  phase: string;
  /** True when these words name a phase or training: it holds for the rest of the line. */
  holds: boolean;
  /** True when the name is a counter's. */
  counts: boolean;
  /** A metric's name before a counter, whose value follows the counter: `Loss after epoch 3: 0.5`. */
  carried: string;
}

/** A phrase that rules are reading. */
export interface PhraseDraft extends Phrase {
  /** The whole text before the number. */
  readonly text: string;
  /** What is left of it in front of brackets and signs; once the name's start is found, the words before the name. */
  head: string;
  /** The same before a sign was taken off. */
  printed: string;
  /** True for a name of several words. */
  isLong: boolean;
  /** The end of the name that was set aside: `over the last 100 episodes`. */
  end: string;
}

/** One rule. Its place in the table is its order. */
export interface PhraseRule {
  /** What it finds before a number, in plain words. */
  name: string;
  /** Logs, and their metric points: `name=value@step`, separated by spaces. */
  lines: readonly (readonly [log: string, points: string])[];
  /** Reads its part of the draft. True when nothing is left for later rules. */
  read(draft: PhraseDraft): boolean;
}

/** A draft that says nothing yet. */
export function makePhraseDraft(text: string): PhraseDraft {
  return {
    key: "",
    separated: false,
    opened: "",
    phase: "",
    holds: false,
    counts: false,
    carried: "",
    text,
    head: text,
    printed: text,
    isLong: false,
    end: "",
  };
}

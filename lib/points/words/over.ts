/**
 * Finds lines that say that an epoch is over, in the languages that people train in: `Epoch 1 took 12s`, `End of episode 1`, `Epoche 1 beendet`.
 *
 * @module
 */
import { makeClues } from "../scan/clues.ts";
import { STATE_WORDS } from "./tables/state_words.ts";
import { makeWordSet, wordsBeyondEnglish, wordsIn } from "./tables/table.ts";

const { over, ending } = STATE_WORDS;
/** Words of which such a line has one. */
export const OVER_CLUES = makeClues(...wordsIn(over, ending));

/** `Epoch 1 done`, `Finished epoch 1`, `Time for the epoch 1`. */
const BEHIND = /\p{L}{3}[ #:]{1,3}\d.{0,30}\b(?:finished|completed?|done|ended|over|took)\b/iu,
  BEFORE = /\b(?:finished|completed|done with|end(?: of)?)(?: training| the)? \p{L}+[ #:]{1,3}\d/iu,
  TIME = /\btime(?: taken| elapsed| spent)? (?:for|of|in)(?: the)? \p{L}+[ #:]{1,3}\d/iu;

const OTHERS = makeWordSet(wordsBeyondEnglish(over, ending));

/** True for a line with a counter that says so. */
export function tellsOfEnd(line: string): boolean {
  return OTHERS.standsIn(line) || BEHIND.test(line) || BEFORE.test(line) || TIME.test(line);
}

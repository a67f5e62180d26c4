/**
 * Finds lines that say that an epoch is over: `Epoch 1 took 12s`, `End of episode 1`, `Time for epoch 1: 12s`.
 *
 * @module
 */
import { makeClues } from "../scan/clues.ts";

/** Words of which such a line has one. */
export const OVER_CLUES = makeClues("finished", "complete", "done", "end", "over", "took", "time");

const COUNTER = "(?:epoch|episode|iteration|round|generation|game)\\b";
/** `Epoch 1 done`, `Finished epoch 1`, `Time for the epoch 1`. */
const BEHIND = new RegExp(`\\b${COUNTER}.{0,30}\\b(?:finished|completed?|done|ended|over|took)\\b`, "i"),
  BEFORE = new RegExp(`\\b(?:finished|completed|done with|end(?: of)?)(?: training| the)? ${COUNTER}`, "i"),
  TIME = new RegExp(`\\btime(?: taken| elapsed| spent)? (?:for|of|in)(?: the)? ${COUNTER}`, "i");

/** True for a line that says so. */
export function tellsOfEnd(line: string): boolean {
  return BEHIND.test(line) || BEFORE.test(line) || TIME.test(line);
}

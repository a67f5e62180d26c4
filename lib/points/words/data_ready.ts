/**
 * Tells a line about data that is made ready from the heading of an evaluation: `Loading validation data`, `Found 320 test images`.
 *
 * @module
 */
import { namesSplit } from "./splits.ts";
import { RUN_WORDS } from "./tables/run_words.ts";
import { wordsIn } from "./tables/table.ts";

/** Words at the start or the end of a line that make data ready, or say that it is. */
const READY: ReadonlySet<string> = new Set(wordsIn(RUN_WORDS.ready));
const FIRST = /^[^\p{L}]*([\p{L}\p{M}]+)/u, LAST = /([\p{L}\p{M}]+)[^\p{L}]*$/u;
/** How many there are, before the word for what they are of, or behind a word for their number: `320 test images`, `test set size 1000`. */
const AMOUNT = /(?<![\p{L}\d.])\d+ (?:(?:images|samples|examples|files|rows|items) (?:for|in) )?(\p{L}+)/u,
  SIZE = /\b(?:size|has|have|contains?|with) \d+\b/i;
/** Words for what is done with data, not for data: `Running 10 evaluation episodes`. */
const IS_DONE = /^[^\p{L}]*\p{L}+ing\b/u;

/** True for a line that says that data is ready, or how much there is. */
export function tellsOfData(text: string): boolean {
  if ([FIRST, LAST].some((word) => READY.has(word.exec(text)?.[1]?.toLowerCase() ?? ""))) return true;
  return !IS_DONE.test(text) && (namesSplit(AMOUNT.exec(text)?.[1] ?? "") || SIZE.test(text));
}

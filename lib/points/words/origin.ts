/**
 * Finds the word at the start of a line that says who printed it, where it has a number, a point or a slash in it: `[w0] step 3 loss 0.5`,
 * `[a/left] step 3`, `fold_1.log: step 3`, `left.host:4411 | step 3`. Whether it sets lines apart shows in the log: here it is only named.
 *
 * @module
 */
import { canonicalName, isCounterName, understandName } from "./name.ts";
import { skipMatch } from "./prefix/skip.ts";
import { namesSplit } from "./splits.ts";

const WORD = skipMatch(
  String.raw`(?=[\p{L}_-]{0,40}[\d./])\p{L}[\p{L}\p{M}\d_-]{0,40}(?:[./][\p{L}\p{M}\d_-]{1,40}){0,6}`,
  "yu",
);
/** What stands behind such a word: its port, and the end of its bracket, or a colon or a bar. */
const CLOSED = skipMatch(String.raw`(?::\d{1,5})?[\])>]:?\s`),
  ENDED = skipMatch(String.raw`(?::\d{1,5})?(?:[:>]|\s{1,9}\|)\s`);

/** How files of source code end: a logger's place says nothing about its numbers. */
const SOURCE_FILE = /\.(?:py|cc|cpp|cu|jl|lua|r|go|rs)$/i;

/** The word that a line begins with, in brackets or before a mark; empty without one. */
function firstWord(part: string): string {
  const isOpened = "[(<".includes(part.charAt(0)), from = isOpened ? 1 : 0, end = WORD(part, from);
  return end >= 0 && (isOpened ? CLOSED : ENDED)(part, end) >= 0 ? part.slice(from, end) : "";
}

/** The word that says who printed a line; empty without one, for a counter, for a metric and for a split. */
export function originOf(part: string, names: readonly string[]): string {
  const word = firstWord(part);
  if (word === "" || SOURCE_FILE.test(word) || understandName(word).known || names.includes(canonicalName(word))) {
    return "";
  }
  const parts = word.split(/[\d_./-]+/).filter((each) => each !== "");
  return parts.some((each) => namesSplit(each) || isCounterName(each)) ? "" : word;
}

/**
 * Processes that print: several may print the same line, with their rank before what the author's lines begin with.
 *
 * @module
 */
import type { Loop } from "../loop.ts";

/** Processes that print, each line once for each. */
const RANKS: Record<string, string[]> = {
  "two without a word": ["", ""],
  "two with their rank": ["[rank0]: ", "[rank1]: "],
  "four with a number in brackets": ["[1,0]<stdout>:", "[1,1]<stdout>:", "[1,2]<stdout>:", "[1,3]<stdout>:"],
};

/** Sets what stands before the lines of a log. */
export function drawPrefixes({ draw, log, author }: Loop): void {
  const ranks = draw.maybe("several processes", 0.08) ? draw.one("processes", RANKS) : [""];
  log.prefixes = ranks.map((rank) => () => rank + author.prefix());
}

/**
 * Finds the word that somebody meant who wrote another one. Pure.
 *
 * @module
 */

/** Letters by which a wrong word may differ from the right one. */
const EDITS_MAX = 2;

/**
 * The word of a list that is nearest to another one, at most two letters and half of them apart; null when none is.
 *
 * @example
 * ```ts
 * import { findNearWord } from "./near_word.ts";
 * findNearWord("min_stp", ["max_step", "min_step"]); // "min_step"
 * ```
 */
export function findNearWord(wanted: string, words: readonly string[]): string | null {
  const near = words.map((word) => ({ word, far: countEdits(wanted, word) }))
    .filter(({ far }) => far <= Math.min(EDITS_MAX, wanted.length / 2)).sort((a, b) => a.far - b.far);
  return near[0]?.word ?? null;
}

/** How many letters must be changed, added or removed to make one text of another; infinite when their lengths differ by more than that. */
function countEdits(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > EDITS_MAX) return Infinity;
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let left = 1; left <= from.length; left++) {
    const next = [left];
    for (let right = 1; right <= to.length; right++) {
      const changed = row[right - 1]! + (from[left - 1] === to[right - 1] ? 0 : 1);
      next.push(Math.min(changed, row[right]! + 1, next[right - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}

/**
 * Finds the lowest and the highest value of a stretch. Thinning keeps these two, so that no peak is lost.
 *
 * @module
 */

/**
 * Indexes of the lowest and the highest value between `from` (included) and `end` (excluded), in ascending order.
 * NaN is neither, nor is an infinity where only finite values count. The answer is one index when both are the same point, and `from` when
 * none counts.
 *
 * @example
 * ```ts
 * import { findExtremes } from "./extremes.ts";
 * findExtremes([5, 9, NaN, 1], { from: 0, end: 4 }); // [1, 3]
 * ```
 */
export function findExtremes(
  values: ArrayLike<number>,
  { from, end, isFinite = false }: { from: number; end: number; isFinite?: boolean },
): number[] {
  let low = -1, high = -1;
  for (let i = from; i < end; i++) {
    const value = values[i]!;
    if (value !== value || (isFinite && value - value !== 0)) continue;
    if (low < 0 || value < values[low]!) low = i;
    if (high < 0 || value > values[high]!) high = i;
  }
  if (low < 0) return [from];
  return low === high ? [low] : [Math.min(low, high), Math.max(low, high)];
}

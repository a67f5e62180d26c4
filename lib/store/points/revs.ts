/**
 * Searches the revs of points. Revs never fall along a series. Pure.
 *
 * @module
 */

/** Index of the first point that was stored after `rev`. */
export function firstAfter(revs: ArrayLike<number>, rev: number): number {
  let low = 0, high = revs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (revs[middle]! > rev) high = middle;
    else low = middle + 1;
  }
  return low;
}

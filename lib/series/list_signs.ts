/**
 * Where a line's values are that can't be drawn, for the signs that stand for them. Pure.
 *
 * @module
 */
import { findUndrawn, type Hole } from "./undrawn.ts";

/** More signs of a run than this say no more. */
export const SIGNS_MAX = 100;

/** The values of a line that can't be drawn within a range of x, at most `SIGNS_MAX`. */
export function listSigns(
  { x, value }: { x: ArrayLike<number>; value: ArrayLike<number> },
  { y, low = -Infinity, high = Infinity }: { y: "linear" | "log"; low?: number; high?: number },
): Hole[] {
  const holes: Hole[] = [];
  for (let at = 0; at < value.length && holes.length < SIGNS_MAX; at++) {
    const kind = findUndrawn(value[at]!, y);
    if (kind !== null && x[at]! >= low && x[at]! <= high) holes.push({ x: x[at]!, kind });
  }
  return holes;
}

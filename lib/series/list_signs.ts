/**
 * Where a line's values are that can't be drawn, for the signs that stand for them. Pure.
 *
 * @module
 */
import { findUndrawn, type Hole, type UndrawnKind } from "./undrawn.ts";

/** More signs of a kind than this, beside one another on a line, say no more. */
export const SIGNS_MAX = 100;

/** Which values, and how many signs. */
export interface SignOptions {
  y: "linear" | "log";
  /** Range of x: as far as the points reach by default. */
  low?: number;
  high?: number;
  /** Signs of a kind, at most; `SIGNS_MAX` by default. */
  most?: number;
}

/** The values of a line that can't be drawn within a range of x. Where they are too many, the first of each equal part of the range. */
export function listSigns(
  { x, value }: { x: ArrayLike<number>; value: ArrayLike<number> },
  { y, low = -Infinity, high = Infinity, most = SIGNS_MAX }: SignOptions,
): Hole[] {
  const holes: Hole[] = [];
  for (let at = 0; at < value.length; at++) {
    const kind = findUndrawn(value[at]!, y);
    if (kind !== null && x[at]! >= low && x[at]! <= high) holes.push({ x: x[at]!, kind });
  }
  return holes.length <= most ? holes : spread(holes, most);
}

/** The first of each kind in each part of the range. */
function spread(holes: readonly Hole[], most: number): Hole[] {
  const xs = holes.map(({ x }) => x), low = xs.reduce((one, other) => Math.min(one, other));
  const part = (xs.reduce((one, other) => Math.max(one, other)) - low) / most || 1;
  const seen = new Map<UndrawnKind, Set<number>>();
  return holes.filter(({ x, kind }) => {
    const parts = seen.get(kind) ?? new Set(), at = Math.min(most - 1, Math.floor((x - low) / part));
    if (parts.has(at)) return false;
    seen.set(kind, parts.add(at));
    return true;
  });
}

/**
 * Where a line begins anew, so that no stroke leads back: a program that was started again repeats steps. Every drawing asks here. Pure.
 *
 * @module
 */

/** Points of a line: their positions on the x axis, and their steps where these are known and not the positions themselves. */
export interface SegmentedLine {
  x: ArrayLike<number>;
  step?: ArrayLike<number>;
}

/**
 * True where the point at an index begins a segment: its step or its position is behind that of the point drawn before it.
 *
 * @example
 * ```ts
 * import { isNewSegment } from "./segments.ts";
 * const line = { step: [80, 90, 81], x: [1, 2, 9] }; // by the clock, x goes on
 * isNewSegment(line, 2, 1); // true
 * ```
 */
export function isNewSegment({ step, x }: SegmentedLine, at: number, before: number): boolean {
  return x[at]! < x[before]! || (step !== undefined && step[at]! < step[before]!);
}

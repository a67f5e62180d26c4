/**
 * Tells when one curve may flatten all others on their chart: a run that diverged beside runs that learn. A first look, cheap enough for every
 * drawing; `clip.ts` says which values are far out. Pure.
 *
 * @module
 */
import { extentOf } from "./axis.ts";

/** The axis must be so many times as long as the curve in the middle. */
const TIMES = 20;

/**
 * True when the curves together need far more of the axis than most of them do alone.
 *
 * @example
 * ```ts
 * import { mayFlatten } from "./flattened.ts";
 * mayFlatten([[2, 1], [2.5, 1], [2, 1e9]]); // true
 * ```
 */
export function mayFlatten(curves: readonly ArrayLike<number>[]): boolean {
  const all = extentOf(curves),
    spans = curves.flatMap((curve) => extentOf([curve]) ?? [])
      .map(({ low, high }) => high - low).sort((a, b) => a - b);
  const middle = spans[Math.floor((spans.length - 1) / 2)];
  return spans.length > 1 && all!.high - all!.low > TIMES * middle! && middle! > 0;
}

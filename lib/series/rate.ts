/**
 * How fast a series moves on, from when its newest points were captured. Pure.
 *
 * @module
 */

/** The newest points that count: those of this span … */
const SPAN_MS = 60_000;
/** … and, of a series with few points a minute, so many of the newest. */
const POINTS_LEAST = 5;
/** A shorter time than this between two points says nothing: both may have come in one piece of output. */
const TIME_LEAST_MS = 1_000;

/**
 * Steps a second over the newest points; null when they don't tell. A step that goes back begins anew.
 *
 * @example
 * ```ts
 * import { rateOf } from "./rate.ts";
 * rateOf({ step: [0, 10, 20], time: [0, 2_000, 4_000] }); // 5
 * ```
 */
export function rateOf(
  { step, time }: { step: ArrayLike<number>; time: ArrayLike<number> },
): number | null {
  const last = step.length - 1;
  let first = last;
  while (first > 0 && step[first - 1]! <= step[first]!) {
    const isNew = time[last]! - time[first - 1]! <= SPAN_MS;
    if (!isNew && last - first + 1 >= POINTS_LEAST) break;
    first--;
  }
  if (last < 0) return null;
  const steps = step[last]! - step[first]!;
  const ms = time[last]! - time[first]!;
  return steps > 0 && ms >= TIME_LEAST_MS ? steps / ms * 1000 : null;
}

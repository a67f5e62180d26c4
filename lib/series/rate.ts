/**
 * Computes the steps per second of a run from the times of its last points. Pure.
 *
 * @module
 */

/** The points of this last span count … */
const SPAN_MS = 60_000;
/** … and at least this many of the last points, when a minute holds fewer. */
const POINTS_MIN = 5;
/** A shorter span gives no rate: all of its points may have arrived in one piece of output. */
const SPAN_MIN_MS = 1_000;

/**
 * Steps per second over the last points. Only points after the last step that went back count. Null when there are too few points.
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
    if (!isNew && last - first + 1 >= POINTS_MIN) break;
    first--;
  }
  if (last < 0) return null;
  const steps = step[last]! - step[first]!;
  const ms = time[last]! - time[first]!;
  return steps > 0 && ms >= SPAN_MIN_MS ? steps / ms * 1000 : null;
}

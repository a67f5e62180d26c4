/**
 * How long a run goes on, by how far its points had come at which times. Whole epochs count where they are known, so that the evaluation
 * behind each of them counts too; else the newer half of the run, because the first steps are often slow. Pure.
 *
 * @module
 */

/** Points of one metric, in their order. Times are milliseconds. */
export interface TimedSeries {
  step: ArrayLike<number>;
  time: ArrayLike<number>;
  epoch: ArrayLike<number>;
}

/** How far the run is and when that was known. */
export interface Reached {
  step: number | null;
  total: number | null;
  epochTotal: number | null;
  /** Time of its newest output, milliseconds. */
  now: number;
}

/** An estimate. */
export interface TimeLeft {
  seconds: number;
  /** True when it rests on a whole epoch, or on points enough. */
  isSure: boolean;
}

/** Points that are enough. A shorter span says nothing: all of its points may have come in one piece of output. */
const POINTS_MIN = 5, SPAN_MIN_MS = 1_000;

/** The run on one axis: of steps, or of epochs where the points stand at those. */
interface Axis {
  /** Where the run ends. */
  total: number;
  /** Length of an epoch; 0 where that isn't known. */
  cycle: number;
  /** How far the newest output is, and the newest point. */
  reached: number;
  last: number;
  /** Added to a point's step: an epoch that counts from 0 is over at 1. */
  shift: number;
}

/**
 * The seconds that a run still needs. Null where its points or its totals don't say.
 *
 * @example
 * ```ts
 * import { secondsLeftOf } from "./time_left.ts";
 * const series = { step: [1, 2, 3], time: [10_000, 20_000, 30_000], epoch: [1, 2, 3] };
 * const reached = { step: null, total: null, epochTotal: 10, now: 30_000 };
 * secondsLeftOf(series, reached)?.seconds; // 70
 * ```
 */
export function secondsLeftOf(series: TimedSeries, run: Reached): TimeLeft | null {
  const axis = axisOf(series, run);
  if (axis === null || axis.reached > axis.total) return null;
  const span = findSpan(series, axis);
  if (span === null) return null;
  const newest = series.time[series.time.length - 1]!;
  const waited = axis.reached > axis.last ? 0 : Math.max(0, run.now - newest) / 1000;
  return { seconds: Math.max(0, (axis.total - axis.reached) / span.pace - waited), isSure: span.isSure };
}

function axisOf({ step, epoch }: TimedSeries, { step: printed, total, epochTotal }: Reached): Axis | null {
  const at = step.length - 1;
  if (at < 0) return null;
  if (epochTotal !== null && step[at] === epoch[at]) {
    const shift = step[0] === 0 ? 1 : 0, last = step[at]! + shift;
    const passed = printed !== null && total !== null && total > 0 ? printed / total * epochTotal : 0;
    return { total: epochTotal, cycle: 1, reached: Math.max(last, passed), last, shift };
  }
  if (total === null) return null;
  const last = step[at]!;
  return { total, cycle: epochTotal ? total / epochTotal : 0, reached: Math.max(last, printed ?? 0), last, shift: 0 };
}

/** Steps a second over the span that counts. */
interface Span {
  pace: number;
  isSure: boolean;
}

function findSpan({ step, time }: TimedSeries, { cycle, last, shift }: Axis): Span | null {
  const at = step.length - 1, newest = time[at]!;
  let first = at;
  while (first > 0 && step[first - 1]! <= step[first]!) first--;
  const cycles = cycle > 0 ? Math.floor((step[at]! - step[first]!) / cycle + 1e-9) : 0;
  if (cycles > 0) {
    const length = Math.max(1, Math.floor(cycles / 2)) * cycle;
    return spanOf(length, newest - timeAt(step[at]! - length, { step, time, first }), true);
  }
  const half = newest - (newest - time[first]!) / 2;
  while (at - first >= POINTS_MIN && time[first]! < half) first++;
  return spanOf(last - shift - step[first]!, newest - time[first]!, at - first + 1 >= POINTS_MIN);
}

function spanOf(steps: number, ms: number, isSure: boolean): Span | null {
  return steps > 0 && ms >= SPAN_MIN_MS ? { pace: steps / ms * 1000, isSure } : null;
}

/** The time at which a step was reached, between two points. */
function timeAt(
  wanted: number,
  { step, time, first }: { step: ArrayLike<number>; time: ArrayLike<number>; first: number },
): number {
  let behind = step.length - 1;
  while (behind > first && step[behind - 1]! >= wanted) behind--;
  if (behind === first || step[behind] === wanted) return time[behind]!;
  const share = (wanted - step[behind - 1]!) / (step[behind]! - step[behind - 1]!);
  return time[behind - 1]! + share * (time[behind]! - time[behind - 1]!);
}

/**
 * How fast a live run makes progress. What its log does not print is computed from the times of its newest points.
 *
 * @module
 */
import { type Columns, isComplete, type Run } from "../model.ts";
import { rateOf } from "../series/rate.ts";
import { secondsLeftOf, type TimeLeft } from "../series/time_left.ts";
import type { Store } from "../store/store.ts";
import { chooseMetric } from "../series/choose_metric.ts";

/** A printed time that is this many times shorter than what the run's totals say is the time of one epoch. */
const PART = 4;

/** How fast a live run makes progress. */
export interface Pace {
  /** When its newest line was captured, in milliseconds since the epoch; null before the first line. */
  lastOutput: number | null;
  /** Steps a second; null when neither the log nor the points show it. */
  rate: number | null;
  secondsLeft: number | null;
}

/** Points of a very long series that are read for its rate, which the newest of them give. */
const PACE_POINTS = 10_000;

/** Rate and time left as the log prints them, otherwise computed from its newest points. Null for a run that is complete. */
export async function loadPace(store: Store, run: Run): Promise<Pace | null> {
  if (isComplete(run.status)) return null;
  const metric = chooseMetric(run.metrics, null);
  const { columns } = await store.points.read(run.id, {
    metrics: metric === null ? [] : [metric],
    thinTo: PACE_POINTS,
  });
  const series = metric === null ? undefined : columns.get(metric);
  const { step, total, rate: printed, secondsLeft } = run.progress;
  const rate = printed ?? (series ? rateOf(series) : null);
  const stepsLeft = step === null || total === null || step > total ? null : total - step;
  const byRate = rate !== null && stepsLeft !== null ? stepsLeft / rate : null;
  const byPoints = series ? leftByPoints(run, series) : null;
  const computed = byPoints?.isSure ? byPoints.seconds : byRate ?? byPoints?.seconds ?? null;
  const isPart = secondsLeft !== null && computed !== null && secondsLeft * PART < computed;
  return { lastOutput: run.lastOutputAt, rate, secondsLeft: isPart ? computed : secondsLeft ?? computed };
}

function leftByPoints({ progress, lastOutputAt }: Run, series: Columns): TimeLeft | null {
  const { step, total, epochTotal } = progress, { length } = series.time;
  const now = lastOutputAt ?? (length > 0 ? series.time[length - 1]! : 0);
  return secondsLeftOf(series, { step, total, epochTotal, now });
}

/** Adds rate and time left to the progress of a live run, where they are known. */
export async function withPace(store: Store, run: Run): Promise<Run> {
  const pace = await loadPace(store, run);
  return pace ? { ...run, progress: { ...run.progress, rate: pace.rate, secondsLeft: pace.secondsLeft } } : run;
}

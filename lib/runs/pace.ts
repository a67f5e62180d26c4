/**
 * How a live run moves on: what its log doesn't say follows from when its newest lines and points came.
 *
 * @module
 */
import { isComplete, type Run } from "../model.ts";
import { rateOf } from "../series/rate.ts";
import type { Store } from "../store/store.ts";
import { chooseMetric } from "../series/choose_metric.ts";

/** How a live run moves on. */
export interface Pace {
  /** When its newest line was captured, milliseconds since the epoch; null before the first. */
  lastOutput: number | null;
  /** Steps a second; null when neither log nor points tell. */
  rate: number | null;
  secondsLeft: number | null;
}

/** Rate and time left as the log prints them, else from its newest points; null for a run that is over. */
export async function loadPace(store: Store, run: Run): Promise<Pace | null> {
  if (isComplete(run.status)) return null;
  const metric = chooseMetric(run.metrics, null);
  const { columns } = await store.points.read(run.id, { metrics: metric === null ? [] : [metric] });
  const series = metric === null ? undefined : columns.get(metric);
  const { step, total, rate: printed, secondsLeft } = run.progress;
  const rate = printed ?? (series ? rateOf(series) : null);
  const stepsLeft = step === null || total === null || step > total ? null : total - step;
  const left = secondsLeft ?? (rate !== null && stepsLeft !== null ? stepsLeft / rate : null);
  return { lastOutput: run.lastOutputAt, rate, secondsLeft: left };
}

/** The same run with rate and time left filled in, where it is live and they can be told. */
export async function withPace(store: Store, run: Run): Promise<Run> {
  const pace = await loadPace(store, run);
  return pace ? { ...run, progress: { ...run.progress, rate: pace.rate, secondsLeft: pace.secondsLeft } } : run;
}

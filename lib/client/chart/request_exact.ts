/**
 * Requests what only the server knows of a range: exact numbers, and smoothed points. Loaded where a page holds fewer points than the server.
 *
 * @module
 */
import "../first_script.ts";
import { MANY_RUNS_MAX } from "../../limits.ts";
import type { Columns } from "../../model.ts";
import { rangeKey } from "../../series/chart_view.ts";
import type { WireManyNumbers } from "../../wire/points.ts";
import { readJson } from "../server/read.ts";
import type { HeldRun } from "./held_run.ts";
import { requestMetric } from "./many_metrics.ts";
import { decodeNumbers, type RangeSummary, smoothKey, type SmoothRange } from "./range_summary.ts";

/** What to request, and where. */
export interface ExactQuery {
  metric: string;
  view: SmoothRange;
  origin: string;
}

/**
 * Requests it of runs. The result makes them hold what was received.
 *
 * @throws {ReadRefused} for an error status
 */
export async function requestExact(
  runs: readonly HeldRun[],
  query: ExactQuery,
  signal: AbortSignal,
): Promise<() => void> {
  const { metric, view, origin } = query, { x, minX, maxX, smoothing } = view;
  const numbers = await requestNumbers(runs, query, signal);
  const smoothed = smoothing > 0
    ? await requestMetric(runs.map(({ id }) => id), { metric, x, minX, maxX, smoothing }, { origin, signal })
    : new Map<string, Columns>();
  return () => {
    for (const run of runs) {
      const summary = numbers.get(run.id), columns = smoothed.get(run.id);
      if (summary) run.numbers.set(metric, { range: rangeKey(view), summary });
      if (columns) run.smoothed.set(metric, { key: smoothKey(view), columns });
    }
  };
}

/** The numbers of a metric by run. A run without points in the range has a count of 0. */
async function requestNumbers(
  runs: readonly HeldRun[],
  { metric, view: { x, minX, maxX }, origin }: ExactQuery,
  signal: AbortSignal,
): Promise<Map<string, RangeSummary>> {
  const found = new Map<string, RangeSummary>(), ids = runs.map(({ id }) => id);
  for (let from = 0; from < ids.length; from += MANY_RUNS_MAX) {
    const part = ids.slice(from, from + MANY_RUNS_MAX).join();
    const query = { runs: part, metric_type: metric, x, min_x: minX, max_x: maxX };
    const answer = await readJson<WireManyNumbers>(`${origin}/api/metrics/numbers`, query, signal);
    for (const { run_id, metrics } of answer.runs) {
      found.set(run_id, decodeNumbers(Object.hasOwn(metrics, metric) ? metrics[metric]! : null));
    }
  }
  return found;
}

/**
 * Reads one metric of a run for a page, which draws it before any script runs. Changes nothing.
 *
 * @module
 */
import { writeMetrics } from "../api/write_metrics.ts";
import type { Columns, Run } from "../model.ts";
import { thinColumns } from "../series/downsample.ts";
import { findGaps } from "../series/gaps.ts";
import type { Store } from "../store/store.ts";
import type { WireMetrics } from "../wire.ts";

/** Points of a metric in a page. The chart requests more where the reader zooms in. */
const PAGE_POINTS = 500;

/** A metric of a run, thinned for a page. */
export interface PagePlot {
  /** Null without a metric, and for a run that does not have it. */
  columns: Columns | null;
  /** The same points as the chart starts with, beside the names and counts of all the run's metrics. */
  answer: WireMetrics;
}

/** Reads one metric of a run; no points at all when `metric` is null. */
export async function loadPlot(
  store: Store,
  run: Run,
  { metric, signal }: { metric: string | null; signal?: AbortSignal | undefined },
): Promise<PagePlot> {
  const gaps = new Map<string, [number, number][]>();
  const read = await store.points.read(run.id, {
    metrics: metric === null ? [] : [metric],
    thinTo: PAGE_POINTS,
    signal,
    reduce(name, columns, { gaps: known }) {
      gaps.set(name, known ?? findGaps(columns.step)); // before thinning, which hides small gaps
      return thinColumns(columns, PAGE_POINTS);
    },
  });
  const { columns } = read;
  const answer = writeMetrics(run, { ...read, summaries: run.metrics }, { gaps });
  return { columns: metric === null ? null : columns.get(metric) ?? null, answer };
}

/**
 * Reads one metric of a run for a page, which draws it before any script runs. Changes nothing.
 *
 * @module
 */
import { rangeOnAxis } from "../api/write/write_many_metrics.ts";
import { writeMetrics } from "../api/write/write_metrics.ts";
import { type ChartView, PLAIN_VIEW } from "../series/chart_view.ts";
import type { Columns, Run } from "../model.ts";
import { thinColumns } from "../series/downsample.ts";
import { findGaps } from "../series/gaps.ts";
import type { Store } from "../store/store.ts";
import type { WireMetrics } from "../wire.ts";

/** Points of a metric in a page. The chart requests more where the reader zooms in. */
const PAGE_POINTS = 500;

/** A metric of a run, thinned for a page. */
export interface PagePlot {
  /** The points in the view's range. Null without a metric, and for a run that does not have it. */
  columns: Columns | null;
  /** The same range smoothed; null for a view that is not smoothed. */
  smoothed: Columns | null;
  /** The same points as the chart starts with, beside the names and counts of all the run's metrics. */
  answer: WireMetrics;
}

/** Reads one metric of a run; no points at all when `metric` is null. */
export async function loadPlot(
  store: Store,
  run: Run,
  { metric, view = PLAIN_VIEW, signal }: { metric: string | null; view?: ChartView; signal?: AbortSignal | undefined },
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
  const answer = writeMetrics(run, { ...read, summaries: run.metrics }, { gaps });
  const whole = metric === null ? null : read.columns.get(metric) ?? null;
  const isWhole = metric === null || whole === null || (view.minX === null && view.maxX === null);
  return {
    columns: isWhole ? whole : await loadRange(store, run, { metric, view, signal }),
    smoothed: await loadSmooth(store, run, { metric, view, signal }),
    answer,
  };
}

const rangeOf = (run: Run, { x, minX, maxX }: ChartView) =>
  rangeOnAxis(run, x, { low: minX ?? -Infinity, high: maxX ?? Infinity });

async function loadSmooth(
  store: Store,
  run: Run,
  { metric, view, signal }: { metric: string | null; view: ChartView; signal?: AbortSignal | undefined },
): Promise<Columns | null> {
  const { smoothing: weight } = view;
  if (metric === null || weight === 0) return null;
  const query = { metrics: [metric], range: rangeOf(run, view), weight, most: PAGE_POINTS, signal };
  return (await store.points.readSmooth(run.id, query)).get(metric) ?? null;
}

/** The points of the view's range, thinned for a page: of the whole metric too few may lie in it. */
async function loadRange(
  store: Store,
  run: Run,
  { metric, view, signal }: { metric: string; view: ChartView; signal?: AbortSignal | undefined },
): Promise<Columns | null> {
  const { columns } = await store.points.read(run.id, {
    metrics: [metric],
    range: rangeOf(run, view),
    thinTo: PAGE_POINTS,
    signal,
    reduce: (_, points) => thinColumns(points, PAGE_POINTS),
  });
  return columns.get(metric) ?? null;
}

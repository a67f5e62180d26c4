/**
 * Reads one metric of a run for a page, which draws it before any script runs. Changes nothing.
 *
 * @module
 */
import { writeNumbers } from "../api/range_numbers.ts";
import { rangeOnAxis } from "../api/write/write_many_metrics.ts";
import { writeMetricColumns } from "../api/write/write_metrics.ts";
import { type ChartView, PLAIN_VIEW, rangeKey } from "../series/chart_view.ts";
import type { Columns, Run } from "../model.ts";
import type { Store } from "../store/store.ts";
import type { WirePlot } from "../wire/points.ts";

/** Points of a metric in a page: of a run at most, and of all runs of a chart. The chart requests more where the reader zooms in. */
const PAGE_POINTS = 500, CHART_POINTS = 6_000;

/** A metric of a run, thinned for a page. */
export interface PagePlot {
  /** The points in the view's range. Null without a metric, and for a run that does not have it. */
  columns: Columns | null;
  /** The points of the whole metric, where the view shows a range of it; else null. */
  whole: Columns | null;
  /** The same range smoothed; null for a view that is not smoothed. */
  smoothed: Columns | null;
  /** The same points as the chart starts with, beside the names and counts of all the run's metrics. */
  answer: WirePlot;
}

/** What to read of a run. */
export interface PlotQuery {
  /** No points at all when it is null. */
  metric: string | null;
  view?: ChartView;
  /** Runs in the chart; 1 by default. */
  runs?: number;
  signal?: AbortSignal | undefined;
}

/** Reads one metric of a run. */
export async function loadPlot(store: Store, run: Run, query: PlotQuery): Promise<PagePlot> {
  const { metric, view = PLAIN_VIEW, runs = 1, signal } = query, metrics = metric === null ? [] : [metric];
  const most = Math.min(PAGE_POINTS, Math.floor(CHART_POINTS / runs));
  const read = await store.points.readThin(run.id, { metrics, most, signal });
  const answer = writeMetricColumns(run, { ...read, summaries: run.metrics }, { gaps: read.gaps });
  const whole = metric === null ? null : read.columns.get(metric) ?? null;
  const isWhole = metric === null || whole === null || (view.minX === null && view.maxX === null);
  const range = rangeOf(run, view);
  return {
    columns: isWhole
      ? whole
      : (await store.points.readThin(run.id, { metrics, range, most, signal })).columns.get(metric) ?? null,
    whole: isWhole ? null : whole,
    smoothed: await loadSmooth(store, run, { metric, view, most, signal }),
    answer: { ...answer, ...await loadExact(store, run, { ...query, held: whole?.step.length ?? 0 }) },
  };
}

/** The exact numbers of the view's range, where the page doesn't hold every point: they are shown before any script runs. */
async function loadExact(
  store: Store,
  run: Run,
  { metric, view = PLAIN_VIEW, signal, held }: PlotQuery & { held: number },
): Promise<Pick<WirePlot, "exact">> {
  if (metric === null || held === 0 || held >= run.metrics.find(({ name }) => name === metric)!.count) return {};
  const found = await store.points.measure(run.id, { metrics: [metric], range: rangeOf(run, view), signal });
  const numbers = found.has(metric) ? writeNumbers(found.get(metric)!) : null;
  return { exact: { metric, range: rangeKey(view), numbers } };
}

const rangeOf = (run: Run, { x, minX, maxX }: ChartView) =>
  rangeOnAxis(run, x, { low: minX ?? -Infinity, high: maxX ?? Infinity });

async function loadSmooth(
  store: Store,
  run: Run,
  { metric, view, most, signal }: { metric: string | null; view: ChartView; most: number; signal: PlotQuery["signal"] },
): Promise<Columns | null> {
  const { smoothing: weight } = view;
  if (metric === null || weight === 0) return null;
  const query = { metrics: [metric], range: rangeOf(run, view), weight, most, signal };
  return (await store.points.readSmooth(run.id, query)).get(metric) ?? null;
}

/**
 * Everything that is shown of one metric: its lines, marks, legend and gaps. Pure.
 *
 * @module
 */
import type { RunStatus } from "../../model.ts";
import type { ChartMarks } from "./chart_marks.ts";
import type { ChartView } from "./chart_view.ts";
import type { GapNote } from "./ChartNotes.tsx";
import type { HeldRun } from "./held_run.ts";
import type { PlottedRun } from "./plot_cursor.ts";
import { createPlottedRun, summarizeRange } from "./plotted_run.ts";
import type { LegendRow } from "./RunLegend.tsx";

/** A run as a chart names it. */
export interface NamedRun {
  id: string;
  name: string;
  status: RunStatus;
}

/** A metric ready to be drawn. */
export interface MetricPlotted {
  metric: string;
  runs: readonly PlottedRun[];
  rows: readonly LegendRow[];
  marks: ChartMarks;
  gaps: readonly GapNote[];
  /** False when no run has a point to draw. */
  isDrawn: boolean;
}

/** What is reckoned elsewhere. */
export interface SeriesTools {
  /** Stretches of steps without points. */
  findGaps(steps: ArrayLike<number>): [number, number][];
  /** Smoothed values for a weight of the past, from 0 to 1. */
  smooth(values: Float64Array, weight: number): ArrayLike<number>;
  formatNumber(value: number): string;
}

/** How a metric is plotted: whose runs in which style, looked at how. */
export interface PlotMetricOptions {
  /** Gives names, and by its order the styles. */
  named: readonly NamedRun[];
  view: ChartView;
  tools: SeriesTools;
}

/** Styles there are for lines (`.run-1` … in series.css). */
const STYLES = 12;

/** A metric of some runs. */
export function plotMetric(metric: string, held: readonly HeldRun[], options: PlotMetricOptions): MetricPlotted {
  const { named, view, tools } = options;
  const nameOf = (id: string) => named.find((run) => run.id === id)?.name ?? id;
  const plotted = held.map((run) =>
    createPlottedRun(run, {
      metric,
      name: nameOf(run.id),
      style: named.findIndex(({ id }) => id === run.id) % STYLES + 1,
      view,
      smooth: tools.smooth,
    })
  );
  const gaps = held.flatMap((run) =>
    gapsOf(run, metric, tools).map((gap) => ({ metric, gap, run: held.length > 1 ? nameOf(run.id) : null }))
  );
  const shown = plotted.filter((_, at) => !view.hidden.includes(at + 1));
  return {
    metric,
    runs: shown,
    rows: held.map((run, at) => describeRow(plotted[at]!, run.totals[metric], options)),
    marks: {
      gaps: view.x === "step" ? gaps.map(({ gap }) => gap) : [],
      holes: shown.flatMap((run) => run.holes),
    },
    gaps,
    isDrawn: plotted.some((run) => run.points.length > 0),
  };
}

function describeRow(
  { id, name, style, columns }: PlottedRun,
  count: number | undefined,
  { view, tools }: PlotMetricOptions,
): LegendRow {
  const summary = summarizeRange(columns, view);
  const total = count ?? summary.count;
  const words = (value: number) => summary.count === 0 ? "–" : tools.formatNumber(value);
  const isThinned = total > columns.step.length && summary.count > 0;
  return {
    id,
    name,
    style,
    last: words(summary.last),
    lastStep: words(summary.lastStep),
    min: words(summary.min),
    max: words(summary.max),
    mean: (isThinned ? "≈ " : "") + words(summary.mean),
    points: total.toLocaleString("en"),
  };
}

/** Gaps of all points where all are held, else those that the server found. */
function gapsOf(run: HeldRun, metric: string, { findGaps }: SeriesTools): readonly [number, number][] {
  const columns = run.metrics.get(metric);
  const isWhole = columns !== undefined && columns.step.length >= (run.totals[metric] ?? 0);
  return isWhole ? findGaps(columns.step) : run.gaps[metric] ?? [];
}

/** The state of a chart without points, in the words of the contract. */
export function describeState(runs: readonly HeldRun[], metric: string | null, isFailing: boolean): string {
  if (runs.length > 0 && runs.every((run) => run.isDeleted)) {
    return runs.length === 1 ? "This run was deleted." : "These runs were deleted.";
  }
  const isMissing = (run: HeldRun) =>
    !run.isDeleted && (run.loading.size > 0 || (metric !== null && !run.metrics.has(metric)));
  if (isFailing) return "Metrics unavailable";
  if (runs.some(isMissing)) return "Loading metrics…";
  return runs.some((run) => !run.isComplete) ? "Training metrics will appear here" : "No metrics recorded";
}

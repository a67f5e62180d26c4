/**
 * Everything that a chart shows of one metric: lines, marks, legend rows and gaps. Pure.
 *
 * @module
 */
import type { RunStatus } from "../../model.ts";
import { findGaps } from "../../series/gaps.ts";
import { chooseStyles } from "../../series/run_styles.ts";
import type { ChartMarks } from "./chart_marks.ts";
import type { ChartView } from "../../series/chart_view.ts";
import type { GapNote } from "./ChartNotes.tsx";
import type { HeldRun } from "./held_run.ts";
import { describeRow, type LegendRow } from "./legend_rows.ts";
import { createPlottedRun, type PlottedRun, type PlottedRunOptions } from "./plotted_run.ts";

/** A run with the name that the chart shows. */
export interface NamedRun {
  id: string;
  name: string;
  status: RunStatus;
  /** The style that it keeps. */
  style: number;
}

/** A metric, ready to be drawn. */
export interface MetricPlotted {
  metric: string;
  /** The runs that are not hidden. */
  runs: readonly PlottedRun[];
  /** The legend's rows, with those of hidden runs. */
  rows: readonly LegendRow[];
  marks: ChartMarks;
  gaps: readonly GapNote[];
  /** False when no run has a point to draw. */
  isDrawn: boolean;
}

/** What to draw of a metric. */
export interface PlotMetricOptions {
  /** The runs with their names. */
  named: readonly NamedRun[];
  view: ChartView;
  /** Makes smoothed lines; none until it is loaded. */
  smoothRun?: PlottedRunOptions["smoothRun"];
}

/** Prepares a metric of some runs. */
export function plotMetric(
  metric: string,
  held: readonly HeldRun[],
  { named, view, smoothRun = null }: PlotMetricOptions,
): MetricPlotted {
  const nameOf = (id: string) => named.find((run) => run.id === id)?.name ?? id;
  const styles = chooseStyles(named);
  const plotted = held.map((run) => {
    const style = styles.get(run.id) ?? 1;
    return createPlottedRun(run, { metric, name: nameOf(run.id), style, view, smoothRun });
  });
  const gaps = held.flatMap((run) =>
    gapsOf(run, metric).map((gap) => ({ metric, gap, run: held.length > 1 ? nameOf(run.id) : null }))
  );
  const shown = plotted.filter((_, at) => !view.hidden.includes(at + 1));
  return {
    metric,
    runs: shown,
    rows: plotted.map((run, at) => describeRow(run, held[at]!, { metric, view })),
    marks: {
      gaps: view.x === "step" ? gaps.map(({ gap }) => gap) : [],
      holes: shown.flatMap(({ holes, style }) => holes.map((hole) => ({ ...hole, style }))),
    },
    gaps,
    isDrawn: plotted.some((run) => run.points.length > 0),
  };
}

/** The gaps of the held points when the page holds all of them, else the gaps that the server found. */
function gapsOf(run: HeldRun, metric: string): readonly [number, number][] {
  const columns = run.metrics.get(metric);
  const isWhole = columns !== undefined && columns.step.length >= (run.totals.get(metric) ?? 0);
  return isWhole ? findGaps(columns.step) : run.gaps.get(metric) ?? [];
}

/** What to write in a chart that shows no points. */
export function describeState(runs: readonly HeldRun[], metric: string | null, isFailing: boolean): string {
  if (runs.length > 0 && runs.every((run) => run.isDeleted)) {
    return runs.length === 1 ? "This run was deleted." : "These runs were deleted.";
  }
  if (runs.length === 0) return "No run is drawn";
  const isMissing = (run: HeldRun) =>
    !run.isDeleted && (run.loading.size > 0 || (metric !== null && !run.metrics.has(metric)));
  if (isFailing) return "Metrics unavailable";
  if (runs.some(isMissing)) return "Loading metrics…";
  return runs.some((run) => !run.isComplete) ? "Training metrics will appear here" : "No metrics recorded";
}

/**
 * A metric of one run, ready to be drawn: its points, its smoothed line, and its numbers for the legend. Pure.
 *
 * @module
 */
import type { Columns } from "../../model.ts";
import { createColumns } from "../../series/columns.ts";
import { smoothValues } from "../../series/smooth.ts";
import type { ChartView } from "./chart_view.ts";
import type { HeldRun } from "./held_run.ts";
import { type IndexedPoint, plotPoints } from "./plot_points.ts";

/** A run's line on a chart. */
export interface PlottedRun {
  id: string;
  name: string;
  /** 1 to 12: colour and dash in series.css. */
  style: number;
  columns: Columns;
  points: readonly IndexedPoint[];
  /** The smoothed line; null = not smoothed. */
  smoothed: readonly IndexedPoint[] | null;
  /** The x positions of values that can't be drawn. */
  holes: readonly number[];
  /** Number of marks that its log gave. */
  markCount: number;
}

/** What to draw of a run, and how. */
export interface PlottedRunOptions {
  metric: string;
  name: string;
  style: number;
  view: ChartView;
}

/** Prepares a metric of a run. A metric that the page doesn't hold has no points. */
export function createPlottedRun(run: HeldRun, { metric, name, style, view }: PlottedRunOptions): PlottedRun {
  const columns = run.metrics.get(metric) ?? createColumns(0);
  const options = { ...view, startMs: startOf(run) };
  const { points, holes } = plotPoints(columns, options);
  const smoothed = view.smoothing > 0
    ? plotPoints(columns, options, smoothValues(columns.value, view.smoothing)).points
    : null;
  return { id: run.id, name, style, columns, points, smoothed, holes, markCount: run.markCount };
}

/** When the run's first point was captured, of any metric. Milliseconds since the epoch; 0 without points. */
function startOf(run: HeldRun): number {
  let start = Infinity;
  for (const { time } of run.metrics.values()) start = Math.min(start, time[0] ?? Infinity);
  return Number.isFinite(start) ? start : 0;
}

/** The numbers of a range of steps. NaN where there is none. */
export interface RangeSummary {
  last: number;
  lastStep: number;
  min: number;
  max: number;
  mean: number;
  count: number;
}

/** Summarizes the points within the view's range of steps. `min`, `max` and `mean` leave out values that are not finite. */
export function summarizeRange(
  { step, value }: Pick<Columns, "step" | "value">,
  { minStep, maxStep }: Pick<ChartView, "minStep" | "maxStep">,
): RangeSummary {
  const summary = { last: NaN, lastStep: NaN, min: NaN, max: NaN, mean: NaN, count: 0 };
  let sum = 0;
  let numbers = 0;
  for (let at = 0; at < step.length; at++) {
    if (step[at]! < (minStep ?? -Infinity) || step[at]! > (maxStep ?? Infinity)) continue;
    summary.count++;
    summary.last = value[at]!;
    summary.lastStep = step[at]!;
    if (!Number.isFinite(value[at])) continue;
    numbers++;
    sum += value[at]!;
    summary.min = numbers === 1 ? value[at]! : Math.min(summary.min, value[at]!);
    summary.max = numbers === 1 ? value[at]! : Math.max(summary.max, value[at]!);
  }
  if (numbers > 0) summary.mean = sum / numbers;
  return summary;
}

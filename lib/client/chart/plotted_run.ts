/**
 * A run's metric made ready for the chart: points placed, smoothed, its numbers for the legend. Pure.
 *
 * @module
 */
import type { Columns } from "../../model.ts";
import type { ChartView } from "./chart_view.ts";
import type { HeldRun } from "./held_run.ts";
import { createColumns } from "../../series/columns.ts";
import type { PlottedRun } from "./plot_cursor.ts";
import { placePoints } from "./plot_points.ts";

/** How to make it ready. */
export interface PlottedRunOptions {
  metric: string;
  name: string;
  style: number;
  view: ChartView;
  /** Smoothed values for a weight of the past, from 0 to 1. */
  smooth(values: Float64Array, weight: number): ArrayLike<number>;
}

/** A run ready for the chart, with where its values are no number. */
export function createPlottedRun(
  run: HeldRun,
  { metric, name, style, view, smooth }: PlottedRunOptions,
): PlottedRun & { holes: { x: number; style: number }[] } {
  const columns = run.metrics.get(metric) ?? createColumns(0);
  const options = { ...view, startMs: startOf(run) };
  const { points, holes } = placePoints(columns, options);
  const smoothed = view.smoothing > 0
    ? placePoints(columns, options, smooth(columns.value, view.smoothing)).points
    : null;
  const marked = holes.map((x) => ({ x, style }));
  return { id: run.id, name, style, columns, points, smoothed, holes: marked };
}

/** When the first of a run's points came, milliseconds since the epoch. */
function startOf(run: HeldRun): number {
  let start = Infinity;
  for (const { time } of run.metrics.values()) start = Math.min(start, time[0] ?? Infinity);
  return Number.isFinite(start) ? start : 0;
}

/** Numbers of what is drawn; NaN where there is nothing. */
export interface RangeSummary {
  last: number;
  lastStep: number;
  min: number;
  max: number;
  mean: number;
  count: number;
}

/** Numbers of the points within the view's range of steps; min, max and mean pass over NaN and infinities. */
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

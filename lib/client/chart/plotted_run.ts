/**
 * A metric of one run, ready to be drawn: its points and its smoothed line. Pure.
 *
 * @module
 */
import type { Columns } from "../../model.ts";
import { createColumns } from "../../series/columns.ts";
import type { ChartView } from "../../series/chart_view.ts";
import type { HeldRun } from "./held_run.ts";
import type { smoothRun as SmoothRun } from "./smooth_run.ts";
import type { Hole } from "../../series/undrawn.ts";
import { type IndexedPoint, plotPoints } from "./plot_points.ts";

/** A run's line on a chart. */
export interface PlottedRun {
  id: string;
  name: string;
  /** 1 to 12: colour and dash in series.css. */
  style: number;
  columns: Columns;
  points: readonly IndexedPoint[];
  /** The smoothed line; null = not smoothed. Its points may lie where the columns have none: their indexes mean nothing. */
  smoothed: readonly IndexedPoint[] | null;
  /** Where values are that can't be drawn, and why. */
  holes: readonly Hole[];
  /** True when there are more points than `columns` has. */
  isThinned?: boolean;
  /** The x of every point of the columns, also of those that the range leaves out. */
  positions: ArrayLike<number>;
  /** Number of marks that its log gave. */
  markCount: number;
}

/** What to draw of a run, and how. */
export interface PlottedRunOptions {
  metric: string;
  name: string;
  style: number;
  view: ChartView;
  /** Makes the smoothed line; none until it is loaded. */
  smoothRun?: typeof SmoothRun | null;
}

/** Prepares a metric of a run. A metric that the page doesn't hold has no points. */
export function createPlottedRun(
  run: HeldRun,
  { metric, name, style, view, smoothRun = null }: PlottedRunOptions,
): PlottedRun {
  const columns = run.metrics.get(metric) ?? createColumns(0);
  const options = { ...view, startMs: startOfHeld(run) };
  const { points, holes, positions } = plotPoints(columns, options);
  const smoothed = view.smoothing > 0 && smoothRun ? smoothRun(run, { points, columns, metric }, options) : null;
  const isThinned = columns.step.length < (run.totals.get(metric) ?? 0), { markCount } = run;
  return { id: run.id, name, style, columns, points, smoothed, holes, isThinned, positions, markCount };
}

/** When the run began, else when its first point of any metric was captured. Milliseconds since the epoch; 0 without both. */
export function startOfHeld(run: HeldRun): number {
  if (run.startedAt !== null) return run.startedAt;
  let start = Infinity;
  for (const { time } of run.metrics.values()) start = Math.min(start, time[0] ?? Infinity);
  return Number.isFinite(start) ? start : 0;
}

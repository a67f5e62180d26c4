/**
 * The smoothed line of a run. Loaded when a view is smoothed. Pure.
 *
 * @module
 */
import type { Columns } from "../../model.ts";
import type { ChartView } from "../../series/chart_view.ts";
import { scaleWeight, smoothValues } from "../../series/smooth.ts";
import { findUndrawn } from "../../series/undrawn.ts";
import type { HeldRun } from "./held_run.ts";
import { type IndexedPoint, plotPoints } from "./plot_points.ts";
import { smoothKey } from "./range_summary.ts";

/** The smoothed line: the server's over every point where the page holds fewer, else, and until it is there, one over the drawn points. */
export function smoothRun(
  { smoothed, totals }: HeldRun,
  { points, columns, metric }: { points: readonly IndexedPoint[]; columns: Columns; metric: string },
  options: ChartView & { startMs: number },
): readonly IndexedPoint[] {
  const held = smoothed.get(metric), isWhole = columns.step.length >= (totals.get(metric) ?? 0);
  if (!isWhole && held?.key === smoothKey(options)) return plotPoints(held.columns, options).points;
  const values = smoothValues(
    points.map(({ index }) => columns.value[index] ?? NaN),
    scaleWeight(options.smoothing, points.length),
  );
  return points.map((point, at) => ({ ...point, y: findUndrawn(values[at]!, options.y) ? NaN : values[at]! }));
}

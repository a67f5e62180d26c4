/**
 * The axes of a canvas chart, with the same ranges and ticks as the server's SVG. Pure.
 *
 * @module
 */
import { type Axis, listTicks, rangeOf, widenToTicks, X_GAPS, Y_GAPS } from "../../series/axis.ts";
import type { PlotLine } from "./line_datasets.ts";

/** What the axes depend on. */
export interface AxesOptions {
  lines: readonly Pick<PlotLine, "points">[];
  y: "linear" | "log";
  /** The x axis reaches at least this far; null = the points decide. */
  minX: number | null;
  maxX: number | null;
}

/** The axes of the lines. `y` is null when it is logarithmic: Chart.js finds its range and its ticks. */
export function axesOf({ lines, y, minX, maxX }: AxesOptions): { x: Axis; y: Axis | null } {
  const columns = lines.map(({ points }) => points.map((point) => point.x));
  const range = rangeOf([...columns, [minX ?? NaN, maxX ?? NaN]]);
  return {
    x: { ...range, ticks: listTicks(range, X_GAPS) },
    y: y === "log" ? null : widenToTicks(rangeOf(lines.map(({ points }) => points.map((point) => point.y))), Y_GAPS),
  };
}

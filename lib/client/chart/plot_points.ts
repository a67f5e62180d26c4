/**
 * Turns the points of a metric into drawn points. A line breaks where the step goes back and where a value can't be drawn. Pure.
 *
 * @module
 */
import type { Columns } from "../../model.ts";
import { isNewSegment } from "../../series/segments.ts";
import { findUndrawn, type Hole } from "../../series/undrawn.ts";
import { columnOnAxis } from "../../series/x_axis.ts";
import type { WireAxis } from "../../wire/points.ts";

/** A drawn point with its index in the columns. A break in the line has the index -1. */
export interface IndexedPoint {
  x: number;
  y: number;
  index: number;
}

/** How points become x and y. */
export interface PlotOptions {
  x: WireAxis;
  /** When the run began, milliseconds since the epoch. */
  startMs: number;
  /** A logarithmic axis can't show 0 and negative values. */
  y: "linear" | "log";
  /** Inclusive; null = no limit. */
  minX: number | null;
  maxX: number | null;
}

/** The drawn points of a metric. */
export interface PlotSeries {
  points: IndexedPoint[];
  /** Where values are that can't be drawn, and why. */
  holes: Hole[];
  /** The x of every point of the columns, also of those that the range leaves out. */
  positions: ArrayLike<number>;
}

/** The drawn points of these columns. `values`, such as smoothed ones, are drawn instead of the columns' own. */
export function plotPoints(
  columns: Columns,
  options: PlotOptions,
  values: ArrayLike<number> = columns.value,
): PlotSeries {
  const points: IndexedPoint[] = [];
  const holes: Hole[] = [];
  const xs = columnOnAxis(columns, options), from = options.minX ?? -Infinity, to = options.maxX ?? Infinity;
  const series = { step: columns.step, x: xs };
  let before = -1;
  for (let index = 0; index < columns.step.length; index++) {
    const x = xs[index]!, y = values[index]!;
    if (!(x >= from && x <= to)) continue;
    if (before >= 0 && isNewSegment(series, index, before)) points.push({ x, y: NaN, index: -1 });
    before = index;
    const kind = findUndrawn(y, options.y);
    points.push({ x, y: kind === null ? y : NaN, index });
    if (kind !== null) holes.push({ x, kind });
  }
  return { points, holes, positions: xs };
}

/** Index of the point that a line printed: the one with this value, else the line's last point, else -1. */
export function findPointOfLine(columns: Columns, line: number, value?: number): number {
  let found = -1;
  for (let index = 0; index < columns.line.length; index++) {
    if (columns.line[index] !== line) continue;
    if (value !== undefined && Object.is(columns.value[index], value)) return index;
    found = index;
  }
  return found;
}

/** Index of a line's point, or of the nearest line's point when the line has none here. -1 when there are no points. */
export function findPointNearLine(columns: Columns, line: number, value?: number): number {
  const exact = findPointOfLine(columns, line, value);
  if (exact >= 0) return exact;
  let best = -1;
  let bestDistance = Infinity;
  for (let index = 0; index < columns.line.length; index++) {
    const distance = Math.abs(columns.line[index]! - line);
    if (distance >= bestDistance) continue;
    best = index;
    bestDistance = distance;
  }
  return best;
}

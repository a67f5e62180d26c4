/**
 * From the points of a metric to what is drawn of them: the axis' x, breaks where the step goes back or a value is no
 * number, and where those are. Pure.
 *
 * @module
 */
import type { Columns } from "../../model.ts";

/** A drawn point and the place of the point in its columns; -1 for a break. */
export interface PlacedPoint {
  x: number;
  y: number;
  place: number;
}

/** How points become x and y. */
export interface PlotOptions {
  x: "step" | "time";
  /** What x = 0 means on a time axis, milliseconds since the epoch. */
  startMs: number;
  /** A logarithmic axis can't show values of 0 and below. */
  y: "linear" | "log";
  /** Inclusive; null = no bound. */
  minStep: number | null;
  maxStep: number | null;
}

/** The line of a metric and the x of its values that can't be drawn. */
export interface PlotSeries {
  points: PlacedPoint[];
  holes: number[];
}

/** What is drawn for these columns; `values` are drawn in place of the columns' own (a smoothed line). */
export function placePoints(
  columns: Columns,
  options: PlotOptions,
  values: ArrayLike<number> = columns.value,
): PlotSeries {
  const points: PlacedPoint[] = [];
  const holes: number[] = [];
  let lastStep = -Infinity;
  for (let place = 0; place < columns.step.length; place++) {
    const step = columns.step[place]!;
    if (step < (options.minStep ?? -Infinity) || step > (options.maxStep ?? Infinity)) continue;
    const x = options.x === "step" ? step : (columns.time[place]! - options.startMs) / 1000;
    const y = values[place]!;
    if (step < lastStep) points.push({ x, y: NaN, place: -1 });
    lastStep = step;
    const isDrawn = Number.isFinite(y) && (options.y === "linear" || y > 0);
    points.push({ x, y: isDrawn ? y : NaN, place });
    if (!isDrawn) holes.push(x);
  }
  return { points, holes };
}

/** The point nearest to a place on the canvas: by x first, by y among equals. */
export function nearestPoint(
  points: readonly PlacedPoint[],
  at: { x: number; y: number },
  pixelOf: (point: PlacedPoint) => { x: number; y: number },
): { point: PlacedPoint; dx: number; dy: number } | null {
  let best: { point: PlacedPoint; dx: number; dy: number } | null = null;
  for (const point of points) {
    if (point.place < 0) continue;
    const pixel = pixelOf(point);
    const dx = Math.abs(pixel.x - at.x);
    const dy = Number.isFinite(point.y) ? Math.abs(pixel.y - at.y) : Infinity;
    if (!best || dx < best.dx || (dx === best.dx && dy < best.dy)) best = { point, dx, dy };
  }
  return best;
}

/** The place of the point that a line printed: that value if it is among them, else its last; -1 for none. */
export function placeOfLine(columns: Columns, line: number, value?: number): number {
  let found = -1;
  for (let place = 0; place < columns.line.length; place++) {
    if (columns.line[place] !== line) continue;
    if (value !== undefined && Object.is(columns.value[place], value)) return place;
    found = place;
  }
  return found;
}

/** The place of a line's point, or of the nearest line's when that point was thinned away; -1 when there is none. */
export function placeNearLine(columns: Columns, line: number, value?: number): number {
  const exact = placeOfLine(columns, line, value);
  if (exact >= 0) return exact;
  let best = -1;
  let bestDistance = Infinity;
  for (let place = 0; place < columns.line.length; place++) {
    const distance = Math.abs(columns.line[place]! - line);
    if (distance >= bestDistance) continue;
    best = place;
    bestDistance = distance;
  }
  return best;
}

/**
 * Finds the drawn point nearest to a position. Pure.
 *
 * @module
 */
import type { IndexedPoint } from "./plot_points.ts";

/** A point and how far it is from a position on the canvas, in CSS pixels. */
export interface NearPoint {
  point: IndexedPoint;
  dx: number;
  dy: number;
}

/** The point nearest to a position on the canvas: first by x, then by y. Null when there is no point. */
export function findNearest(
  points: readonly IndexedPoint[],
  position: { x: number; y: number },
  pixelOf: (point: IndexedPoint) => { x: number; y: number },
): NearPoint | null {
  let best: NearPoint | null = null;
  for (const point of points) {
    if (point.index < 0) continue;
    const pixel = pixelOf(point);
    const dx = Math.abs(pixel.x - position.x);
    const dy = Number.isFinite(point.y) ? Math.abs(pixel.y - position.y) : Infinity;
    if (!best || dx < best.dx || (dx === best.dx && dy < best.dy)) best = { point, dx, dy };
  }
  return best;
}

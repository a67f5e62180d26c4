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

/**
 * The point nearest to a position: first by x, on the axis, then by y, CSS pixels on the canvas. Null when there is no point. A pixel is asked for
 * only where it decides: the pointer passes twenty thousand points in each move.
 */
export function findNearest(
  points: readonly IndexedPoint[],
  position: { x: number; y: number },
  pixelOf: (point: { x: number; y: number }) => { x: number; y: number },
): NearPoint | null {
  const awayInY = ({ x, y }: IndexedPoint) =>
    Number.isFinite(y) ? Math.abs(pixelOf({ x, y }).y - position.y) : Infinity;
  let best: IndexedPoint | null = null, away = Infinity;
  for (const point of points) {
    const further = Math.abs(point.x - position.x);
    if (point.index < 0 || !(further <= away)) continue;
    if (best && further === away && awayInY(point) >= awayInY(best)) continue;
    best = point;
    away = further;
  }
  return best && {
    point: best,
    dx: Math.abs(pixelOf(best).x - pixelOf({ x: position.x, y: best.y }).x),
    dy: awayInY(best),
  };
}

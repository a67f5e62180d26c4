/**
 * What the keys do in a panel: they move the cursor from point to point, choose a point, and zoom. Pure.
 *
 * @module
 */
import type { Curve } from "./curves.ts";
import type { PanelReading } from "./panel_drawing.ts";

/** A point of a curve. */
export interface CurvePoint {
  curve: Curve;
  index: number;
}

/** Points that PageUp and PageDown pass. */
const PAGE_POINTS = 10;

/** Where a key moves the cursor: along a curve, or to the curve with the next lower or higher value. Null for other keys. */
export function movePoint(
  curves: readonly Curve[],
  reading: Pick<PanelReading, "listValues" | "nearest"> | null,
  key: string,
): CurvePoint | null {
  const turn = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (turn !== undefined && reading) {
    const values = reading.listValues(), count = values.length, { nearest } = reading;
    const at = values.findIndex(({ curve }) => curve === nearest.curve);
    return values[(at + turn + count) % count]!;
  }
  const curve = reading?.nearest.curve ?? curves[0];
  if (!curve) return null;
  const order = Array.from(curve.x.keys()).filter((at) => Number.isFinite(curve.x[at]));
  const next = moveIndex(key, reading ? order.indexOf(reading.nearest.index) : -1, order.length - 1);
  return next === null || order.length === 0 ? null : { curve, index: order[next]! };
}

function moveIndex(key: string, now: number, last: number): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: Math.min(last, now + 1),
    ArrowLeft: now < 0 ? last : Math.max(0, now - 1),
    PageDown: Math.min(last, Math.max(0, now) + PAGE_POINTS),
    PageUp: Math.max(0, now - PAGE_POINTS),
    Home: 0,
    End: last,
  };
  return Object.hasOwn(moves, key) ? moves[key]! : null;
}

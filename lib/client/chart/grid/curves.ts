/**
 * The curves of a panel: each metric of each run, ready to be drawn, and their values at a position. Pure.
 *
 * @module
 */
import type { Columns } from "../../../model.ts";
import { smoothValues } from "../../../series/smooth.ts";
import type { WireAxis } from "../../../wire.ts";

/** A curve. */
export interface Curve {
  runId: string;
  metric: string;
  /** What it is, in words. */
  name: string;
  /** 1 to 12: colour and dash in series.css. */
  style: number;
  /** The validation beside the training. */
  isSecond: boolean;
  columns: Columns;
  x: Float64Array;
  /** What is drawn: the values, or the smoothed ones. */
  y: Float64Array;
}

/** A range; NaN on both sides for nothing. */
export interface AxisSpan {
  low: number;
  high: number;
}

/** How points become curves. */
export interface CurveOptions {
  x: WireAxis;
  /** When the run began, milliseconds since the epoch. */
  startMs: number;
  smoothing: number;
  /** Training and validation share the panel, so both stand at the training's steps. */
  isPaired: boolean;
}

/** The positions of points on an axis. NaN where a point has none. */
export function positionsOf(columns: Columns, { x, startMs, isPaired }: Omit<CurveOptions, "smoothing">): Float64Array {
  if (x === "time") return columns.time;
  if (x === "elapsed") return columns.time.map((at) => (at - startMs) / 1000);
  if (x === "epoch") return columns.epoch;
  if (x === "global_step") return columns.globalStep;
  return isPaired && columns.globalStep.every(Number.isFinite) ? columns.globalStep : columns.step;
}

/** The values to draw. */
export function drawnValues({ value }: Columns, smoothing: number): Float64Array {
  return smoothing > 0 ? Float64Array.from(smoothValues(value, smoothing)) : value;
}

/** The range of the finite numbers of some arrays; where `x` is given, only of those whose x is within the window. */
export function spanOf(
  curves: readonly Pick<Curve, "x" | "y">[],
  of: "x" | "y",
  window?: AxisSpan,
  isLog = false,
): AxisSpan {
  let low = Infinity, high = -Infinity;
  for (const curve of curves) {
    const values = curve[of];
    for (let at = 0; at < values.length; at++) {
      const value = values[at]!, x = curve.x[at]!;
      if (!Number.isFinite(value) || (isLog && value <= 0)) continue;
      if (window && !(x >= window.low && x <= window.high)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low > high ? { low: NaN, high: NaN } : { low, high };
}

/** Index of the point whose x is nearest; of equally near ones the last. -1 when no point has an x. */
export function nearestIndex(x: Float64Array, wanted: number): number {
  let best = -1, distance = Infinity;
  for (let at = 0; at < x.length; at++) {
    const away = Math.abs(x[at]! - wanted);
    if (away <= distance) best = at, distance = away;
  }
  return best;
}

/** A curve's value at the cursor. */
export interface CurveValue {
  curve: Curve;
  index: number;
  /** The value as it was logged, also where a smoothed one is drawn. */
  value: number;
}

/** The values of all curves at a position, highest first; those that are no numbers last. */
export function valuesAt(curves: readonly Curve[], x: number): CurveValue[] {
  const found = curves.flatMap((curve): CurveValue[] => {
    const index = nearestIndex(curve.x, x);
    return index < 0 ? [] : [{ curve, index, value: curve.columns.value[index]! }];
  });
  const rank = ({ value }: CurveValue) => Number.isNaN(value) ? -Infinity : value;
  return found.sort((one, other) => {
    const further = rank(other) - rank(one);
    return Number.isNaN(further) ? 0 : further;
  });
}

/** The one of some values whose drawn point is nearest to a position on the canvas; null for none. */
export function nearestValue(
  values: readonly CurveValue[],
  y: number,
  pixelOf: (value: number) => number,
): CurveValue | null {
  let best: CurveValue | null = null, distance = Infinity;
  for (const each of values) {
    const away = Math.abs(pixelOf(each.curve.y[each.index]!) - y);
    if (away < distance) best = each, distance = away;
  }
  return best ?? values[0] ?? null;
}

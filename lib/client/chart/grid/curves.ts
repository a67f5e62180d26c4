/**
 * The curves of a panel: each metric of each run, ready to be drawn, and their values at a position. Pure.
 *
 * @module
 */
import type { Columns } from "../../../model.ts";
import { axisOfPair } from "../../../series/panels/pair_axis.ts";
import { SMOOTHED_AS_POINTS, smoothValues } from "../../../series/smooth.ts";
import { columnOnAxis } from "../../../series/x_axis.ts";
import type { WireAxis } from "../../../wire/points.ts";

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
  /** The points, and their positions. */
  columns: Columns;
  x: Float64Array;
  line: DrawnLine;
}

/** What is drawn: the values of the points, or a smoothed line, which may have other positions. */
export interface DrawnLine {
  x: Float64Array;
  /** Where a step goes back, the line begins anew. */
  step: Float64Array;
  y: Float64Array;
}

/** A range; NaN on both sides for nothing. */
export interface AxisSpan {
  low: number;
  high: number;
}

/** How points get positions on an axis. */
export interface PositionOptions {
  x: WireAxis;
  /** When the run began, milliseconds since the epoch. */
  startMs: number;
  /** Training and validation share the panel, so both stand at the training's steps. */
  isPaired: boolean;
}

/** The positions of points on an axis. NaN where a point has none. */
export const positionsOf = (columns: Columns, { x, startMs, isPaired }: PositionOptions): Float64Array =>
  columnOnAxis(columns, { x: isPaired ? axisOfPair(columns, x) : x, startMs });

/** The values to draw. `total` is how many points there are, where these are fewer: until the average over all is there, theirs reaches as far. */
export function drawnValues({ value }: Columns, smoothing: number, total = value.length): Float64Array {
  if (smoothing === 0) return value;
  const reach = Math.min(total, SMOOTHED_AS_POINTS) / value.length;
  return smoothValues(value, total > SMOOTHED_AS_POINTS || reach > 1 ? smoothing ** reach : smoothing);
}

/** The range of the finite numbers of some arrays; where `x` is given, only of those whose x is within the window. */
export function spanOf(
  curves: readonly Pick<Curve, "line">[],
  of: "x" | "y",
  window?: AxisSpan,
  isLog = false,
): AxisSpan {
  let low = Infinity, high = -Infinity;
  for (const { line } of curves) {
    const values = line[of];
    for (let at = 0; at < values.length; at++) {
      const value = values[at]!, x = line.x[at]!;
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
  /** True for that of a drawn point beside the position, where points are that aren't drawn: one of them may be nearer. */
  isNear: boolean;
}

/** The axis on which a curve stands: training and validation on one chart of steps stand at the training's. */
export const axisOf = ({ x, columns }: Pick<Curve, "x" | "columns">, axis: WireAxis): WireAxis =>
  axis === "step" && x !== columns.step ? "global_step" : axis;

/** What is known of curves beyond what is drawn. */
export interface ValueOptions {
  /** The exact value of a curve at the position; undefined where it isn't known. */
  exact?(curve: Curve): number | undefined;
  isThinned?(curve: Curve): boolean;
}

/** The values of all curves at a position, highest first; those that are no numbers last. */
export function valuesAt(
  curves: readonly Curve[],
  x: number,
  { exact = () => undefined, isThinned = () => false }: ValueOptions = {},
): CurveValue[] {
  const found = curves.flatMap((curve): CurveValue[] => {
    const index = nearestIndex(curve.x, x);
    if (index < 0) return [];
    const drawn = curve.columns.value[index]!, isDrawn = curve.x[index] === x || !isThinned(curve);
    const value = isDrawn ? drawn : exact(curve);
    return [{ curve, index, value: value ?? drawn, isNear: value === undefined }];
  });
  const rank = ({ value }: CurveValue) => Number.isNaN(value) ? -Infinity : value;
  return found.sort((one, other) => {
    const further = rank(other) - rank(one);
    return Number.isNaN(further) ? 0 : further;
  });
}

/** Where the line of a curve is drawn at the position of a value. */
export function drawnAt({ curve: { x, line }, index }: Pick<CurveValue, "curve" | "index">): number {
  return line.x === x ? line.y[index]! : line.y[nearestIndex(line.x, x[index]!)] ?? NaN;
}

/** The one of some values whose drawn point is nearest to a position on the canvas; null for none. */
export function nearestValue(
  values: readonly CurveValue[],
  y: number,
  pixelOf: (value: number) => number,
): CurveValue | null {
  let best: CurveValue | null = null, distance = Infinity;
  for (const each of values) {
    const away = Math.abs(pixelOf(drawnAt(each)) - y);
    if (away < distance) best = each, distance = away;
  }
  return best ?? values[0] ?? null;
}

/**
 * From points to pixels of a chart that stands alone: its scales, its ticks and the paths of its lines. Pure.
 *
 * @module
 */
import { type Axis, listTicks, type Range, rangeOf, widenToTicks, X_GAPS, Y_GAPS } from "../../series/axis.ts";
import { listLogTicks, widenLogRange } from "../../series/log_axis.ts";

/** Points of a line. */
export interface SheetPoints {
  x: ArrayLike<number>;
  value: ArrayLike<number>;
}

/** Where the lines are drawn, in pixels. */
export interface PlotBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** How a chart's axes are made. */
export interface ScaleOptions {
  y: "linear" | "log";
  /** Lowest and highest x; null = as far as the points reach. */
  minX: number | null;
  maxX: number | null;
  box: PlotBox;
}

/** Both axes, and where a number of theirs lies. */
export interface SheetScale {
  x: Axis;
  y: Axis;
  leftOf(x: number): number;
  /** NaN for a value that the axis can't show. */
  topOf(value: number): number;
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10;

/** Pixels between two labels of the x axis, at least. */
const X_LABEL_ROOM = 90;
/** The same of the y axis. */
const Y_LABEL_ROOM = 36;

/** Makes the axes of lines. Null when no point can be drawn. */
export function createScale(lines: readonly SheetPoints[], options: ScaleOptions): SheetScale | null {
  const { y: kind, box } = options, isLog = kind === "log";
  const isShown = (value: number) => Number.isFinite(value) && (!isLog || value > 0);
  const values = lines.map(({ x, value }) =>
    Array.from(value, (each, at) => isShown(each) ? finiteOr(x[at], each) : NaN)
  );
  if (!values.some((column) => column.some(Number.isFinite))) return null;
  const reach = rangeOf([...lines.map(({ x }) => x), [options.minX ?? NaN, options.maxX ?? NaN]]);
  const steps = { low: options.minX ?? reach.low, high: options.maxX ?? reach.high };
  const range = steps.low < steps.high ? steps : rangeOf([[steps.low]]);
  const x = { ...range, ticks: listTicks(range, Math.max(1, Math.min(X_GAPS, Math.floor(box.width / X_LABEL_ROOM)))) };
  const gaps = Math.max(1, Math.min(Y_GAPS, Math.floor(box.height / Y_LABEL_ROOM)));
  const y = isLog ? logAxisOf(values) : widenToTicks(rangeOf(values), gaps);
  const fraction = isLog ? logFraction(y) : (value: number) => (value - y.low) / (y.high - y.low);
  return {
    x,
    y,
    leftOf: (at) => round(box.left + (at - x.low) / (x.high - x.low) * box.width),
    topOf: (value) => isShown(value) ? round(box.top + (1 - fraction(value)) * box.height) : NaN,
  };
}

/** The value where its x is a number. */
const finiteOr = (x: number | undefined, value: number): number => Number.isFinite(x) ? value : NaN;

function logAxisOf(values: readonly ArrayLike<number>[]): Axis {
  const range = widenLogRange(rangeOf(values.map((column) => Array.from(column).filter((value) => value > 0))));
  return { ...range, ticks: listLogTicks(range) };
}

const logFraction = ({ low, high }: Range) => {
  const from = Math.log10(low), length = Math.log10(high) - from;
  return (value: number) => (Math.log10(value) - from) / length;
};

/** The path of a line in pixels. It begins anew behind a value that can't be drawn, and where x goes back. */
export function drawPath({ x, value }: SheetPoints, scale: SheetScale): string {
  const parts: string[] = [];
  let isDown = false, last = -Infinity;
  for (let at = 0; at < x.length; at++) {
    const step = x[at]!, left = scale.leftOf(step), top = scale.topOf(value[at]!);
    if (Number.isNaN(top) || !Number.isFinite(left)) {
      isDown = false;
      continue;
    }
    parts.push(`${isDown && step >= last ? "L" : "M"}${left} ${top}`);
    isDown = true;
    last = step;
  }
  return parts.join("");
}

/** Number of values that a chart can't show: NaN, infinities, and on a logarithmic axis what is not above 0. */
export function countHidden(lines: readonly SheetPoints[], scale: SheetScale): number {
  const countOf = (value: ArrayLike<number>) =>
    Array.from(value).filter((each) => Number.isNaN(scale.topOf(each))).length;
  return lines.reduce((sum, { value }) => sum + countOf(value), 0);
}

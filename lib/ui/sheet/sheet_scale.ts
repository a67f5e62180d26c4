/**
 * From points to pixels of a chart that stands alone: its scales, its ticks and the paths of its lines. Pure.
 *
 * @module
 */
import { drawAlone } from "../plot.ts";
import { type Range, type WrittenAxis, X_GAPS, Y_GAPS } from "../../series/axis.ts";
import { createXAxis, createYAxis } from "../../series/any_axis.ts";
import { isNewSegment } from "../../series/segments.ts";
import type { WireAxis } from "../../wire/points.ts";

/** Points of a line. */
export interface SheetPoints {
  x: ArrayLike<number>;
  /** Where a step goes back, the line begins anew; missing where x is the step. */
  step?: ArrayLike<number>;
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
  /** Steps by default. */
  x?: WireAxis;
  /** Of a clock: minutes ahead of UTC. */
  zone?: number;
  y: "linear" | "log";
  /** Leaves outliers outside of the y axis; false by default. */
  clip?: boolean;
  /** Title of the y axis; none by default. */
  yTitle?: string;
  /** Lowest and highest x; null = as far as the points reach. */
  minX: number | null;
  maxX: number | null;
  box: PlotBox;
}

/** Both axes, and where a number of theirs lies. */
export interface SheetScale {
  x: WrittenAxis;
  y: WrittenAxis;
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
  const roomFor = (length: number, label: number) => Math.max(1, Math.floor(length / label));
  const x = createXAxis(lines.map((line) => line.x), {
    x: "step",
    ...options,
    gaps: Math.min(X_GAPS, roomFor(box.width, X_LABEL_ROOM)),
  });
  const y = createYAxis(values, {
    y: kind,
    clip: options.clip ?? false,
    title: options.yTitle ?? "",
    gaps: Math.min(Y_GAPS, roomFor(box.height, Y_LABEL_ROOM)),
  });
  const fraction = isLog ? logFraction(y) : (value: number) => (value - y.low) / (y.high - y.low);
  return {
    x,
    y,
    leftOf: (at) => round(box.left + (at - x.low) / (x.high - x.low) * box.width),
    topOf: (value) =>
      isShown(value) && value >= y.low && value <= y.high ? round(box.top + (1 - fraction(value)) * box.height) : NaN,
  };
}

/** The value where its x is a number. */
const finiteOr = (x: number | undefined, value: number): number => Number.isFinite(x) ? value : NaN;

const logFraction = ({ low, high }: Range) => {
  const from = Math.log10(low), length = Math.log10(high) - from;
  return (value: number) => (Math.log10(value) - from) / length;
};

/** The path of a line in pixels. It begins anew behind a value that can't be drawn, and where the step or x goes back. */
export function drawPath(line: SheetPoints, scale: SheetScale): string {
  const parts: string[] = [], { x, value } = line;
  let isDown = false, before = -1;
  for (let at = 0; at < x.length; at++) {
    const left = scale.leftOf(x[at]!), top = scale.topOf(value[at]!);
    if (Number.isNaN(top) || !Number.isFinite(left)) {
      isDown = false;
      continue;
    }
    parts.push(`${isDown && !isNewSegment(line, at, before) ? "L" : "M"}${left} ${top}`);
    isDown = true;
    before = at;
  }
  return drawAlone(parts.join(""));
}

/** Number of values that a chart can't show: NaN, infinities, on a logarithmic axis what is not above 0, and what is clipped. */
export function countHidden(lines: readonly SheetPoints[], scale: SheetScale): number {
  const countOf = (value: ArrayLike<number>) =>
    Array.from(value).filter((each) => Number.isNaN(scale.topOf(each))).length;
  return lines.reduce((sum, { value }) => sum + countOf(value), 0);
}

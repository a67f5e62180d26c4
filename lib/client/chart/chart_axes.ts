/**
 * The axes of a canvas chart, with the same ranges, ticks, texts and titles as the server's SVG. Pure, but for the reader's time zone.
 *
 * @module
 */
import type { WrittenAxis } from "../../series/axis.ts";
import { createCountAxis } from "../../series/x_axis.ts";
import { createLinearAxis } from "../../series/y_axis.ts";
import type { WireAxis } from "../../wire/points.ts";
import { type MoreAxes, needsMoreAxes } from "./later_axes.ts";
import type { PlotLine } from "./line_datasets.ts";
import { zoneOf } from "./reader_zone.ts";

/** What the axes depend on. */
export interface AxesOptions {
  lines: readonly Pick<PlotLine, "points">[];
  x: WireAxis;
  y: "linear" | "log";
  /** Leaves outliers outside of the y axis. */
  clip: boolean;
  /** Title of the y axis. */
  title: string;
  /** The x axis reaches this far; null = the points decide. */
  minX: number | null;
  maxX: number | null;
}

/** The axes of the lines. Those of time and logarithmic ones are plain until `more` is loaded. */
export function axesOf(
  options: AxesOptions,
  more: Pick<MoreAxes, "createXAxis" | "createYAxis"> | null,
): { x: WrittenAxis; y: WrittenAxis; isLog: boolean } {
  const { lines, x, y, clip, title, minX, maxX } = options;
  const positions = lines.map(({ points }) => points.map((point) => point.x));
  const values = lines.map(({ points }) => points.map((point) => point.y));
  if (!more || !needsMoreAxes({ ...options, smoothing: 0 })) {
    return { x: createCountAxis(positions, { x, minX, maxX }), y: createLinearAxis(values, { title }), isLog: false };
  }
  const zone = zoneOf(x, minX ?? positions.find((line) => line.length > 0)?.[0]);
  return {
    x: more.createXAxis(positions, { x, minX, maxX, zone }),
    y: more.createYAxis(values, { y, clip, title }),
    isLog: y === "log",
  };
}

/** Type and range of an axis for Chart.js. A logarithmic one has the logarithms of its ends. */
export function scaleRange({ low, high }: { low: number; high: number }, isLog: boolean) {
  return isLog
    ? { type: "log" as "linear", min: Math.log10(low), max: Math.log10(high) }
    : { type: "linear" as const, min: low, max: high };
}

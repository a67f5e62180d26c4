/**
 * Axes of every kind: x axes of time too, and logarithmic y axes. Pages load them when they show one. Pure.
 *
 * @module
 */
import { formatNumber } from "../text/format.ts";
import type { WireAxis } from "../wire/points.ts";
import { rangeOf, type WrittenAxis, X_GAPS, Y_GAPS } from "./axis.ts";
import { clipRange } from "./clip.ts";
import { widenToLogTicks } from "./log_axis.ts";
import { writeTicks } from "./tick_texts.ts";
import { listClockTicks, listElapsedTicks, nameZone, writeClock, writeElapsed } from "./time_ticks.ts";
import { createCountAxis, nameXAxis, rangeOnX, type XAxisOptions } from "./x_axis.ts";
import { createLinearAxis } from "./y_axis.ts";

/** The x axis of points at these positions. */
export function createXAxis(positions: readonly ArrayLike<number>[], options: XAxisOptions): WrittenAxis {
  const { x, gaps = X_GAPS, zone = 0 } = options;
  if (x !== "elapsed" && x !== "time") return createCountAxis(positions, options);
  const { only, ...range } = rangeOnX(positions, options);
  if (x === "elapsed") {
    const ticks = only === null ? listElapsedTicks(range, gaps) : [only];
    return { ...range, ticks, texts: writeElapsed(ticks), title: nameXAxis(x) };
  }
  const ticks = only === null ? listClockTicks(range, { gaps: Math.max(1, gaps - 2), zone }) : [only];
  const { texts, day } = writeClock(ticks, zone);
  return { ...range, ticks, texts, title: `${nameXAxis(x)}${day === null ? "" : ` on ${day}`} (${nameZone(zone)})` };
}

/** How a y axis is made. */
export interface YAxisOptions {
  y: "linear" | "log";
  /** What the axis shows. */
  title: string;
  /** About how many gaps between ticks there are. */
  gaps?: number;
  /** Leaves out what lies far from the others. */
  clip?: boolean;
}

/** The y axis of these values. Both ends are ticks. */
export function createYAxis(all: readonly ArrayLike<number>[], { y, clip, ...options }: YAxisOptions): WrittenAxis {
  const near = clip ? clipRange(all, y) : null, values = near ? [[near.low, near.high]] : all;
  if (y === "linear") return createLinearAxis(values, options);
  const axis = widenToLogTicks(rangeOf(values.map(keepPositive)), options.gaps ?? Y_GAPS);
  return { ...axis, texts: writeTicks(axis.ticks), title: `${options.title} (log)` };
}

const keepPositive = (values: ArrayLike<number>): number[] => Array.from(values).filter((value) => value > 0);

/**
 * A position on an axis in words.
 *
 * @example
 * ```ts
 * import { describePosition } from "./any_axis.ts";
 * describePosition(90, { x: "elapsed", zone: 0 }); // "1 min 30 s from the start"
 * ```
 */
export function describePosition(position: number, { x, zone }: { x: WireAxis; zone: number }): string {
  if (x === "elapsed") return `${writeElapsed([Number(position.toFixed(3))])[0]} from the start`;
  if (x !== "time") return `${nameXAxis(x)} ${formatNumber(position)}`;
  const { texts, day } = writeClock([position], zone);
  return `${day} ${texts[0]}`;
}

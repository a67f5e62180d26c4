/**
 * The numbers of an axis: its range and its ticks. The SVG of the server and the canvas of the browser both take them from here,
 * so that both show the same axes.
 *
 * @module
 */

/** The lowest and the highest value on an axis. */
export interface Range {
  low: number;
  high: number;
}

/** A range with its ticks, in ascending order. */
export interface Axis extends Range {
  ticks: number[];
}

/** An axis as it is drawn: each tick with its text, and a title. */
export interface WrittenAxis extends Axis {
  texts: string[];
  title: string;
}

/** How far a value is along its range: 0 at the low end, 1 at the high end. */
export function fractionOf(value: number, { low, high }: Range): number {
  return (value - low) / (high - low);
}

/** About how many gaps between ticks the x axis has. */
export const X_GAPS = 6;
/** The same of a small chart, on both axes. */
export const PANEL_GAPS = 3;
/** The same for the y axis. */
export const Y_GAPS = 5;

/** A smaller gap has no decimal notation worth showing. */
const GAP_MIN = 1e-90;
/** A limit against endless lists. No range and no `gaps` of this program comes near it. */
const TICKS_MAX = 50;

/** The lowest and the highest of all finite values; null when there is none. */
export function extentOf(columns: readonly ArrayLike<number>[]): Range | null {
  let low = Infinity;
  let high = -Infinity;
  for (const column of columns) {
    for (let at = 0; at < column.length; at++) {
      const value = column[at]!;
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low > high ? null : { low, high };
}

/**
 * The range of all finite values. It is 0 to 1 when there is none. A single value gets half of itself as room on both sides,
 * and zero gets 0.5.
 */
export function rangeOf(columns: readonly ArrayLike<number>[]): Range {
  const { low, high } = extentOf(columns) ?? { low: 0, high: 1 };
  if (low < high) return { low, high };
  const room = Math.abs(low) / 2 || 0.5;
  return { low: low - room, high: high + room };
}

/**
 * Round values within the range, with about `gaps` gaps between them. A gap is 1, 2 or 5 times a power of ten.
 *
 * @example
 * ```ts
 * import { listTicks } from "./axis.ts";
 * listTicks({ low: 0, high: 10 }, 5); // [0, 2, 4, 6, 8, 10]
 * ```
 */
export function listTicks(range: Range, gaps: number): number[] {
  const gap = chooseGap(range, gaps);
  if (gap === null) return [];
  const room = (range.high - range.low) * 1e-9;
  return listMultiples(gap, Math.ceil(range.low / gap - 1e-9), Math.floor(range.high / gap + 1e-9))
    .filter((tick) => tick >= range.low - room && tick <= range.high + room);
}

/**
 * The same range, made larger until both ends are ticks.
 *
 * @example
 * ```ts
 * import { widenToTicks } from "./axis.ts";
 * widenToTicks({ low: 0.4, high: 2.1 }, 5); // { low: 0, high: 2.5, ticks: [0, 0.5, 1, 1.5, 2, 2.5] }
 * ```
 */
export function widenToTicks(range: Range, gaps: number): Axis {
  const gap = chooseGap(range, gaps);
  if (gap === null) return { ...range, ticks: [] };
  const ticks = listMultiples(gap, Math.floor(range.low / gap + 1e-9), Math.ceil(range.high / gap - 1e-9));
  return { low: Math.min(ticks[0]!, range.low), high: Math.max(ticks.at(-1)!, range.high), ticks };
}

/** Null when the range is too small or too large for round values. */
function chooseGap({ low, high }: Range, gaps: number): number | null {
  const rough = (high - low) / gaps;
  if (!(rough > GAP_MIN) || !Number.isFinite(rough)) return null;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10;
  return factor * power;
}

/** `first · gap` to `last · gap`, without the noise of binary fractions. */
function listMultiples(gap: number, first: number, last: number): number[] {
  const digits = Math.min(100, Math.max(0, 1 - Math.floor(Math.log10(gap))));
  const count = Math.max(0, Math.min(TICKS_MAX, last - first + 1));
  return Array.from({ length: count }, (_, at) => Number(((first + at) * gap).toFixed(digits)));
}

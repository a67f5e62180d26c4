/**
 * The numbers of a metric in a range, by the points that the page holds. `request_exact.ts` has them by all points. Pure.
 *
 * @module
 */
import type { Columns } from "../../model.ts";
import { type ChartView, rangeKey } from "../../series/chart_view.ts";
import { columnOnAxis } from "../../series/x_axis.ts";
import type { WirePoint, WireRangeNumbers } from "../../wire/points.ts";
import { decodePoints } from "./metric_columns.ts";

/** An inclusive range of an x axis; null = from the first, to the last. */
export type AxisRange = Pick<ChartView, "x" | "minX" | "maxX">;

/** The lowest or the highest point of a range. */
export interface ExtremePoint {
  value: number;
  step: number;
  line: number;
  /** The point itself, for a page that doesn't hold it. */
  columns?: Columns;
}

/** The numbers of a range. NaN where there is none. */
export interface RangeSummary {
  count: number;
  /** Number of finite values. */
  finite: number;
  last: number;
  lastStep: number;
  /** Null without a number. */
  min: ExtremePoint | null;
  max: ExtremePoint | null;
  mean: number;
}

/** Summarizes the points within the range. NaN is neither lowest nor highest, and the mean is that of the finite values. */
export function summarizeRange(
  columns: Columns,
  { x, minX, maxX, startMs }: AxisRange & { startMs: number },
): RangeSummary {
  const { step, value, line } = columns, positions = columnOnAxis(columns, { x, startMs });
  let sum = 0, numbers = 0, count = 0, last = -1, low = -1, high = -1;
  for (let at = 0; at < step.length; at++) {
    if (!(positions[at]! >= (minX ?? -Infinity) && positions[at]! <= (maxX ?? Infinity))) continue;
    count++;
    last = at;
    if (Number.isNaN(value[at])) continue;
    if (low < 0 || value[at]! < value[low]!) low = at;
    if (high < 0 || value[at]! > value[high]!) high = at;
    if (!Number.isFinite(value[at])) continue;
    numbers++;
    sum += value[at]!;
  }
  const pointAt = (at: number) => at < 0 ? null : { value: value[at]!, step: step[at]!, line: line[at]! };
  return {
    count,
    finite: numbers,
    last: value[last] ?? NaN,
    lastStep: step[last] ?? NaN,
    min: pointAt(low),
    max: pointAt(high),
    mean: numbers > 0 ? sum / numbers : NaN,
  };
}

/** Exact numbers as the server sends them; null for a range without points. */
export function decodeNumbers(numbers: WireRangeNumbers | null): RangeSummary {
  if (!numbers) return { count: 0, finite: 0, last: NaN, lastStep: NaN, min: null, max: null, mean: NaN };
  const { count, finite, mean, last, min, max } = numbers;
  return {
    count,
    finite,
    last: Number(last.value),
    lastStep: last.step,
    min: decodeExtreme(min),
    max: decodeExtreme(max),
    mean: mean ?? NaN,
  };
}

function decodeExtreme(point: WirePoint | null): ExtremePoint | null {
  return point && { value: Number(point.value), step: point.step, line: point.line, columns: decodePoints([point]) };
}

/** A range, and how much it is smoothed. */
export type SmoothRange = AxisRange & Pick<ChartView, "smoothing">;

/** Names a range and how much it is smoothed. */
export const smoothKey = (view: SmoothRange): string => `${rangeKey(view)} ${view.smoothing}`;

/** Exact numbers that the server gave. */
export interface HeldNumbers {
  /** Of which range. */
  range: string;
  summary: RangeSummary;
}

/**
 * Which part of a y axis shows the values without their outliers. Pure.
 *
 * @module
 */
import type { Range } from "./axis.ts";

/** So many times the distance of the quartiles beyond them, a value is far out (Tukey, "Exploratory Data Analysis", 1977). */
const FAR_OUT = 3;

/**
 * The range of the values that are not far out; null without a finite value. On a logarithmic axis, distances are those of the logarithms.
 *
 * @example
 * ```ts
 * import { clipRange } from "./clip.ts";
 * clipRange([[1, 2, 2, 3, 3, 500]], "linear"); // { low: 1, high: 3 }
 * ```
 */
export function clipRange(columns: readonly ArrayLike<number>[], y: "linear" | "log"): Range | null {
  const isShown = (value: number) => Number.isFinite(value) && (y === "linear" || value > 0);
  const values = Float64Array.from(columns.flatMap((column) => Array.from(column).filter(isShown))).sort();
  if (values.length === 0) return null;
  const place = y === "log" ? Math.log : (value: number) => value;
  const quartile = (share: number) => place(values[Math.round(share * (values.length - 1))]!);
  const low = quartile(0.25), high = quartile(0.75), room = FAR_OUT * (high - low);
  const isNear = (value: number) => place(value) >= low - room && place(value) <= high + room;
  return { low: values.find(isNear)!, high: values.findLast(isNear)! };
}

/**
 * An axis that says where its values are. For drawings that have no plane of their own. Pure.
 *
 * @module
 */
import { fractionOf, type WrittenAxis } from "./axis.ts";

/** An axis, and the position of each value on it. */
export interface PlacedAxis extends WrittenAxis {
  /** 0 at the low end, 1 at the high end. */
  place(value: number): number;
}

/**
 * Adds the positions to an axis.
 *
 * @example
 * ```ts
 * import { placeAxis } from "./placed_axis.ts";
 * placeAxis({ low: 1, high: 100, ticks: [], texts: [], title: "" }, { isLog: true }).place(10); // 0.5
 * ```
 */
export function placeAxis(axis: WrittenAxis, { isLog = false }: { isLog?: boolean } = {}): PlacedAxis {
  const write = isLog ? Math.log10 : (value: number) => value;
  const range = { low: write(axis.low), high: write(axis.high) };
  return { ...axis, place: (value) => fractionOf(write(value), range) };
}

/**
 * Which numbers of a line are a progress bar's, and how far they count. Holds no rule.
 *
 * @module
 */

import type { Shape } from "../scan/shape.ts";

/** A progress bar on a line: indexes of its numbers, -1 for those it doesn't print. */
export interface BarSlots {
  description: string;
  n: number;
  total: number;
  /** What a unit of the two counts: 1,000 of `80.0/1.28k` for the total, else 1. */
  scale: number;
  totalScale: number;
  rate: number;
  /** True when the rate is in seconds per step. */
  isPace: boolean;
  /** The time left: a number or a clock time. */
  left: number;
  /** True for a bar that loads or writes files and trains nothing. */
  isNoise: boolean;
  /** True for Keras' bar: it counts the batches of the epoch that an earlier line named. */
  isKeras: boolean;
  /** Index of the number at the end of a state that lacks its bracket; -1 without one. */
  cut: number;
  /** The counter that the description names, `Round 3:`, and the step behind the bar; -1 for those that it doesn't print. */
  round: number;
  inner: number;
}

/** How far a bar has counted; NaN for one that doesn't say. */
export function barCount({ n, scale }: BarSlots, { value }: Shape): number {
  return n < 0 ? NaN : scaled(value[n]!, scale);
}

/** How far a bar will count; NaN for one without an end. */
export function barTotal({ total, totalScale }: BarSlots, { value }: Shape): number {
  return total < 0 ? NaN : scaled(value[total]!, totalScale);
}

/** A count of thousands is a whole number again: 1.12k is 1,120, not 1120.0000000000002. */
function scaled(value: number, scale: number): number {
  return scale === 1 ? value : Math.round(value * scale);
}

/**
 * Which numbers of a line are a progress bar's. Holds no rule.
 *
 * @module
 */

/** A progress bar on a line: indexes of its numbers, -1 for those it doesn't print. */
export interface BarSlots {
  description: string;
  n: number;
  total: number;
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

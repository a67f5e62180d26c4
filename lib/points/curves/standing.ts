/**
 * Where a line and its values stand: the numbers that each point takes along. Holds no rule.
 *
 * @module
 */
import type { Pair } from "../grammar/statement.ts";

/** Where a value stands. NaN for what isn't known. */
export interface Standing {
  step: number;
  epoch: number;
  /** The training step that the run had reached. */
  globalStep: number;
}

/** Where a line stands on the x axis. `step` is NaN where only the metric's own count of points is left. */
export interface Place extends Standing {
  /** True when the step is finer than an epoch, and the line or its bar printed it. */
  stepped: boolean;
  /** True when the line printed the step. */
  own: boolean;
  /** True when it printed another counter beside it, which may go up while the step stays. */
  isBeside: boolean;
  /** True when the line printed an epoch and no step. */
  epochOnly: boolean;
  /** The bar that places the line: one that goes on, or one that is over; null when no bar does. */
  bar: "open" | "over" | null;
  /** Line that drew that bar last; 0 without one. */
  barLine: number;
  /** Number of that drawing; 0 without one. */
  drawn: number;
  /** What the step is rounded to: 1,000 for `step:31K`, else 1. */
  rounded: number;
  /** The line's form, as in its facts. */
  form: number;
}

/** A place without a step of its own. */
export const NOWHERE: Place = {
  step: NaN,
  epoch: NaN,
  globalStep: NaN,
  stepped: false,
  own: false,
  isBeside: false,
  epochOnly: false,
  bar: null,
  barLine: 0,
  drawn: 0,
  rounded: 1,
  form: 0,
};

/** A point before it is given. */
export interface GivenPoint extends Standing {
  name: string;
  pair: Pair;
  rank: number | null;
  place: Place;
  phase: string;
}

/** Receives a pair that is charted, and where it stands. */
export type OnEarned = (pair: Pair, standing: Standing) => void;

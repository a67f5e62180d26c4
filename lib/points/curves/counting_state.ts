/**
 * What is remembered of counters that begin again: with each epoch, below a header, above the line that ends an epoch. Holds no rule.
 *
 * @module
 */
import type { Point } from "../../model.ts";

/** Counts steps through epochs whose length isn't known. NaN before the first. */
export interface Counting {
  /** Steps of the epochs before this one. */
  offset: number;
  epoch: number;
  last: number;
  /** Length of an epoch, as the newest line prints it; NaN when it doesn't. */
  total: number;
  /** Steps beyond the lengths of the epochs before this one, as bars go on that were given too few. */
  over: number;
  /** The training step at the newest one. */
  reached: number;
  /** How often they began again. */
  rounds: number;
  /** By how much they went up last within an epoch; NaN before. */
  rise: number;
  /** True when they went on as the epoch changed: they count all of training. */
  runsOn: boolean;
  /** True once a line printed less than its total. */
  isPartly: boolean;
}

/** Counts steps below headers: the counter of lines with values, within what is counted around it. */
export interface Below extends Counting {
  /** The priority of the counter's name, which tells it from others. */
  priority: number;
  /** True when lines of the counter have values. */
  measures: boolean;
  /** What the counter around it had reached; NaN without one. */
  round: number;
}

/** What is known of the lines that end epochs. */
export interface Footer {
  /** Where the newest values stand: below the last such line, or above the next one. Empty while there is none. */
  side: "" | "below" | "above";
  /** From one such line to the next. */
  stride: number;
  /** The first values of a log that has counted nothing yet. */
  waiting: Point[];
}

/** Nothing counted yet. */
export const noCounting = (): Counting => ({
  offset: 0,
  epoch: NaN,
  last: NaN,
  total: NaN,
  over: 0,
  reached: NaN,
  rounds: 0,
  rise: NaN,
  runsOn: false,
  isPartly: false,
});

/** The same below headers. */
export const noBelow = (): Below => ({ ...noCounting(), priority: NaN, measures: false, round: NaN });

/** No line has ended an epoch yet. */
export const noFooter = (): Footer => ({ side: "", stride: 1, waiting: [] });

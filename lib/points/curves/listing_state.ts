/**
 * What is remembered of lines that may be a list of settings. Holds no rule.
 *
 * @module
 */
import type { LineFacts } from "../grammar/statement.ts";

/** What is known of the newest lines that may be a list of settings. */
export interface Listing {
  /** The newest of them, and the newest that was left out; NaN before the first. */
  line: number;
  last: number;
  /** Lines from the one before to the newest one. */
  stride: number;
  /** How many say by themselves that they are settings. */
  settings: number;
  /** The names on the newest lines, as their keys. */
  keys: number[];
  /** How far above each of the newest lines its names stood before, and how many lines in a row that was so; below 0
   * how many lines in a row named what none above did. */
  period: number;
  repeats: number;
  /** True while lines come again in the same order, with a metric among them. */
  isRecord: boolean;
  /** Lines that wait until the list is known. */
  waiting: LineFacts[];
}

/** No list yet. */
export const noListing = (): Listing => ({
  line: NaN,
  last: NaN,
  stride: NaN,
  settings: 0,
  keys: [],
  period: 0,
  repeats: 0,
  isRecord: false,
  waiting: [],
});

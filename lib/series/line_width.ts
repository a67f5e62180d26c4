/**
 * How wide the lines of a chart are. Many lines are thin: one sees between them, and a browser without a graphics card draws a line of one
 * pixel ten times as fast as a wider one (measured in Chromium: 20 lines of 300 points in 1 ms instead of 11 to 36). Pure.
 *
 * @module
 */

/** A chart with more lines than this has thin ones. */
const WIDE_LINES_MAX = 8;
/** CSS pixels. */
const THIN_PX = 1;

/**
 * True for a chart whose lines are thin. The class `is-dense` says so to style sheets.
 *
 * @example
 * ```ts
 * import { isDense } from "./line_width.ts";
 * isDense(20); // true
 * ```
 */
export const isDense = (lines: number): boolean => lines > WIDE_LINES_MAX;

/** The width of each of so many lines, CSS pixels; `wide` is that of a few. */
export const widthOfLines = (lines: number, wide: number): number => isDense(lines) ? THIN_PX : wide;

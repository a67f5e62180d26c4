/**
 * Text in a cell of a CSV file. Pure.
 *
 * @module
 */

/** Beginnings that make a spreadsheet take a text for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Quotes a text cell where RFC 4180 requires it, and puts `'` before one that a spreadsheet would run. Numbers need neither.
 *
 * @example
 * ```ts
 * import { quoteField } from "./csv_field.ts";
 * quoteField('=1,"a"'); // `"'=1,""a"""`
 * ```
 */
export function quoteField(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

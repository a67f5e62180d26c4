/**
 * Which line of a log each row of its terminal belongs to, as spans: rows that are the lines of the log one by one, or a row with a text of
 * its own. Pure.
 *
 * @module
 */

import type { WireRowSpan } from "../wire/log_rows.ts";

/** Rows that follow one another, as in the API's answers. */
export type RowSpan = WireRowSpan;

/** Adds a row at the end. */
export function addRow(spans: RowSpan[], line: number, text: string | null): void {
  const last = spans.at(-1);
  if (text === null && last?.text === null && last.line + last.count === line) last.count++;
  else spans.push({ line, count: 1, text });
}

/** Number of rows. */
export const countRows = (spans: readonly RowSpan[]): number => spans.reduce((sum, { count }) => sum + count, 0);

/** The spans behind the first rows. */
export function spansAfter(spans: readonly RowSpan[], rows: number): RowSpan[] {
  const kept: RowSpan[] = [];
  let end = 0;
  for (const span of spans) {
    const over = Math.max(0, Math.min(rows - end, span.count));
    end += span.count;
    if (over < span.count) kept.push({ ...span, line: span.line + over, count: span.count - over });
  }
  return kept;
}

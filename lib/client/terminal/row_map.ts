/**
 * Which line stands in which row of the terminal, as the first script needs it. Without a map every line is a row of its own; with one,
 * cursor movements drew over some lines. span_map.ts makes maps, and is loaded for logs that need one.
 *
 * @module
 */
import type { WireLogRows } from "../../wire/log_rows.ts";

/** What a row shows. */
export interface ShownRow {
  row: number;
  /** The line that drew on it last; null where that isn't known yet. */
  line: number | null;
  /** Null for a row that shows its line as it is. */
  text: string | null;
}

/** The rows of a log, in order. Those before the first span aren't known. */
export interface RowMap {
  /** Number of the first row that is known. */
  firstRow: number;
  lastRow: number;
  /** Rows up to this one never change again. */
  fixedRows: number;
  /** What a row shows. */
  shown(row: number): ShownRow;
  /** The row of a line; of a line that was drawn over, the row of the line that came after it. */
  rowOf(line: number): number;
  /** The line of the next row above (-1) or below (1) a line; null where that isn't known. One behind the log's end is below all rows. */
  beside(line: number, by: 1 | -1): number | null;
  /** The map with a row for this line, also when it was drawn over: the reader asked for it. */
  withLine(line: number): RowMap;
  /** The map after an answer: its rows take the place of those that were known from there on. */
  add(answer: WireLogRows): RowMap;
}

/** What a row shows. Without a map it is the line of this number. */
export const shownRow = (map: RowMap | null, row: number): ShownRow =>
  map?.shown(row) ?? { row, line: row, text: null };

/** The rows of the spans that a page came with, from the end on, as far as it came with their texts. */
export function rowsAtEnd(answer: WireLogRows, lines: readonly { line: number }[]): ShownRow[] {
  let row = answer.first_row;
  const rows = answer.spans.flatMap(({ line, count, text }) =>
    Array.from({ length: count }, (_, at): ShownRow => ({ row: row++, line: line + at, text }))
  );
  const known = new Set(lines.map(({ line }) => line));
  return rows.slice(rows.findLastIndex(({ line, text }) => text === null && !known.has(line!)) + 1);
}

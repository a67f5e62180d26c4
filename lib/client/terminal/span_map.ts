/**
 * Maps of rows to lines for logs whose programs move the cursor. Pure. Loaded with the first such log.
 *
 * @module
 */
import type { WireLogRows, WireRowSpan } from "../../wire/log_rows.ts";
import type { RowMap, ShownRow } from "./row_map.ts";

/** A span and its first row. */
interface PlacedSpan extends WireRowSpan {
  row: number;
}

/** The last of some spans in order for which `isBefore` holds; -1 for none. */
function findSpan(spans: readonly PlacedSpan[], isBefore: (span: PlacedSpan) => boolean): number {
  let low = -1, high = spans.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isBefore(spans[middle]!)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Number of the first and the last row, and of those that don't change. */
type Bounds = Pick<WireLogRows, "first_row" | "last_row" | "fixed_rows">;

/** The map of an answer. */
export function createRowMap(spans: readonly WireRowSpan[], bounds: Bounds): RowMap {
  let next = bounds.first_row;
  const placed = spans.map((span): PlacedSpan => ({ ...span, row: (next += span.count) - span.count }));
  const byLine = placed.toSorted((a, b) => a.line - b.line);

  function shown(row: number): ShownRow {
    const span = placed[findSpan(placed, (each) => each.row <= row)];
    if (span === undefined || row >= span.row + span.count) return { row, line: null, text: null };
    return { row, line: span.line + row - span.row, text: span.text };
  }
  function rowOf(line: number): number {
    const at = findSpan(byLine, (each) => each.line <= line), span = byLine[at];
    if (span && line < span.line + span.count) return span.row + line - span.line;
    return byLine[at + 1]?.row ?? bounds.last_row;
  }
  const map: RowMap = {
    firstRow: bounds.first_row,
    lastRow: bounds.last_row,
    fixedRows: bounds.fixed_rows,
    shown,
    rowOf,
    beside: (line, by) => lineBeside(map, line, by),
    withLine: (line) =>
      placed.length === 0 || shown(rowOf(line)).line === line
        ? map
        : insertLine(placed, { ...bounds, line, row: rowOf(line) }),
    add: (answer) =>
      createRowMap([...cutSpans(placed, answer.first_row), ...answer.spans], {
        ...answer,
        first_row: Math.min(bounds.first_row, answer.first_row),
      }),
  };
  return map;
}

/** The spans before a row. */
function cutSpans(spans: readonly PlacedSpan[], row: number): WireRowSpan[] {
  return spans.flatMap(({ row: first, line, text, count }) => {
    const kept = Math.min(count, row - first);
    return kept > 0 ? [{ line, text, count: kept }] : [];
  });
}

function insertLine(
  spans: readonly PlacedSpan[],
  { line, row, ...bounds }: Bounds & { line: number; row: number },
): RowMap {
  const inserted = spans.flatMap((span): WireRowSpan[] => {
    const over = row - span.row, own: WireRowSpan = { line, count: 1, text: null };
    if (over < 0 || over >= span.count) return [span];
    const before = over > 0 ? [{ ...span, count: over }] : [];
    return [...before, own, { ...span, line: span.line + over, count: span.count - over }];
  });
  return createRowMap(inserted, { ...bounds, last_row: bounds.last_row + 1 });
}

function lineBeside(map: RowMap, line: number, by: 1 | -1): number | null {
  const from = map.rowOf(line), isBehind = line > (map.shown(from).line ?? line) && from === map.lastRow;
  let row = isBehind ? map.lastRow + 1 : from;
  do row += by; while (row >= 1 && row <= map.lastRow && map.shown(row).line === line);
  return map.shown(Math.min(Math.max(row, 1), map.lastRow)).line;
}

/**
 * Computes which rows of a long log are drawn: the visible ones and a few around them. Rows have the same height, so a line's position
 * follows from its number; those of long lines that are wrapped are higher by what wrap.tsx has measured. Where cursor movements drew over
 * lines, these numbers are those of rows (row_map.ts). Pure.
 *
 * @module
 */

/** Height of a row in CSS pixels, the same as in terminal.css. */
export const ROW_HEIGHT_PX = 20;
/** Rows drawn above and below the visible ones, so that fast scrolling shows text. */
export const OVERSCAN_ROWS = 20;
/** Most rows in the box. Browsers can't lay out a box higher than about 17,000,000 px. */
export const ROWS_MAX = 800_000;

/** By how much the rows before a row are higher than `ROW_HEIGHT_PX` each, all together. */
export type ExtraHeight = (row: number) => number;

/** The visible part of the scrolled box, in CSS pixels, and the log's length. */
export interface Viewport {
  scrollTop: number;
  height: number;
  lastLine: number;
  /** Undefined while all rows have the same height. */
  extra?: ExtraHeight | undefined;
}

/** Rows to draw and the empty space around them. */
export interface LineWindow {
  /** First and last line to draw; `last < first` for an empty log. */
  first: number;
  last: number;
  /** Empty space above the first and below the last drawn row, CSS pixels. */
  above: number;
  below: number;
}

/**
 * The line at the top of the scrolled box. It is above 1 only when the log has more than `ROWS_MAX` lines.
 *
 * @example
 * ```ts
 * import { topLine } from "./line_window.ts";
 * topLine(500); // 1
 * ```
 */
export function topLine(lastLine: number): number {
  return Math.max(1, lastLine - ROWS_MAX + 1);
}

/** How far the upper edge of a row is from the top of all rows, CSS pixels. */
export function topOfRow(row: number, { lastLine, extra }: Pick<Viewport, "lastLine" | "extra">): number {
  return (row - topLine(lastLine)) * ROW_HEIGHT_PX + (extra?.(row) ?? 0);
}

/** The row at a distance from the top of all rows. It may lie behind the last one. */
export function rowAt(px: number, rows: Pick<Viewport, "lastLine" | "extra">): number {
  const top = topLine(rows.lastLine);
  let high = top + Math.floor(Math.max(0, px) / ROW_HEIGHT_PX), low = rows.extra ? top : high;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (topOfRow(middle, rows) <= px) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Computes the rows to draw. */
export function windowOf(view: Viewport): LineWindow {
  const { lastLine } = view, top = topLine(lastLine), end = Math.max(top, lastLine + 1);
  const seenFirst = rowAt(view.scrollTop, view), seenRows = Math.ceil(view.height / ROW_HEIGHT_PX) + 1;
  const first = Math.max(top, Math.min(seenFirst, end - seenRows) - OVERSCAN_ROWS);
  const next = Math.min(end, seenFirst + seenRows + OVERSCAN_ROWS);
  return {
    first,
    last: next - 1,
    above: topOfRow(first, view),
    below: topOfRow(end, view) - topOfRow(next, view),
  };
}

/** The `scrollTop` that shows a line in the middle of the box, or as near to it as the log's ends allow; of a line higher than the box, its start. */
export function scrollTopFor(line: number, view: Omit<Viewport, "scrollTop">): number {
  const { height, lastLine } = view, start = topOfRow(line, view), end = topOfRow(line + 1, view);
  const highest = Math.max(0, topOfRow(lastLine + 1, view) - height);
  return Math.max(0, Math.min((start + end - height) / 2, start, highest));
}

/** True when the whole row of a line is visible; of a row higher than the box, as much as there is room for. */
export function isRowVisible(line: number, view: Viewport): boolean {
  const start = topOfRow(line, view), end = Math.min(topOfRow(line + 1, view), start + view.height);
  return start >= view.scrollTop && end <= view.scrollTop + view.height;
}

/**
 * The line from which the next match is looked for: the selected one while it is visible, else the line beyond what is visible, so that the
 * first match may be a visible one.
 */
export function searchStart(selected: number | null, view: Viewport, direction: "older" | "newer"): number {
  if (selected !== null && isRowVisible(selected, view)) return selected;
  return direction === "newer"
    ? rowAt(view.scrollTop, view) - 1
    : Math.min(view.lastLine, rowAt(view.scrollTop + view.height - 0.01, view)) + 1;
}

/** True when the end of the log is visible or less than a row away. */
export function isAtEnd(scrollTop: number, height: number, scrollHeight: number): boolean {
  return scrollTop + height >= scrollHeight - ROW_HEIGHT_PX;
}

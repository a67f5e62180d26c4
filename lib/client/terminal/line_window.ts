/**
 * Computes which rows of a long log are drawn: the visible ones and a few around them. All rows have the same height, so a line's
 * position follows from its number. Where cursor movements drew over lines, these numbers are those of rows (row_map.ts). Pure.
 *
 * @module
 */

/** Height of a row in CSS pixels, the same as in terminal.css. */
export const ROW_HEIGHT_PX = 20;
/** Rows drawn above and below the visible ones, so that fast scrolling shows text. */
export const OVERSCAN_ROWS = 20;
/** Most rows in the box. Browsers can't lay out a box higher than about 17,000,000 px. */
export const ROWS_MAX = 800_000;

/** The visible part of the scrolled box, in CSS pixels, and the log's length. */
export interface Viewport {
  scrollTop: number;
  height: number;
  lastLine: number;
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

/** Computes the rows to draw. */
export function windowOf({ scrollTop, height, lastLine }: Viewport): LineWindow {
  const top = topLine(lastLine);
  const rows = Math.max(0, lastLine - top + 1);
  const seenFirst = Math.floor(Math.max(0, scrollTop) / ROW_HEIGHT_PX);
  const seenRows = Math.ceil(height / ROW_HEIGHT_PX) + 1;
  const firstRow = Math.max(0, Math.min(seenFirst, rows - seenRows) - OVERSCAN_ROWS);
  const endRow = Math.min(rows, Math.max(seenFirst, 0) + seenRows + OVERSCAN_ROWS);
  return {
    first: top + firstRow,
    last: top + endRow - 1,
    above: firstRow * ROW_HEIGHT_PX,
    below: (rows - endRow) * ROW_HEIGHT_PX,
  };
}

/** The `scrollTop` that shows a line in the middle of the box, or as near to it as the log's ends allow. */
export function scrollTopFor(
  line: number,
  { height, lastLine }: Omit<Viewport, "scrollTop">,
): number {
  const top = topLine(lastLine);
  const middle = (line - top) * ROW_HEIGHT_PX - (height - ROW_HEIGHT_PX) / 2;
  const highest = Math.max(0, (lastLine - top + 1) * ROW_HEIGHT_PX - height);
  return Math.max(0, Math.min(middle, highest));
}

/** True when the whole row of a line is visible. */
export function isRowVisible(line: number, { scrollTop, height, lastLine }: Viewport): boolean {
  const top = (line - topLine(lastLine)) * ROW_HEIGHT_PX;
  return top >= scrollTop && top + ROW_HEIGHT_PX <= scrollTop + height;
}

/**
 * The line from which the next match is looked for: the selected one while it is visible, else the line beyond what is visible, so that the
 * first match may be a visible one.
 */
export function searchStart(selected: number | null, view: Viewport, direction: "older" | "newer"): number {
  if (selected !== null && isRowVisible(selected, view)) return selected;
  const { scrollTop, height, lastLine } = view, top = topLine(lastLine);
  return direction === "newer"
    ? top + Math.floor(scrollTop / ROW_HEIGHT_PX) - 1
    : Math.min(lastLine, top + Math.ceil((scrollTop + height) / ROW_HEIGHT_PX) - 1) + 1;
}

/** True when the end of the log is visible or less than a row away. */
export function isAtEnd(scrollTop: number, height: number, scrollHeight: number): boolean {
  return scrollTop + height >= scrollHeight - ROW_HEIGHT_PX;
}

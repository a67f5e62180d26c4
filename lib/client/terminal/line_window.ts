/**
 * Which rows of a long log are drawn: those in sight and a few around them. All rows are equally high, so that a line's
 * place follows from its number. Pure arithmetic.
 *
 * @module
 */

/** Height of a row in CSS pixels; terminal.css says the same. */
export const ROW_HEIGHT_PX = 20;
/** Rows drawn above and below those in sight, so that a fast scroll shows text. */
export const OVERSCAN_ROWS = 20;
/** Rows that are scrolled over at once: browsers lay out no box higher than about 17,000,000 px. */
export const ROWS_MAX = 800_000;

/** What is seen of a log. */
export interface Viewport {
  scrollTop: number;
  height: number;
  lastLine: number;
}

/** Rows to draw and the room to leave around them. */
export interface LineWindow {
  /** First and last line to draw; `last < first` for an empty log. */
  first: number;
  last: number;
  /** Room above the first and below the last drawn row, CSS pixels. */
  above: number;
  below: number;
}

/**
 * The line whose row is at the very top of the scrolled box; over 1 only for logs of more than `ROWS_MAX` lines.
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

/** The rows to draw for what is in sight. */
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

/** Where to scroll so that a line is in the middle of the box, as far as the log reaches. */
export function scrollTopFor(
  line: number,
  { height, lastLine }: Omit<Viewport, "scrollTop">,
): number {
  const top = topLine(lastLine);
  const middle = (line - top) * ROW_HEIGHT_PX - (height - ROW_HEIGHT_PX) / 2;
  const highest = Math.max(0, (lastLine - top + 1) * ROW_HEIGHT_PX - height);
  return Math.max(0, Math.min(middle, highest));
}

/** True when the end of the log is in sight, or less than a row away. */
export function isAtEnd(scrollTop: number, height: number, scrollHeight: number): boolean {
  return scrollTop + height >= scrollHeight - ROW_HEIGHT_PX;
}

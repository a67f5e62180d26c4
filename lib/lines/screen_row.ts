/**
 * A row of a terminal's screen, cell by cell, with the colours of each cell. Knows nothing of other rows.
 *
 * @module
 */

/** Cells of a row. What is printed behind them is lost, as behind the right edge of a terminal. */
export const ROW_CELLS = 2_000;
/** Characters of the colours of a cell. A program that adds more without a reset begins anew. */
const PEN_MAX_CHARS = 120;

/** A row. */
export interface ScreenRow {
  /** The line of the log that drew on it last. */
  line: number;
  /** The text of the one line that drew it, while that is all there is; null for a row of cells, or one that nothing has drawn. */
  whole: string | null;
  /** A character with its combining marks each; "" for a cell that nothing was drawn on. */
  chars: string[];
  /** The colours of each cell: SGR sequences since the last reset. */
  pens: string[];
}

/** A row that nothing has drawn. */
export const emptyRow = (line: number): ScreenRow => ({ line, whole: null, chars: [], pens: [] });

/** A copy that can be changed alone. */
export const copyRow = (row: ScreenRow): ScreenRow => ({ ...row, chars: [...row.chars], pens: [...row.pens] });

/** True for a row without anything to see. */
export const isBlankRow = ({ whole, chars }: ScreenRow): boolean =>
  whole === null && chars.every((char) => char === "" || char === " ");

/** Draws text at a column and returns the column behind it. */
export function drawText(row: ScreenRow, text: string, { column, pen }: { column: number; pen: string }): number {
  for (const char of text) {
    if (column > 0 && /\p{M}/u.test(char)) {
      row.chars[column - 1] += char;
      continue;
    }
    if (column >= ROW_CELLS) break;
    fillTo(row, column);
    row.chars[column] = char;
    row.pens[column++] = pen;
  }
  return column;
}

function fillTo({ chars, pens }: ScreenRow, column: number): void {
  while (chars.length < column) {
    chars.push("");
    pens.push("");
  }
}

/** Erases the cells from one column up to another. */
export function eraseCells({ chars, pens }: ScreenRow, from: number, to = chars.length): void {
  if (to >= chars.length) {
    chars.length = pens.length = Math.min(from, chars.length);
    return;
  }
  chars.fill("", from, to);
  pens.fill("", from, to);
}

/** Removes cells. Those behind them move to the left. */
export function removeCells({ chars, pens }: ScreenRow, from: number, count: number): void {
  chars.splice(from, count);
  pens.splice(from, count);
}

/** Adds empty cells at a column. Those behind it move to the right. */
export function insertCells({ chars, pens }: ScreenRow, from: number, count: number): void {
  if (from >= chars.length) return;
  const room = Math.min(count, ROW_CELLS - from);
  chars.splice(from, 0, ...Array.from({ length: room }, () => ""));
  pens.splice(from, 0, ...Array.from({ length: room }, () => ""));
  chars.length = pens.length = Math.min(chars.length, ROW_CELLS);
}

/**
 * The colours after one more SGR sequence.
 *
 * @example
 * ```ts
 * import { nextPen } from "./screen_row.ts";
 * nextPen("\u001b[1m", "31"); // "\u001b[1m\u001b[31m"
 * nextPen("\u001b[1m", "0"); // ""
 * ```
 */
export function nextPen(pen: string, parameters: string): string {
  if (/^0*$/.test(parameters)) return "";
  const next = `\u001b[${parameters}m`;
  const kept = /^0*;/.test(parameters) || pen.length + next.length > PEN_MAX_CHARS ? "" : pen;
  return kept.endsWith(next) ? kept : kept + next;
}

/** The text of a row with the escape codes of its colours, without blanks at its end. */
export function writeCells({ whole, chars, pens }: ScreenRow): string {
  if (whole !== null) return whole;
  let end = chars.length;
  while (end > 0 && (chars[end - 1] === "" || (chars[end - 1] === " " && pens[end - 1] === ""))) end--;
  let text = "", pen = "";
  for (let at = 0; at < end; at++) {
    if (pens[at] !== pen) text += (pen === "" ? "" : "\u001b[0m") + pens[at];
    pen = pens[at]!;
    text += chars[at] || " ";
  }
  return pen === "" ? text : `${text}\u001b[0m`;
}

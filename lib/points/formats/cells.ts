/**
 * Splits the lines of tables into cells. Knows no names.
 *
 * @module
 */

/** Columns of a table; further ones are not read. */
export const COLUMNS_MAX = 64;
/** A border between two cells. */
export const PIPE = /(?:^|\s)[|│┃](?:\s|$)/;

/** A cell of a row, with its offsets in the line. */
export interface Cell {
  text: string;
  start: number;
  end: number;
}

/** Words between commas or semicolons, without spaces in them; a cell may be empty. */
const MARKED = /^[^\s,;]*(?:\s*([,;])\s*[^\s,;]*)(?:\s*\1\s*[^\s,;]*)*$/;

/** Splits a text into cells: at pipes, at commas or semicolons, else at tabs and wide gaps. Between marks a cell may be empty. */
export function splitCells(text: string): Cell[] {
  if (PIPE.test(text)) {
    const inner = text.replace(/^\s*[|│┃]/, (border) => " ".repeat(border.length)).replace(/[|│┃]\s*$/, "");
    return cellsBy(/[^|│┃]+/g, inner);
  }
  const mark = MARKED.exec(text.trim())?.[1];
  if (mark !== undefined) return cellsBetween(mark, text);
  return cellsBy(/[^\s](?:[^\t]*?[^\s])??(?=\t|\s{2,}|\s*$)/g, text);
}

function cellsBetween(mark: string, text: string): Cell[] {
  let from = 0;
  return text.split(mark).slice(0, COLUMNS_MAX + 1).map((part) => {
    const inner = part.trim(), start = from + (inner === "" ? 0 : part.indexOf(inner));
    from += part.length + 1;
    return { text: inner, start, end: start + inner.length };
  });
}

function cellsBy(cell: RegExp, text: string): Cell[] {
  const cells: Cell[] = [];
  for (const match of text.matchAll(cell)) {
    const inner = match[0].trim();
    const start = match.index + match[0].indexOf(inner);
    if (cells.length <= COLUMNS_MAX) cells.push({ text: inner, start, end: start + inner.length });
  }
  return cells;
}

/** The words of a row without its borders. */
export function splitAtSpaces(text: string): string[] {
  return text.split(/[\s|│┃]+/).filter((word) => word !== "");
}

/**
 * Splits the lines of tables into cells. Knows no names.
 *
 * @module
 */

import { type Clues, makeClues } from "../scan/clues.ts";
import { keepLast } from "../scan/last_text.ts";

const BORDERS = "|│┃║", WIDE_SPACES = "\v\f\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff";
const NARROW_SPACES = Array.from({ length: 11 }, (_, at) => String.fromCharCode(0x2000 + at));
/** Codes of white space beside that of ASCII. */
const OTHER_SPACES: ReadonlySet<number> = new Set(
  [...WIDE_SPACES, ...NARROW_SPACES].map((space) => space.charCodeAt(0)),
);
/** What stands in each line with borders, tabs or wide gaps between its cells. */
export const CELL_CLUES: Clues = makeClues("  ", "\t", ...BORDERS, ...WIDE_SPACES, ...NARROW_SPACES);

/** Columns of a table; further ones are not read. */
export const COLUMNS_MAX = 64;

/** A cell of a row, with its offsets in the line. */
export interface Cell {
  text: string;
  start: number;
  end: number;
}

/** Words between commas or semicolons, without spaces in them; a cell may be empty. */
const MARKED = /^[^\s,;]*(?:\s*([,;])(?:\s*[^\s,;]+)?)(?:\s*\1(?:\s*[^\s,;]+)?)*$/;

/**
 * Splits a text into cells: at pipes, at commas or semicolons, else at tabs and wide gaps. Between marks a cell may be empty. Each table that may
 * have a row asks for its cells.
 */
export const splitCells: (text: string) => readonly Cell[] = keepLast(cellsOf);

function cellsOf(text: string): Cell[] {
  if (hasPipes(text)) {
    const inner = text.replace(/^\s*[|│┃║]/, (border) => " ".repeat(border.length)).replace(/[|│┃║]\s*$/, "");
    return cellsBetweenPipes(inner);
  }
  const mark = text.indexOf(",") >= 0 || text.indexOf(";") >= 0 ? MARKED.exec(text.trim())?.[1] : undefined;
  return mark === undefined ? cellsBetweenGaps(text) : cellsBetween(mark, text);
}

/** A name of up to four words. */
const NAME = /^\p{L}[^\s,;]{0,24}(?: [^\s,;]{1,20}){0,3}$/u;

/** Splits a header of names between commas or semicolons, some of which have several words: `Epoch, Train Loss, Val Loss`. Null for other lines. */
export function splitNames(text: string): Cell[] | null {
  const mark = text.includes(",") ? "," : text.includes(";") ? ";" : "",
    found = mark === "" ? [] : cellsBetween(mark, text);
  return found.length > 2 && found.every((cell) => NAME.test(cell.text)) ? found : null;
}

function cellsBetween(mark: string, text: string): Cell[] {
  let from = 0;
  return text.split(mark).slice(0, COLUMNS_MAX + 1).map((part) => {
    const inner = part.trim(), start = from + (inner === "" ? 0 : part.indexOf(inner));
    from += part.length + 1;
    return { text: inner, start, end: start + inner.length };
  });
}

function cellsBetweenPipes(text: string): Cell[] {
  const cells: Cell[] = [], { length } = text;
  for (let from = 0; from < length && cells.length <= COLUMNS_MAX;) {
    let end = from;
    while (end < length && !isBorder(text.charCodeAt(end))) end++;
    if (end > from) {
      const part = text.slice(from, end), inner = part.trim(), start = from + part.indexOf(inner);
      cells.push({ text: inner, start, end: start + inner.length });
    }
    from = end + 1;
  }
  return cells;
}

/** Cells between tabs and gaps of two spaces or more. */
function cellsBetweenGaps(text: string): Cell[] {
  const cells: Cell[] = [], { length } = text; // asking texts of all kinds for their length again and again is slow
  for (let at = 0; cells.length <= COLUMNS_MAX;) {
    while (at < length && isSpace(text.charCodeAt(at))) at++;
    if (at === length) break;
    const start = at;
    while (at < length && !isGap(text, at)) at++;
    cells.push({ text: text.slice(start, at), start, end: at });
  }
  return cells;
}

/** True for a tab, for two spaces, and for one at the end. */
function isGap(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === TAB || !isSpace(code)) return code === TAB;
  const next = text.charCodeAt(at + 1);
  return Number.isNaN(next) || isSpace(next);
}

const TAB = 9, PERCENT = 37, COLON = 58, BAR = 124, THIN = 0x2502, THICK = 0x2503, DOUBLE = 0x2551, ASCII_END = 0x80;

/** True for the borders of cells: pipes and lines. */
export function isBorder(code: number): boolean {
  return code === BAR || code === THIN || code === THICK || code === DOUBLE;
}

/** Offset of the next border; -1 without one. */
export function borderFrom(text: string, at: number): number {
  BORDER.lastIndex = at;
  return BORDER.test(text) ? BORDER.lastIndex - 1 : -1;
}

const BORDER = /[|│┃║]/g;

/** Marks that a program draws behind the last value of a row: ` *`, `  <-`, ` ██░░`. */
const MARKS = / {0,6}(?:[*+!([\u2190-\u21ff\u2580-\u27bf]|\p{Extended_Pictographic}|<[-=]+){1,40}\uFE0F?[!*)\]]{0,3}$/u;
/** Words at the end of a row, and what closes them. */
const WORDS = /\p{L}[\p{L} ]{0,20}[!*)\]]{0,3}$/u;

/** A text without the note at its end: marks, words or both, as in `  <- saved` and `  saved`. A unit has no gap before it. */
export function withoutNote(text: string): string {
  if (endsWithValue(text)) return text;
  const head = text.slice(0, WORDS.exec(text)?.index), trimmed = head.trimEnd(), bare = trimmed.replace(MARKS, "");
  return bare !== trimmed || head.endsWith("  ") ? bare : text;
}

/** True for a text whose last character that is no space is a digit, a colon, a percent sign or a border. */
function endsWithValue(text: string): boolean {
  let at = text.length - 1;
  while (at >= 0 && isSpace(text.charCodeAt(at))) at--;
  const code = text.charCodeAt(at);
  return (code >= 48 && code <= COLON) || code === PERCENT || isBorder(code);
}

/** A norm, whose bars are part of its name: `||grad||`. */
const NORM = /(?<!\S)\|\|\w+\|\|(?!\S)/g;

/**
 * True for a text with a border between two cells: spaces, or the text's ends, stand on both sides of it, or on the same side of two, as in
 * `gen|  best|  mean`.
 */
export function hasPipes(printed: string): boolean {
  const text = printed.indexOf("||") < 0 ? printed : printed.replaceAll(NORM, "");
  let before = 0, behind = 0;
  for (let at = borderFrom(text, 0); at >= 0; at = borderFrom(text, at + 1)) {
    const isBefore = at === 0 || isSpace(text.charCodeAt(at - 1)),
      isBehind = at + 1 === text.length || isSpace(text.charCodeAt(at + 1));
    if (isBefore && isBehind) return true;
    if (isBefore) before++;
    if (isBehind) behind++;
  }
  return before === 0 ? behind > 1 : behind === 0 && before > 1;
}

/** True for white space, of other scripts too. */
function isSpace(code: number): boolean {
  return code === 32 || (code >= TAB && code <= 13) || (code >= ASCII_END && OTHER_SPACES.has(code));
}

/** True for a row whose first word ends with a colon: `BFGS:  0  1.23`. */
export function isLabelled(text: string): boolean {
  const { length } = text;
  let at = 0;
  while (at < length && endsWord(text.charCodeAt(at))) at++;
  while (at < length && !endsWord(text.charCodeAt(at))) at++;
  return at > 0 && text.charCodeAt(at - 1) === COLON;
}

function endsWord(code: number): boolean {
  return isBorder(code) || isSpace(code);
}

/** The words of a row without its borders. */
export function splitAtSpaces(text: string): string[] {
  const words: string[] = [], { length } = text;
  let from = 0;
  for (let at = 0; at <= length; at++) {
    const code = at < length ? text.charCodeAt(at) : BAR;
    if (!endsWord(code)) continue;
    if (at > from) words.push(text.slice(from, at));
    from = at + 1;
  }
  return words;
}

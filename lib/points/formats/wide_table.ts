/**
 * A header whose words nobody knows, with wide gaps between them, and rows of as many numbers at once below it.
 *
 *      Temperature        Energy    Accept   Improve
 *      25000.00000      13274.61    98.00%    40.00%
 *
 * @module
 */
import { partOf, type Source } from "../scan/source.ts";
import { type Cell, splitAtSpaces, splitCells } from "./cells.ts";
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { makeTable, type Table } from "./columns.ts";
import { proceed as proceedRow } from "./table.ts";

const COLUMNS_MIN = 4, HEADER_MAX_CHARS = 300;
const DECIMAL = /^[-+]?\d*\.\d+(?:[eE][-+]?\d+)?%?$/;

function begin(source: Source): Table | null {
  if (source.shape.count > 0 || source.to - source.from > HEADER_MAX_CHARS) return null;
  const text = partOf(source), cells = splitCells(text), words = splitAtSpaces(text);
  return mayBeHeader(cells, words) ? makeTable(cells, words, source.from) : null;
}

/** True for four or more single words with wide gaps between them. */
function mayBeHeader(cells: readonly Cell[], words: readonly string[]): boolean {
  return cells.length >= COLUMNS_MIN && cells.length === words.length &&
    words.every((word) => /^[A-Za-z][\w./%()-]{0,24}$/.test(word));
}

function proceed(source: Source, table: Table, line: number): SpanStep {
  const text = partOf(source);
  if (table.rows === 0 && !/^[-=\s]*$/.test(text) && !provesHeader(text, table)) return { ...NOT_TAKEN, over: true };
  return proceedRow(source, table, line);
}

/** True for a row of as many numbers as the header has words, half of them with a point. */
function provesHeader(text: string, { cells }: Table): boolean {
  const values = splitAtSpaces(text);
  return values.length === cells.length && values.every((each) => /^[-+.\d]/.test(each)) &&
    values.filter((each) => DECIMAL.test(each)).length * 2 >= values.length;
}

/** The format. */
export default { span: { begin, proceed } } satisfies Format;

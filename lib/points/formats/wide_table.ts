/**
 * A header whose words nobody knows, with wide gaps or pipes between them, and rows of as many numbers at once below it.
 *
 *      Temperature        Energy    Accept   Improve
 *      25000.00000      13274.61    98.00%    40.00%
 *
 *           N       E                     dE             d eps       ncg     rms
 *     DAV:   1     0.149383113461E+02    0.14938E+02   -0.42213E+03   432   0.103E+03
 *
 *      Conserved En.    Temperature Pressure (bar)
 *       -1.16883e+04    2.93920e+02   -3.36735e+03
 *
 * @module
 */
import { hasProgress } from "../grammar/statement.ts";
import { partOf, type Source } from "../scan/source.ts";
import { type Cell, hasPipes, splitAtSpaces, splitCells } from "./cells.ts";
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { type Column, makeTable, type Table } from "./columns.ts";
import { proceed as proceedRow } from "./table.ts";
import { readSummedRow } from "./summed_row.ts";
import { isFirstColumn, readColumns } from "./table_row.ts";

/** A table, with the text of its header. */
interface WideTable extends Table {
  header: string;
  /** True when the first number of each row counts the rows. */
  counts: boolean;
}

const COLUMNS_MIN = 4, WORDS_MIN = 3, HEADER_MAX_CHARS = 300;
/** Lines without numbers that may stand between a header and its first row. */
const RULES_MAX = 2;
/** Names of columns: up to three words. */
const NAME = /^(?:\p{L}|[|#%(]+\p{L})[^\s=:;?!"{}]{0,24}(?: [^\s=:;?!"{}]{1,16}){0,2}$/u;
const DECIMAL = /^[-+]?(?:\d*\.\d+(?:[eE][-+]?\d+)?|\d+[eE][-+]?\d+)%?$/;
/** What stands for a value that there isn't. */
const NONE = /^-+$/;
/** A letter that marks a row, before its first value: `L 0.5s`. */
const FLAG = /^\p{L} (?=[-+.\d])/u;
/** The word or the number before a row: `DAV:`, `12:`. */
const LABEL = /^\s*(\p{L}[\p{L}\d]{0,9}|\d{1,9}):\s+/u;

function begin(source: Source): WideTable | null {
  if (source.to - source.from > HEADER_MAX_CHARS) return null;
  const header = indented(source);
  if (header.indexOf("  ") < 0 && header.indexOf("|") < 0) return null;
  const cells = splitCells(header), words = splitAtSpaces(header), { count } = source.shape;
  const named = count > 0 && areClasses(cells.slice(-count)) ? cells.slice(0, -count) : cells;
  if ((count > 0 && named.length < 2) || !mayBeHeader(cells, named, words)) return null;
  return { ...makeTable({ cells, names: cells.map(({ text }) => text), words }, 0), header, counts: false };
}

/** The line with spaces instead of its prefix: what stands below what shows only there. */
function indented(source: Source): string {
  return " ".repeat(source.from) + partOf(source);
}

/** True for the numbers of classes, as names of the last columns: `0  1  2`. */
const areClasses = (cells: readonly Cell[]): boolean =>
  cells.length > 1 && cells.every(({ text }) => /^\d{1,2}$/.test(text));

/** True for names with wide gaps between most of them. */
function mayBeHeader(cells: readonly Cell[], named: readonly Cell[], words: readonly string[]): boolean {
  if (words.length > COLUMNS_MIN && cells.length === 2) return words.every((word) => NAME.test(word)); // one pipe
  const isIndented = cells[0] !== undefined && cells[0].start >= FRAME_INDENT_MIN;
  if (isIndented && cells.length < words.length && counts(words[0]!)) return words.every((word) => NAME.test(word));
  const isWide = cells.length >= COLUMNS_MIN || (cells.length > 1 && words.length >= WORDS_MIN);
  return isWide && named.every(({ text }) => NAME.test(text));
}

function proceed(source: Source, table: WideTable, line: number): SpanStep {
  const text = indented(source), columns = /^[^=]*\d[^=]*$/.test(text) ? columnsOf(text, table) : null;
  if (columns && table.rows > 0) return take(columns, table, line);
  if (table.rows > 0) return passBetween(source, table, line);
  table.last ||= line;
  if (/^[-=+|\s]*$/.test(text) && line - table.last < RULES_MAX) return NOT_TAKEN;
  if (!columns || !proves(columns, hasPipes(text))) return { ...NOT_TAKEN, over: true };
  table.counts = /^[012]$/.test(columns[0]![1]);
  return take(columns, table, line);
}

/** What a line without a value for each name is, behind a row: what came of the rows, another heading that ends them, or a row with gaps. */
function passBetween(source: Source, table: WideTable, line: number): SpanStep {
  const text = partOf(source), sum = readSummedRow(text, line);
  if (sum) return { taken: true, facts: sum, over: true };
  const isHeading = /\p{L}{2}/u.test(text) && !/\d/.test(text);
  return isHeading || table.cells.length < COLUMNS_MIN ? { ...NOT_TAKEN, over: true } : proceedRow(source, table, line);
}

function take(columns: Column[], table: WideTable, line: number): SpanStep {
  if (table.counts) columns[0] = ["#", columns[0]![1]];
  const facts = readColumns(columns, line);
  if (!facts) return NOT_TAKEN;
  const isUnsure = table.rows === 0 && facts.lead === null && !hasProgress(facts); // it may be the only one
  table.rows++;
  table.last = line;
  return { taken: true, facts, over: false, ...(isUnsure && { isUnsure }) };
}

/**
 * True for a first row of numbers, half of them with a point. A word may stand last. Between pipes every third value may be a word, and two
 * numbers with a point are enough.
 */
function proves(columns: readonly Column[], isPiped: boolean): boolean {
  const values = columns.map(([, value]) => value).filter((value) => !NONE.test(value));
  const numbers = values.filter((value) => /^[-+.\d]/.test(value)), words = values.length - numbers.length;
  const measured = numbers.slice(1), decimals = measured.filter((value) => DECIMAL.test(value)).length;
  if (numbers.length < WORDS_MIN || numbers[0] !== values[0]) return false;
  if (isPiped) return words * 3 <= values.length && decimals >= 2;
  return words <= (values.at(-1) === numbers.at(-1) ? 0 : 1) && decimals * 2 >= measured.length;
}

/** The values of a row below their names; null for a line that has no number before each name. */
function columnsOf(text: string, table: WideTable): Column[] | null {
  const framed = FRAMED.test(text) && counts(table.words[0]!) ? joinFrame(text, table) : null;
  if (framed) return framed;
  const label = LABEL.exec(text), count = label && /^\d/.test(label[1]!) ? label[1]! : null;
  const row = label ? " ".repeat(label[0].length) + text.slice(label[0].length) : text;
  if (count !== null && endBelow(splitCells(table.header).slice(1), row)) {
    return join(table.cells, [count, ...splitAtSpaces(row)]);
  }
  const columns = hasPipes(row) ? joinPiped(row, table) : joinWords(row, table, { mayLackLast: label !== null });
  return columns && count !== null ? [["#", count], ...columns] : columns;
}

/** What R prints before each row of a data frame, whose header has nothing above it. A frame that doesn't count is data. */
const FRAMED = /^\d+ +[-+.\d]/, FRAME_INDENT_MIN = 2;

/** True for the name of a column that counts the rows. */
const counts = (name: string): boolean => isFirstColumn(name) && !/^class$/i.test(name);

/** The words of a text with their offsets. */
const cellsOfWords = (text: string): readonly Cell[] => splitCells(text.replaceAll(/(?<=\S) (?=\S)/g, "\t"));

/** Values behind the number of their row in a data frame of R: each ends where its name does. Null for any other row. */
function joinFrame(row: string, { header, words }: WideTable): Column[] | null {
  const [, ...values] = cellsOfWords(row), names = cellsOfWords(header);
  const isFrame = values.length === names.length && values.every(({ end }, at) => end === names[at]!.end);
  return isFrame ? join(words, values.map(({ text }) => text)) : null;
}

/** True for as many values as names, each of which ends where its name does. */
function endBelow(names: readonly Cell[], row: string): boolean {
  const values = cellsOfWords(row);
  return values.length === names.length && values.every(({ end }, at) => Math.abs(end - names[at]!.end) <= 1);
}

/** Values between pipes: one to a cell, else those of each side below the names of theirs. */
function joinPiped(row: string, { cells, header }: WideTable): Column[] | null {
  const values = splitCells(row);
  if (values.length !== splitCells(header).length) return null;
  if (cells.every((name) => NAME.test(name))) return join(cells, values.map(({ text }) => text.replace(FLAG, "")));
  const sides = splitCells(header).map(({ text }, at) =>
    joinSide(splitAtSpaces(text), splitAtSpaces(values[at]!.text))
  );
  return sides.every((side) => side !== null) ? sides.flat() : null;
}

/** Values below as many names. Where they are more, the last name has several and is left out. */
function joinSide(names: readonly string[], values: readonly string[]): Column[] | null {
  if (values.length < names.length) return null;
  return join(values.length > names.length ? names.slice(0, -1) : names, values);
}

/** Values below the names of cells or of words, as many as they are, else below those that end where they do. */
function joinWords(row: string, table: WideTable, { mayLackLast }: { mayLackLast: boolean }): Column[] | null {
  const { cells, words, header } = table, values = splitAtSpaces(row);
  if (values.length === cells.length) return join(cells, values);
  if (values.length === words.length) return join(words, values);
  if (mayLackLast && values.length > COLUMNS_MIN && values.length === cells.length - 1) {
    return join(cells.slice(0, -1), values);
  }
  const names = cutAtEnds(header, splitCells(row));
  return names && join(names, values);
}

const join = (names: readonly string[], values: readonly string[]): Column[] =>
  names.map((name, at): Column => [name, values[at]!]);

/** The header cut where the values below it end, when that is between its words; null otherwise. */
function cutAtEnds(header: string, values: readonly Cell[]): string[] | null {
  if (values.length < WORDS_MIN || Math.abs(values.at(-1)!.end - header.trimEnd().length) > 1) return null;
  const names = values.map(({ end }, at) => header.slice(at > 0 ? values[at - 1]!.end : 0, end).trim());
  const areCut = values.every(({ end }) => !/\S\S/.test(header.slice(end - 1, end + 1)));
  return areCut && names.every((name) => NAME.test(name)) ? names : null;
}

/** The format. */
export default { span: { begin, proceed } } satisfies Format;

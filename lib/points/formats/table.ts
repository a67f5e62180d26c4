/**
 * Rows under a header, with columns of fixed width or between tabs, pipes, commas or lines. A row may stand before a progress bar.
 *
 *       epoch    train_loss    valid_acc    valid_loss     dur
 *     -------  ------------  -----------  ------------  ------
 *           1        0.8387       0.8800        0.4174  3.8169
 *
 *         Epoch   gpu_mem       box       obj       cls    labels  img_size
 *          0/63     4.89G   0.06353     0.033         0         1      1280: 100%|██████████| 213/213 [06:10<00:00,  1.74s/it]
 *
 *     step,loss,lr
 *     100,0.52,0.001
 *
 * @module
 */
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { fillFacts } from "../grammar/fill_facts.ts";
import type { LineFacts } from "../grammar/statement.ts";
import { makeRecent } from "../recent.ts";
import { copyText } from "../../text/own_text.ts";
import { understandName } from "../words/name.ts";
import { namesSplit, phaseOf } from "../words/splits.ts";
import { partOf, type Source } from "../scan/source.ts";
import {
  type Cell,
  COLUMNS_MAX,
  hasPipes,
  isLabelled,
  splitAtSpaces,
  splitCells,
  splitNames,
  withoutNote,
} from "./cells.ts";
import { type Column, fitColumns, type Header, makeTable, type Table } from "./columns.ts";
import { keepRow, knownRow } from "./known_rows.ts";
import { beginSplitTable } from "./metric_table.ts";
import { endsWithLabel, isFirstColumn, isLabelColumn, readRow } from "./table_row.ts";

const IDLE_LINES_MAX = 12, HEADER_MAX_CHARS = 900;
/** A longer first cell is a sentence. */
const COUNTER_MAX_CHARS = 60;
const COUNTER_MAX_WORDS = 3;
/** More words than the name of a counter has. */
const SENTENCE = /(?: \S+){4}/;
const BAR = /:?\s*\d{1,3}%(?:\||\s+\d+\/\d+ \[|\s+[━╸╺╶─]).*$/s;

/** True for text that no header has: marks of sentences and of values, numbers. Between tabs a dot ends a short word: `Train Acc.`. */
function isNoHeader(text: string): boolean {
  return /[={}"“?]|: |[,:!]\s*$|->/.test(text) || (text.trimEnd().endsWith(".") && !text.trim().includes("\t")) ||
    (text.includes(";") && /(?<!\s)[;,]\s/.test(text.trim())) ||
    /(?:^|\s)[-+]?\d+(?:\.\d+)?(?=\s|$)/.test(text) || COUNT.test(text) || !/\p{L}/u.test(text);
}

/** A count and its total: `Epoch 3/9 Valid` is a heading. */
const COUNT = /(?:^|[\s[(])\d+\/\d+(?=[\s\]):]|$)/;

const COUNTERS: ReadonlySet<string> = new Set(["step", "epoch"]);

/** True for a header whose first column counts. An unnamed column of row numbers may stand before it. */
function namesCounter(first: string, words: readonly string[]): boolean {
  return isFirstColumn(first) || isFirstColumn(words[0]!) || (words[0] === "__" && isFirstColumn(words[1]!)) ||
    (first.length <= COUNTER_MAX_CHARS && !SENTENCE.test(first) && COUNTERS.has(understandName(first).role));
}

/** A name rather than a word of a sentence: `Temp`, `E_pair`. */
const NAME = /^[A-Z]|_/;

/** True for a counter and a name with a comma or a semicolon alone between them. */
function isGlued([first, second, more]: readonly Cell[], words: readonly string[]): boolean {
  return words.length === 1 && second !== undefined && more === undefined && isFirstColumn(first!.text) &&
    NAME_ALONE.test(second.text);
}

const NAME_ALONE = /^\p{L}[\p{L}\d_/@.-]{1,40}$/u;

/** True for a header that counts its rows. Rows of classes stand on no axis: a known metric is needed beside them. */
function hasAxis(
  cells: readonly Cell[],
  words: readonly string[],
  { known, columns }: { known: number; columns: number },
): boolean {
  const first = cells[0]!.text, last = cells.at(-1)!.text;
  return known > 0 || (columns >= 3 && !/^class$/i.test(first)) ||
    (columns === 2 && (/^time$/i.test(last) || isGlued(cells, words)));
}

/**
 * True for a header with metrics that every program knows: two in a list, all of two columns, half of the words between pipes, one behind an
 * empty corner, one of three columns without a space.
 */
function namesMetrics(
  text: string,
  { cells, words, known, isCornered }: { cells: number; words: number; known: number; isCornered: boolean },
): boolean {
  const isList = known >= 2 && (cells >= 3 ? cells * 2 >= words : cells === 2 && words === known);
  const isGlued = known >= 1 && cells >= 3 && !/\s/.test(text.trim());
  return isList || isGlued || (hasPipes(text) && known >= 1 && cells >= 2 && (isCornered || known * 2 >= words));
}

const METRICS_MIN = 3, METRICS_MAX = 6;

/** True for a few words with one space between them, each a metric that every program knows: `precision recall f1`. */
export function areMetrics(words: readonly string[]): boolean {
  return words.length >= METRICS_MIN && words.length <= METRICS_MAX &&
    words.every((word) => understandName(word).known && !namesSplit(word));
}

/** True for a header that counts its rows, or names metrics that every program knows. */
function namesColumns(text: string, cells: readonly Cell[], words: readonly string[]): boolean {
  const first = cells[0]!.text, counts = namesCounter(first, words);
  if (!counts && cells.length < 2) return areMetrics(words); // most sentences: their words need no look
  const names = words.length === 1 ? cells.map(({ text }) => text) : words; // `train_loss,val_loss`
  const known = names.filter((name) => understandName(name).known).length;
  const labels = names.filter((name) => name !== first && isLabelColumn(name)).length;
  const areNames = words.every((word) => NAME.test(word)); // `Step Temp E_pair`: only one space between them
  const columns = words.length === 1 ? cells.length : areNames ? words.length : Math.min(words.length, cells.length); // `gen;best;worst`
  return (counts && hasAxis(cells, words, { known, columns })) ||
    namesMetrics(text, { cells: cells.length, words: names.length - labels, known, isCornered: first === "" }) ||
    (known > 0 && endsWithLabel(first) && cells.every(({ text }, at) => at === 0 || !/\s/.test(text)));
}

/** A word before a header and its rows, which are lists: `copypaste: AP,AP50`, `[csv] precision;recall;f1`. */
const LABEL = /^(?:\[\p{L}[\w.-]{0,23}\]:?|\p{L}[\w.-]{0,23}:) {1,3}(?=[^\s,;:]+[,;][^\s:])/u;

/** Begins a table at its header; null for any other line. */
export function beginTable(source: Source): Table | null {
  const label = LABEL.exec(partOf(source))?.[0] ?? "";
  const table = beginBare(label === "" ? source : { ...source, from: source.from + label.length });
  return table && (label === "" ? table : { ...table, label });
}

function beginBare(source: Source): Table | null {
  const printed = partOf(source), unquoted = withoutQuotes(printed), part = withoutBar(unquoted);
  if (part.length < 7 || part.length > HEADER_MAX_CHARS || isNoHeader(part)) return null;
  const header = headers.get(part) ?? keepHeader(copyText(part), unquoted !== printed);
  return header && makeTable(header, source.from + header.shift);
}

/** A header, and the offset of its first name. */
interface PlacedHeader extends Header {
  shift: number;
}

/** The headers that came last: one that stands before a bar is printed with each of its states. */
const headers = makeRecent<string, PlacedHeader>(64);

function keepHeader(part: string, isQuoted: boolean): PlacedHeader | null {
  const header = readHeader(part, isQuoted);
  if (header) headers.set(part, header);
  return header;
}

/** Reads a header; null for any other line. In one with quotes each cell is a word. */
function readHeader(part: string, isQuoted: boolean): PlacedHeader | null {
  const text = part.replace(/^\s*#\s+(?=[A-Za-z])/, "");
  const cells = nameFirst(splitHeader(text)),
    words = isQuoted ? cells.map((cell) => cell.text) : splitAtSpaces(text.replaceAll(" ; ", "   "));
  if (Math.max(words.length, cells.length) < 2 || words.length > COLUMNS_MAX) return null;
  return namesColumns(isQuoted ? words.join(",") : text, cells, words)
    ? { cells, names: cells.map((cell) => cell.text), words, shift: part.length - text.length }
    : null;
}

/** The cells of a header. Names of several words between commas have no wide gaps. */
function splitHeader(text: string): readonly Cell[] {
  const cells = splitCells(text);
  return cells.length === 1 ? splitNames(text) ?? cells : cells;
}

/** The cells of a header, the first of which is its counter alone: `SCF iteration` is `iteration`. */
function nameFirst(cells: readonly Cell[]): readonly Cell[] {
  if (cells.length < 3) return cells;
  const [first, ...rest] = cells, words = first!.text.split(" ");
  if (words.length < 2 || words.length > COUNTER_MAX_WORDS) return cells;
  const counts = isFirstColumn(words.at(-1)!) && !endsWithLabel(first!.text);
  return counts ? [{ ...first!, text: words.at(-1)! }, ...rest] : cells;
}

/** Cells in quotes between commas, as spreadsheets and R write them: `"","epoch","loss"`. */
const QUOTED = /^#?(?:[^",]{0,60},)*"[^"]{0,60}"(?:,[^",]{0,60}|,"[^"]{0,60}")+$/;
/** The same with semicolons, as spreadsheets write them where a comma is a point. */
const QUOTED_APART = /^"[^";]{0,60}"(?:;"[^";]{0,60}"){1,63}$/;

/** The line without its quotes, of the same length: a name of several words is one word. */
function withoutQuotes(text: string): string {
  if (text.indexOf('"') < 0) return text;
  const isApart = QUOTED_APART.test(text.trimEnd()), listed = isApart ? text.replaceAll('";"', '","') : text;
  if (!isApart && !QUOTED.test(text.trimEnd())) return text;
  return listed.replace(/^#(?=")/, " ").replaceAll(/"([^"]*)"/g, (_, cell: string) => {
    return cell === "" ? "__" : ` ${cell.replaceAll(" (", "((").replaceAll(" ", "_")} `;
  });
}

/** Several names with wide gaps and a colon behind the last one: its bar would stand there. */
const NAMES_OF_BAR = /\S {2,}\S+ {2,}\S+ +\S+:$/;

/** The line without the bar at its end. */
function withoutBar(text: string): string {
  const names = text.indexOf("%") < 0 ? text : text.replace(BAR, ""), bare = names.trimEnd();
  return bare.endsWith(":") && NAMES_OF_BAR.test(bare) ? bare.slice(0, -1) : names;
}

/** Reads a row under a header. */
export function proceed(source: Source, table: Table, line: number): SpanStep {
  table.last ||= line;
  if (line - table.last > IDLE_LINES_MAX) return { ...NOT_TAKEN, over: true };
  const { label } = table;
  if (label === "") return proceedBare(source, table, line);
  if (!source.text.startsWith(label, source.from)) return NOT_TAKEN;
  const step = proceedBare({ ...source, from: source.from + label.length }, table, line);
  if (step.facts) step.facts.phase = phaseOf(label) ?? "";
  return step;
}

function proceedBare(source: Source, table: Table, line: number): SpanStep {
  const known = knownRow(source, table.cells);
  if (known) return take(fillFacts(known, source.shape, line), table);
  const text = withoutBar(withoutQuotes(partOf(source)));
  if (text.length > HEADER_MAX_CHARS) return NOT_TAKEN;
  if (!/\d|nan|inf/i.test(text)) {
    return extendHeader(text, table, line) ? { taken: true, facts: null, over: false } : NOT_TAKEN;
  }
  if (table.rows > 0 && beginSplitTable(source)) return { ...NOT_TAKEN, over: true }; // the header of another table
  const columns = isOtherRow(text, table) ? null : fitRow(text, source.from, table);
  const row = columns && readRow(columns, line);
  if (!row) return NOT_TAKEN;
  keepRow({ row, columns, text }, source, table.cells);
  return take(row.facts, table);
}

function take(facts: LineFacts, table: Table): SpanStep {
  table.rows++;
  table.last = facts.line;
  return { taken: true, facts, over: false };
}

/**
 * Fits a row with a note behind its last value, `  <- saved`, without it: at once where it has a value for each name, else where it fits so
 * alone.
 */
function fitRow(text: string, shift: number, table: Table): readonly Column[] | null {
  const bare = withoutNote(text);
  if (bare === text) return fitColumns(text, shift, table);
  const isWhole = splitCells(bare).length === table.cells.length;
  return (isWhole ? null : fitColumns(text, shift, table)) ?? fitColumns(bare, shift, table);
}

/** The index that R prints before the values of a vector: `[1] 0.25`. */
const VECTOR = /^\s*\[\d+\]\s/;

/** A word and a count alone: `Epoch 2/5`. */
const COUNTED = /^[^\p{L}\d]{0,10}(\p{L}+) \d+(?:\/\d+)?[^\p{L}\d]{0,10}$/u;

/** True for a heading of a counter. */
const isHeading = (text: string): boolean => COUNTERS.has(understandName(COUNTED.exec(text)?.[1] ?? "").role);

/**
 * True for a row that begins with a word where a number counts: `Pair | 0.0129 | 0.0129` below `Step Temp Press` is of another table. Where none
 * counts, R's index before a vector counts nothing either, and a counter alone is a heading.
 */
function isOtherRow(text: string, table: Table): boolean {
  if (!countsRows(table)) return VECTOR.test(text) || isHeading(text);
  return !isLabelled(text) && !/[\d\-]/.test(splitCells(text)[0]?.text ?? "");
}

/** Whether headers begin with a name that counts, found once for all their rows. */
const counting = new WeakMap<readonly string[], boolean>();

function countsRows({ cells, words }: Table): boolean {
  const counts = counting.get(cells) ??
    (!/^class$/i.test(words[0]!) && (isFirstColumn(cells[0]!) || isFirstColumn(words[0]!)));
  counting.set(cells, counts);
  return counts;
}

/** Adds the second line of a header between pipes to its names: `Mini-batch` over `Loss`. False for any other line. */
function extendHeader(text: string, table: Table, line: number): boolean {
  if (table.rows > 0 || line - table.last > 1 || !hasPipes(text)) return false;
  const cells = splitCells(text);
  if (cells.length !== table.cells.length || cells.some((cell) => /^[-=:+]{2,}$/.test(cell.text))) return false;
  table.cells = table.cells.map((name, i) => `${name} ${cells[i]!.text}`.trim());
  return true;
}

/** The format. */
export default { span: { begin: beginTable, proceed } } satisfies Format;

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
import { canonicalName, type NameInfo, understandName } from "../words/name.ts";
import { BROKEN, DECIMAL, INTEGER, scanFirstNumber, type ScannedNumber } from "../scan/number.ts";
import { partOf, type Source } from "../scan/source.ts";
import { type Cell, COLUMNS_MAX, PIPE, splitAtSpaces, splitCells } from "./cells.ts";
import { namesSplit } from "../words/splits.ts";
import { emptyLineFacts, type LineFacts, type Pair } from "../grammar/statement.ts";

/** What is remembered of a header. */
export interface Table {
  /** The header split into cells, and into words. Each row uses the one that fits. */
  cells: string[];
  words: string[];
  /** Offsets of the cells: the values of a column end, or start, below them. */
  ends: number[];
  starts: number[];
  rows: number;
  /** Line of the last row; 0 until the first line behind the header is read. */
  last: number;
}

const IDLE_LINES_MAX = 12, HEADER_MAX_CHARS = 900;
/** A longer first cell is a sentence. */
const COUNTER_MAX_CHARS = 60;
/** More words than the name of a counter has. */
const SENTENCE = /(?: \S+){4}/;
const FIRST_NAMES = new Set(
  ("epoch epochs iter iters iteration iterations step steps e # round batch trial n_iter niter gen generation ep episode tree t update class")
    .split(" "),
);
const isFirst = (name: string) => FIRST_NAMES.has(name.replace(/^#\s*(?=.)/, "").toLowerCase());
const BAR = /:?\s*\d{1,3}%(?:\||\s+\d+\/\d+ \[|\s+[━╸╺╶─]).*$/s;

/** True for text that no header has: marks of sentences and of values, numbers. */
function isNoHeader(text: string): boolean {
  return /[={}"“?]|: |[.,:!]\s*$|->/.test(text) || (text.includes(";") && /[;,]\s/.test(text.trim())) ||
    /(?:^|\s)[-+]?\d+(?:\.\d+)?(?=\s|$)/.test(text) || !/[A-Za-z]/.test(text);
}

/** True for a header whose first column counts. An unnamed column of row numbers may stand before it. */
function namesCounter(first: string, words: readonly string[]): boolean {
  return isFirst(first) || isFirst(words[0]!) || (words[0] === "__" && isFirst(words[1]!)) ||
    (first.length <= COUNTER_MAX_CHARS && !SENTENCE.test(first) && understandName(first).role === "step");
}

/** True for a header that counts its rows. Rows of classes stand on no axis: a known metric is needed beside them. */
function hasAxis(first: string, { known, columns }: { known: number; columns: number }): boolean {
  return known > 0 || (columns >= 3 && !/^class$/i.test(first));
}

/** True for a header with metrics that every program knows: two in a list, all of two columns, half of the words between pipes. */
function namesMetrics(text: string, { cells, words, known }: { cells: number; words: number; known: number }): boolean {
  const isList = known >= 2 && (cells >= 3 ? cells * 2 >= words : cells === 2 && words === known);
  return isList || (PIPE.test(text) && known >= 1 && cells >= 2 && known * 2 >= words);
}

/** True for a header that counts its rows, or names metrics that every program knows. */
function namesColumns(text: string, cells: readonly Cell[], words: readonly string[]): boolean {
  const first = cells[0]!.text, counts = namesCounter(first, words);
  if (!counts && cells.length < 2) return false; // most sentences: their words need no look
  const names = words.length === 1 ? cells.map(({ text }) => text) : words; // `train_loss,val_loss`
  const known = names.filter((name) => understandName(name).known).length;
  const columns = words.length === 1 ? cells.length : Math.min(words.length, cells.length); // `gen;best;worst`
  return (counts && hasAxis(first, { known, columns })) ||
    namesMetrics(text, { cells: cells.length, words: names.length, known });
}

/** Begins a table at its header; null for any other line. */
export function beginTable(source: Source): Table | null {
  const part = withoutQuotes(partOf(source)).replace(BAR, "");
  if (part.length < 7 || part.length > HEADER_MAX_CHARS) return null;
  const text = part.replace(/^\s*#\s+(?=[A-Za-z])/, "");
  if (isNoHeader(text)) return null;
  const cells = splitCells(text), words = splitAtSpaces(text);
  if (Math.max(words.length, cells.length) < 2 || words.length > COLUMNS_MAX) return null;
  if (!namesColumns(text, cells, words)) return null;
  return makeTable(cells, words, source.from + part.length - text.length);
}

/** The memory of a header whose cells stand `shift` characters further right in the line. */
export function makeTable(cells: readonly Cell[], words: string[], shift: number): Table {
  return {
    cells: cells.map((cell) => cell.text),
    words,
    ends: cells.map((cell) => cell.end + shift),
    starts: cells.map((cell) => cell.start + shift),
    rows: 0,
    last: 0,
  };
}

/** Cells in quotes between commas, as spreadsheets and R write them: `"","epoch","loss"`. */
const QUOTED = /^#?(?:[^",]{0,60},)*"[^"]{0,60}"(?:,[^",]{0,60}|,"[^"]{0,60}")+$/;

/** The line without its quotes, of the same length: a name of several words is one word. */
function withoutQuotes(text: string): string {
  if (text.indexOf('"') < 0 || !QUOTED.test(text.trimEnd())) return text;
  return text.replace(/^#(?=")/, " ").replaceAll(/"([^"]*)"/g, (_, cell: string) => {
    return cell === "" ? "__" : ` ${cell.replaceAll(" (", "((").replaceAll(" ", "_")} `;
  });
}

/** Counts the columns that have one name: two curves are never one. */
function tellApart(columns: [string, string][]): [string, string][] {
  return columns.map(([name, value], at) => {
    const earlier = columns.slice(0, at).filter(([each]) => each === name).length;
    return [earlier > 0 && /[A-Za-z]/.test(name) ? `${name} ${earlier + 1}` : name, value];
  });
}

/** Reads a row under a header. */
export function proceed(source: Source, table: Table, line: number): SpanStep {
  table.last ||= line;
  if (line - table.last > IDLE_LINES_MAX) return { ...NOT_TAKEN, over: true };
  const part = withoutQuotes(partOf(source)), text = part.indexOf("%") < 0 ? part : part.replace(BAR, "");
  if (text.length > HEADER_MAX_CHARS) return NOT_TAKEN;
  if (!/\d|nan|inf/i.test(text)) {
    return extendHeader(text, table, line) ? { taken: true, facts: null, over: false } : NOT_TAKEN;
  }
  const columns = fitColumns(text, source.from, table);
  const facts = columns && readColumns(tellApart(columns), line);
  if (!facts) return NOT_TAKEN;
  table.rows++;
  table.last = line;
  return { taken: true, facts, over: false };
}

/** Adds the second line of a header between pipes to its names: `Mini-batch` over `Loss`. False for any other line. */
function extendHeader(text: string, table: Table, line: number): boolean {
  if (table.rows > 0 || line - table.last > 1 || !PIPE.test(text)) return false;
  const cells = splitCells(text);
  if (cells.length !== table.cells.length || cells.some((cell) => /^[-=:+]{2,}$/.test(cell.text))) return false;
  table.cells = table.cells.map((name, i) => `${name} ${cells[i]!.text}`.trim());
  return true;
}

/** Pairs the header's names with a row's values: by their number, else by the offsets of the columns. Null when neither fits. */
function fitColumns(text: string, shift: number, table: Table): [string, string][] | null {
  const join = (names: string[], values: string[]) =>
    names.length === values.length ? names.map((name, i): [string, string] => [name, values[i]!]) : null;
  const cells = splitCells(text), texts = cells.map((cell) => cell.text);
  const words = splitAtSpaces(text);
  const isTimed = /^\(?\d+:\d\d(?::\d\d)?\)?$/.test(texts.at(-1) ?? "");
  const labelled = words[0]?.endsWith(":") ? join(table.words, words.slice(1)) : null; // `BFGS:  0 16:33:09  1.23`
  return labelled ?? join(table.cells, texts) ?? join(table.words, words) ?? join(table.cells, words) ??
    (isTimed ? join(table.cells, texts.slice(0, -1)) ?? join(table.words, words.slice(0, -1)) : null) ??
    alignColumns(cells, shift, table);
}

/** Characters between the middles of a name and of a value that are centred in one column. */
const MIDDLES_APART_MAX = 2;

function alignColumns(cells: Cell[], shift: number, table: Table): [string, string][] | null {
  if (cells.length < 3 || cells.length > table.cells.length) return null;
  const { starts, ends } = table, middles = starts.map((start, i) => (start + ends[i]!) / 2);
  const edges = [
    [ends, 1, (cell: Cell) => cell.end],
    [starts, 1, (cell: Cell) => cell.start],
    [middles, MIDDLES_APART_MAX, ({ start, end }: Cell) => (start + end) / 2],
  ] as const;
  for (const [columns, apart, edgeOf] of edges) {
    const found = cells.map((cell) => columns.findIndex((at) => Math.abs(at - shift - edgeOf(cell)) <= apart));
    if (found.every((column, i) => column >= 0 && (i === 0 || column > found[i - 1]!))) {
      return found.map((column, i) => [table.cells[column]!, cells[i]!.text]);
    }
  }
  return null;
}

const number: ScannedNumber = { value: 0, form: 0, end: 0, hasComma: false };
const TAIL = /^(?:\s*\/\s*(\d+))?([A-Za-zµ%]{0,3}(?:\/[a-z]{1,5})?)(?: ?[*\u2190-\u21ff\u25a0-\u25ff])?$/;

/** Reads the values of a row under its names. Null for a row with too many words, or without a metric. */
export function readColumns(columns: [string, string][], line: number): LineFacts | null {
  const facts = emptyLineFacts(line), label = labelOf(columns);
  let values = 0, words = 0, stepPriority = Infinity;
  for (const column of columns) {
    const [name, cell] = splitInCell(column), value = readCell(cell);
    if (!value) {
      if (isWords(cell)) words++;
      continue;
    }
    values++;
    const { role, priority } = understandName(name);
    if (isLength(name, columns)) {
      pushMetric(facts, understandName(name), value);
      continue;
    }
    if (role === "step" && priority > stepPriority) continue;
    if (role === "step") stepPriority = priority;
    placeCell(facts, name, value);
  }
  if (values < 2 || words > Math.max(1, columns.length / 3)) return null;
  if (label !== "") facts.pairs = facts.pairs.map((pair) => labelled(pair, label));
  return facts.pairs.length > 0 ? facts : null;
}

/** Headers of a column that says what its row is of. */
const LABELS: ReadonlySet<string> = new Set(
  ("set split phase subset data dataset class task name model domain lang language env client label method layer category group")
    .split(" "),
);
/** Rows of all together. */
const TOTAL = /^(?:all|total|overall|mean|avg|average|macro|micro|global)$/i;

/** The word that says what a row is of: `noisy` of `| noisy | 8.50 | 3.25 |`. Empty for a row without one. */
function labelOf(columns: readonly (readonly [string, string])[]): string {
  const at = columns.findIndex(([, cell]) => /^\p{L}[\p{L}\p{M}\d_.@ -]{0,30}$/u.test(cell));
  if (at < 0 || TOTAL.test(columns[at]![1])) return "";
  const isFirstColumn = at === 0 && !isFirst(columns[0]![0]);
  return isFirstColumn || LABELS.has(columns[at]![0].toLowerCase()) ? columns[at]![1] : "";
}

/** The pair of a row, named after what the row is of. */
function labelled(pair: Pair, label: string): Pair {
  const { info } = pair;
  if (info.kind !== "metric" || info.name === "learning_rate") return pair;
  return { ...pair, info: { ...info, name: canonicalName(`${label} ${info.name}`) } };
}

/** Takes the split out of a cell: `val 4.545` below `train_loss` is the `val_loss`. */
function splitInCell([name, cell]: [string, string]): [string, string] {
  const [, split, value] = /^(\p{L}+):? +([-+.\d].*)$/u.exec(cell) ?? [];
  if (split === undefined || !namesSplit(split)) return [name, cell];
  return [`${split} ${name.replace(/^train(?:ing)?[_ /]/i, "")}`, value!];
}

interface CellValue {
  value: number;
  form: number;
  total: number;
  unit: string;
}

/** Reads a cell of a number with a total or a unit behind it: `12/100`, `4.89G`. Null for any other cell. */
function readCell(cell: string): CellValue | null {
  if (!scanFirstNumber(cell, number) || number.form === BROKEN) return null;
  const tail = TAIL.exec(cell.slice(number.end));
  return tail && { value: number.value, form: number.form, total: Number(tail[1] ?? NaN), unit: tail[2]! };
}

/** True for a cell with more in it than the marks and digits of dates and of missing values. */
function isWords(cell: string): boolean {
  return cell !== "" && !/^[-–—+*.:\d]+$/.test(cell);
}

function placeCell(facts: LineFacts, name: string, { value, form, total, unit }: CellValue): void {
  const info = understandName(name);
  const role = name === "E" ? "epoch" : name === "#" ? "step" : info.role;
  if (role === "epoch") facts.epoch = value, facts.epochTotal = total, facts.wholeEpoch = form === INTEGER;
  else if (role === "step" && form !== DECIMAL) facts.step = value, facts.stepTotal = total;
  else if (role === "batch") facts.batch = value, facts.batchTotal = total;
  else if (role === "metric" || (role === "setting" && form === DECIMAL)) {
    pushMetric(facts, info, { value, form, total, unit });
  }
}

function pushMetric(facts: LineFacts, info: NameInfo, { value, form, unit }: CellValue): void {
  facts.pairs.push({
    info: { ...info, role: "metric", known: true },
    value,
    unit,
    separated: true,
    phase: "",
    line: facts.line,
    integer: form === INTEGER,
  });
}

/** True for the length of a step, in the column `step` behind that of the iterations. */
function isLength(name: string, columns: readonly [string, string][]): boolean {
  return /^step$/i.test(name) && ITERATIONS.test(columns[0]![0]) && columns.length > 2;
}

/** The first column of an optimizer's table. */
const ITERATIONS = /^(?:#|k|n|it|iter|iters|iteration|iterations|niter)$/i;

/** The format. */
export default { span: { begin: beginTable, proceed } } satisfies Format;

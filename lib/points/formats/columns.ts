/**
 * Which value of a row stands below which name of its table's header: by their number, else by their offsets. Doesn't read the values.
 *
 * @module
 */
import { understandName } from "../words/name.ts";
import { type Cell, isLabelled, splitAtSpaces, splitCells } from "./cells.ts";

/** A name of the header and what a row has below it. */
export type Column = readonly [name: string, cell: string];

/** What is remembered of a header. It is stored. */
export interface Table {
  /** The header split into cells, and into words. Each row uses the one that fits. Tables with equal headers share them. */
  cells: readonly string[];
  words: readonly string[];
  /** Offsets of the cells: the values of a column end, or start, below them. */
  ends: number[];
  starts: number[];
  rows: number;
  /** What stands before the header and before each row, as printed: `copypaste: `; empty without it. */
  label: string;
  /** Line of the last row; 0 until the first line behind the header is read. */
  last: number;
}

/** A header that was split. */
export interface Header {
  cells: readonly Cell[];
  /** The texts of the cells. */
  names: readonly string[];
  words: readonly string[];
}

/** The memory of a header whose cells stand `shift` characters further right in the line. */
export function makeTable({ cells, names, words }: Header, shift: number): Table {
  return {
    cells: names,
    words,
    ends: cells.map((cell) => cell.end + shift),
    starts: cells.map((cell) => cell.start + shift),
    rows: 0,
    label: "",
    last: 0,
  };
}

/** Names columns that have one name after their bracket, `Mask` of `Box(P  R)  Mask(P  R)`, else counts them: two curves are never one. */
function tellApart(names: readonly string[]): readonly string[] {
  const bare = names.map((name) => name.replace(/\)+$/, ""));
  if (!bare.some((name, at) => bare.indexOf(name) < at)) return names;
  return names.map((name, at) => {
    const earlier = bare.slice(0, at).filter((each) => each === bare[at]).length;
    if (earlier === 0 || !/[A-Za-z]/.test(name)) return name;
    const group = groupAt(at, names);
    return group === "" ? `${name} ${earlier + 1}` : `${group} ${name}`;
  });
}

/** The names of headers, told apart once for all their rows. */
const apart = new WeakMap<readonly string[], readonly string[]>();

function namesApart(names: readonly string[]): readonly string[] {
  const known = apart.get(names) ?? tellApart(names);
  apart.set(names, known);
  return known;
}

/** The name before the bracket that is open at a column; empty without one. */
function groupAt(at: number, names: readonly string[]): string {
  const opened = names.findLastIndex((name, i) => i < at && name.includes("("));
  const isOpen = opened >= 0 && names.slice(opened, at).every((name) => !name.includes(")"));
  return isOpen ? names[opened]!.slice(0, names[opened]!.indexOf("(")) : "";
}

/** The last cell of a row that tells the time: `00:12`, `(1:02:03)`. */
const CLOCK = /^\(?\d+:\d\d(?::\d\d)?\)?$/;

/** Pairs the header's names with a row's values: by their number, else by the offsets of the columns. Null when neither fits. */
export function fitColumns(text: string, shift: number, table: Table): readonly Column[] | null {
  const labelled = isLabelled(text) ? join(table.words, splitAtSpaces(text).slice(1)) : null; // `BFGS:  0 16:33:09  1.23`
  return labelled ?? joinCells(text, shift, table);
}

/** True for a cell with several values, as between the pipes of `10 |  1.044  18.79 |`, and in R's rows: `1     5 0.4925 0.81`. */
const isPacked = (cell: string): boolean => /\d +[-+.\d]/.test(cell);

/** The same of a row without a label. Its words are split off only where its cells are too many or too few. */
function joinCells(text: string, shift: number, table: Table): readonly Column[] | null {
  const cells = splitCells(text), texts = cells.map((cell) => cell.text);
  const columns = texts.some(isPacked) ? joinPacked(cells, splitAtSpaces(text), { shift, table }) : null;
  const found = columns ?? join(table.cells, texts);
  if (found) return found;
  const words = splitAtSpaces(text);
  return joinTabbed(text, table) ?? join(table.words, words) ?? join(table.cells, words) ??
    joinTimed(texts, words, table) ??
    joinNumbered(cells, words, { shift, table }) ?? joinClass(cells, shift, table) ??
    alignColumns(cells, shift, table) ??
    joinLonger(texts, words, table);
}

/** Each name with its value; null when there are more of one, or when they were not split. */
function join(names: readonly string[], values: readonly string[]): Column[] | null {
  return names.length > 1 && names.length === values.length
    ? namesApart(names).map((name, at): Column => [name, values[at]!])
    : null;
}

/** Joins the words of a row whose gaps don't show its columns. */
function joinPacked(cells: readonly Cell[], words: readonly string[], at: Placed): Column[] | null {
  return join(at.table.words, words) ?? joinNumbered(cells, words, at);
}

/** Two tabs, and one at the end: a cell between tabs is empty. */
const EMPTY = /\t(?:\t|\s*$)/;

/** Joins the cells of a row with empty ones between its tabs. */
function joinTabbed(text: string, table: Table): Column[] | null {
  return EMPTY.test(text) ? join(table.cells, text.split("\t").map((cell) => cell.trim())) : null;
}

/** Joins all but the last cell, where that tells the time and has no name. */
function joinTimed(texts: readonly string[], words: readonly string[], table: Table): Column[] | null {
  if (!CLOCK.test(texts.at(-1) ?? "")) return null;
  return join(table.cells, texts.slice(0, -1)) ?? join(table.words, words.slice(0, -1));
}

/** A table, and how far right in its line a row's text stands. */
interface Placed {
  shift: number;
  table: Table;
}

/** The number of a row, as R prints it before those of a data frame and of a matrix: `3`, `[3,]`. */
const ROW_NUMBER = /^(?:\d+|\[\d+,\])$/;

/**
 * Joins all but the number of the row, which stands before the name of a counter, or at the margin before a whole number: R and pandas print
 * it without a name. Before other names stands a class.
 */
function joinNumbered(
  [first]: readonly Cell[],
  words: readonly string[],
  { shift, table }: Placed,
): Column[] | null {
  if (first === undefined) return null;
  const isNumber = ROW_NUMBER.test(words[0]!) &&
    first.start + shift + words[0]!.length <= table.starts[0]!;
  const isOfRow = COUNTERS.has(understandName(table.words[0]!).role) ||
    (first.start + shift === 0 && /^\d+$/.test(words[1] ?? ""));
  return isNumber && isOfRow ? join(table.words, words.slice(1)) : null;
}

const COUNTERS: ReadonlySet<string> = new Set(["step", "epoch"]);

/** How many a class has: the name of the last column where classes are the rows. */
const OF_CLASSES = /^support$/i;

/**
 * Joins the values of a class, whose name stands left of all columns and has no header: `fox  0.83  0.71  42` below `precision  recall  support`.
 * How many it has is no metric.
 */
function joinClass([first, ...rest]: readonly Cell[], shift: number, table: Table): Column[] | null {
  if (first === undefined || first.end + shift > table.starts[0]! || rest.length < CELLS_MIN) return null;
  if (!table.cells.some((name) => understandName(name).known)) return null;
  const isNumber = /^-?\d+(?:\.0)?$/.test(first.text), isOfClasses = table.cells.some((name) => OF_CLASSES.test(name));
  if (!(isNumber ? isOfClasses : /\p{L}/u.test(first.text))) return null;
  const named = join(table.cells, rest.map((cell) => cell.text)) ?? alignColumns(rest, shift, table);
  const columns = named?.filter(([name]) => !OF_CLASSES.test(name));
  if (!columns || columns.length === 0) return null;
  return isNumber
    ? columns.map(([name, cell]): Column => [`${name}/${first.text}`, cell])
    : [["", first.text], ...columns];
}

/** A cell of a row of numbers. */
const NUMBER = /^(?:[-+]?\.?\d|[-+]?(?:nan|inf)|$)/i;

/** Joins what has a name of a row of numbers that is longer than its header, where both begin with a counter. */
function joinLonger(texts: readonly string[], words: readonly string[], table: Table): Column[] | null {
  const isSpaced = table.cells.length === 1, values = isSpaced ? words : texts;
  const names = isSpaced ? table.words : table.cells;
  const counts = /^\d+$/.test(values[0]!) && COUNTERS.has(understandName(names[0]!).role);
  if (!counts || values.length <= names.length || !values.every((value) => NUMBER.test(value))) return null;
  return join(names, values.slice(0, names.length));
}

/** Values that show where they stand, and those that do behind a counter below its name. */
const CELLS_MIN = 3, COUNTED_MIN = 2;

/** How many cells show where they stand: a decimal below a name does beside a whole number below that of a counter. */
function cellsMin([first, second]: readonly Cell[], { cells: [name] }: Table): number {
  const counts = COUNTERS.has(understandName(name!).role) && /^\d+$/.test(first?.text ?? "");
  return counts && /^-?\d+\.\d+$/.test(second?.text ?? "") ? COUNTED_MIN : CELLS_MIN;
}

/** Characters between the middles of a name and of a value that are centred in one column. */
const MIDDLES_APART_MAX = 2;

function alignColumns(cells: readonly Cell[], shift: number, table: Table): Column[] | null {
  if (cells.length < cellsMin(cells, table) || cells.length > table.cells.length) return null;
  const { starts, ends } = table, middles = starts.map((start, i) => (start + ends[i]!) / 2);
  const edges = [
    [ends, 1, (cell: Cell) => cell.end],
    [starts, 1, (cell: Cell) => cell.start],
    [middles, MIDDLES_APART_MAX, ({ start, end }: Cell) => (start + end) / 2],
  ] as const;
  for (const [columns, apart, edgeOf] of edges) {
    const found = cells.map((cell) => columns.findIndex((at) => Math.abs(at - shift - edgeOf(cell)) <= apart));
    if (goUp(found)) return nameCells(cells, found, table);
  }
  if (cells.length < CELLS_MIN || !cells.every(({ text }) => NUMBER.test(text))) return null;
  const found = cells.map((cell) => nameOver(cell, shift, table));
  return goUp(found) ? nameCells(cells, found, table) : null;
}

/** True for columns that were found, from left to right. */
const goUp = (found: readonly number[]): boolean =>
  found.every((column, i) => column >= 0 && (i === 0 || column > found[i - 1]!));

/** The only name that stands over a number, however each is aligned; -1 where none or several do. */
function nameOver({ start, end }: Cell, shift: number, { starts, ends }: Table): number {
  const isOver = (name: number, i: number) => name < end + shift && ends[i]! > start + shift;
  const first = starts.findIndex(isOver);
  return first === starts.findLastIndex(isOver) ? first : -1;
}

function nameCells(cells: readonly Cell[], found: readonly number[], table: Table): Column[] {
  const names = tellApart(found.map((column) => table.cells[column]!));
  return names.map((name, i) => [name, cells[i]!.text]);
}

/**
 * Reads the values of a row whose names are known: `12/100` below `epoch`, `4.89G` below `gpu_mem`. Doesn't know how the names were found.
 *
 * @module
 */
import type { FilledLead } from "../grammar/lead_kinds.ts";
import { hasProgress, type LineFacts, type Pair } from "../grammar/statement.ts";
import { emptyLineFacts } from "../grammar/make_statement.ts";
import { isDigit } from "../scan/characters.ts";
import { scanFirstNumber } from "../scan/number.ts";
import { BROKEN, DECIMAL, INTEGER, type ScannedNumber } from "../scan/number_form.ts";
import { counterOf } from "../words/counters.ts";
import { canonicalName, type NameInfo, understandName } from "../words/name.ts";
import { namesSplit } from "../words/splits.ts";
import { countsWork } from "../words/vocabulary.ts";
import { withoutNote } from "./cells.ts";
import type { Column } from "./columns.ts";

const FIRST_NAMES = new Set(
  ("epoch epochs iter iters iteration iterations step steps e # round batch trial n_iter niter gen generation ep episode tree t update class")
    .split(" "),
);
const FIRST_NAME_MAX_CHARS = 16;

/** True for the header of a column that counts the rows, in any language. */
export function isFirstColumn(name: string): boolean {
  if (name.length > FIRST_NAME_MAX_CHARS) return false;
  const bare = (name.startsWith("#") ? name.replace(/^#\s*(?=.)/, "") : name).toLowerCase();
  return FIRST_NAMES.has(bare) || counterOf(bare) !== null;
}

const number: ScannedNumber = { value: 0, form: 0, end: 0, hasComma: false };
const TAIL = /^(?:\s*\/\s*(\d+))?(?: ?\([-+=~]?[\d.]*%?\)| ?(?:±|\+\/?-) ?[\d.]+)?([A-Za-zµ%]{0,3}(?:\/[a-z]{1,5})?)$/;
/** A unit with a space before it. */
const SPACED = / ([mµnu]?s|min|h|[KMGT]i?B?|%)$/;
/** A time of several parts: `20 m, 13 s`. */
const PARTS_OF_TIME = /^(?:\d+ ?[a-z]{1,4}(?:, ?| |$)){2,4}$/;

/** What a row says, and below which columns: their indexes, in the order of its pairs and asides; -1 for a counter that it doesn't have. */
export interface Row {
  facts: LineFacts;
  below: { epoch: number; step: number; batch: number; pairs: number[]; asides: number[] };
  /** The word that names its values; empty without one. */
  label: string;
}

/** Reads the values of a row under its names. Null for a row with too many words, and for one without a metric. */
export function readRow(columns: readonly Column[], line: number): Row | null {
  const facts = emptyLineFacts(line), label = labelOf(columns), below = { epoch: -1, step: -1, batch: -1 };
  const row: Row = { facts, below: { ...below, pairs: [], asides: [] }, label };
  let values = 0, words = 0, stepPriority = Infinity;
  const [first] = columns;
  for (const [at, column] of splitLists(columns).entries()) {
    const isFirst = column === first, [name, cell] = splitInCell(column), value = readCell(withoutMark(cell, isFirst));
    if (!value) {
      if (isWords(cell)) words++;
      continue;
    }
    values++;
    const info = understandName(withoutAside(name, isFirst));
    const { role, priority } = info;
    if (isLength(name, columns)) {
      pushMetric(row, { info, at }, value);
      continue;
    }
    if (role === "step" && priority > stepPriority) continue;
    if (role === "step") stepPriority = priority;
    placeCell(row, { name, info, isFirst, at }, value);
  }
  if (values < valuesMin(label, columns) || words > wordsMax(facts, columns)) return null;
  if (label !== "") facts.pairs = facts.pairs.map((pair) => labelled(pair, label));
  else facts.lead = leadOf(columns, facts);
  return facts.pairs.length > 0 ? row : null;
}

/** What a row says under its names; null as with `readRow`. */
export function readColumns(columns: readonly Column[], line: number): LineFacts | null {
  return readRow(columns, line)?.facts ?? null;
}

/**
 * The number below an unknown name in the first column: it counts the rows where it is whole, `500` or `500.0`, and goes up steadily, whatever
 * its name means.
 */
function leadOf([first]: readonly Column[], facts: LineFacts): FilledLead | null {
  if (isCounted(facts)) return null;
  const { pairs, asides } = facts;
  const [name, cell] = first!, { role, known, kind, name: own } = understandName(name);
  const pair = pairs[0]?.info.name === own ? 0 : -1;
  const found = pair === 0 ? pairs[0]! : asides.find(({ info }) => info.name === own);
  if (found === undefined || !UNSIGNED.test(cell) || isLabelColumn(name)) return null;
  if (known || (kind !== "metric" && !countsWork(own)) || (role !== "metric" && role !== "setting")) return null;
  return { name: own, value: found.value, pair, kind: "count", inner: null, innerValue: NaN };
}

/** A number without a sign. */
const UNSIGNED = /^\d+(?:\.\d*)?$/;

/** True for a row with a counter that has a name. */
function isCounted({ epoch, step, batch }: LineFacts): boolean {
  return [epoch, step, batch].some((each) => !Number.isNaN(each));
}

/** What stands in brackets behind a counter's name: `Step (% Done)`. */
const ASIDE = /(?<=^(?:step|iter|iteration|epoch)) \([^)]*\)$/i;

const withoutAside = (name: string, isFirst: boolean): string => isFirst ? name.replace(ASIDE, "") : name;

/** Values that a row needs: one behind a label is enough where nothing else has a name, `train | 0.46` below `combined | loss`. */
const valuesMin = (label: string, columns: readonly Column[]): number => label !== "" && columns.length === 2 ? 1 : 2;

/** Cells of words that a row may have: what it is of, and further ones beside a counter. Else it is a sample: a prompt and its answer. */
function wordsMax(facts: LineFacts, columns: readonly Column[]): number {
  return hasProgress(facts) ? Math.max(1, columns.length / 3) : 1;
}

/** The numbers of a list in a cell. */
const LIST = /^\[\s*([^\s,[\]]+(?:(?:,\s*|\s+)[^\s,[\]]+){0,15})\s*\]$/;

const hasList = ([, cell]: Column): boolean => cell.charCodeAt(0) === OPENING;

/** The columns, with one for each number of a list in a cell. */
function splitLists(columns: readonly Column[]): readonly Column[] {
  return columns.some(hasList) ? columns.flatMap(splitList) : columns;
}

/** A column for each number of a list in a cell: `[0.5, 0.6]` below `loss` are `loss/0` and `loss/1`, `[0.5]` is `loss`. */
function splitList(column: Column): Column[] {
  const [name, cell] = column, list = hasList(column) ? LIST.exec(cell)?.[1] : undefined;
  if (list === undefined) return [column];
  const parts = list.split(/,\s*|\s+/);
  return parts.length === 1 ? [[name, parts[0]!]] : parts.map((part, at): Column => [`${name}/${at}`, part]);
}

const OPENING = 91;

/** Headers of a column that says what its row is of. */
const LABELS: ReadonlySet<string> = new Set(
  ("set split phase subset data dataset class task name model domain lang language env client label method layer category group")
    .split(" "),
);
/** True for the header of a column that says what its row is of. */
export function isLabelColumn(name: string): boolean {
  return LABELS.has(name.toLowerCase());
}

/** Rows of all together. */
const TOTAL = /^(?:all|total|overall|mean|avg|average|macro|micro|global)$/i;

/** A word that may be a row's label, with a number or a word in brackets: `fox (0)`. */
const LABEL = /^\p{L}[\p{L}\p{M}\d_.@ -]{0,30}(?:\([\p{L}\d_.-]{1,12}\))?$/u;

/** Marks before a label, `! Validation`, in one cell with it or in one of their own. */
const MARKS = /^[!>*+~•→]{1,3}(?: +(?=\p{L})|$)/u;

/** A mark before the number of a row: `*12`, `> 12`. */
const MARKED_ROW = /^[*>!•→] ?(?=\d)/u;

const withoutMark = (cell: string, isFirst: boolean): string => isFirst ? cell.replace(MARKED_ROW, "") : cell;

/** The number of a row before its label, in one cell: `3 road` below `ID Class`. */
const NUMBERED = /^\d{1,4}[.:)]? (?=\p{L})/u;

/** True for the header of a column of labels, with the number of the row or without. */
export function endsWithLabel(name: string): boolean {
  return /\s/.test(name) && name.split(/\s+/).slice(1).some(isLabelColumn);
}

/** The word that says what a row is of: `noisy` of `| noisy | 8.50 | 3.25 |`. Empty for a row without one. */
function labelOf(columns: readonly Column[]): string {
  const [first, own] = columns[0]!, isNumbered = endsWithLabel(first) && NUMBERED.test(own);
  const cells = isNumbered
    ? [own.replace(NUMBERED, "")]
    : columns.map(([, cell]) => isDigit(cell.charCodeAt(0)) ? cell : cell.replace(MARKS, ""));
  const at = cells.findIndex((cell) => !isDigit(cell.charCodeAt(0)) && LABEL.test(cell));
  if (at < 0 || TOTAL.test(cells[at]!)) return "";
  const isName = cells.slice(0, at).every((cell) => cell === "") && !isFirstColumn(first);
  return isName || isLabelColumn(columns[at]![0]) ? cells[at]! : "";
}

/** The pair of a row, named after what the row is of. */
function labelled(pair: Pair, label: string): Pair {
  const { info } = pair;
  if (info.kind !== "metric" || info.name === "learning_rate") return pair;
  return { ...pair, info: { ...info, name: canonicalName(`${label} ${info.name}`) } };
}

/** Takes the split out of a cell: `val 4.545` below `train_loss` is the `val_loss`. */
function splitInCell(column: Column): Column {
  const [name, cell] = column;
  if (cell.indexOf(" ") < 0) return column;
  const [, split, value] = /^(\p{L}+):? +([-+.\d].*)$/u.exec(cell) ?? [];
  if (split === undefined || !namesSplit(split)) return column;
  return [`${split} ${name.replace(/^train(?:ing)?[_ /]/i, "")}`, value!];
}

interface CellValue {
  value: number;
  form: number;
  total: number;
  unit: string;
}

/** A number with an exponent, and the letter that marks it: `1.00e+00f`. */
const MARKED = /^([-+]?[\d.]+[eE][-+]\d+)[A-Za-z]$/;

/** A letter of a unit, a percent sign. */
const IS_UNIT = /^[A-Za-zµ%]$/;

/** A number as a program shows its type: `tensor(0.5, device='cuda:0')`, `np.float64(0.5)`. */
const TYPED = /^\p{L}[\w.]{2,20}\(([-+]?\.?\d[^\s(),]*)(?:, ?\w+=[^()]*)?\)$/u;

/** A value between marks that make it bold: `**0.5**`. */
const BOLD = /^(\*{1,3}|_{1,3}|`)([^*_`]+)\1$/;
const STAR = 42, UNDERSCORE = 95, BACKTICK = 96;
const mayBeBold = (code: number) => code === STAR || code === UNDERSCORE || code === BACKTICK;

/** Reads a cell of a number with a total or a unit behind it: `12/100`, `4.89G`. Null for any other cell. */
function readCell(printed: string): CellValue | null {
  const plain = mayBeBold(printed.charCodeAt(0)) ? printed.replace(BOLD, "$2") : printed;
  const cell = plain.endsWith(")") ? plain.replace(TYPED, "$1") : plain;
  const isPlain = isDigit(cell.charCodeAt(cell.length - 1)), bare = isPlain ? cell : cell.replace(MARKED, "$1");
  if (!scanFirstNumber(bare, number) || number.form === BROKEN) return null;
  const { value, form, end } = number;
  if (end === bare.length) return { value, form, total: NaN, unit: "" };
  const rest = cell.slice(end), own = IS_UNIT.test(rest) ? rest : withoutNote(rest); // `4.89G` is most of them
  const tail = TAIL.exec(own.replace(SPACED, "$1"));
  return tail && { value, form, total: Number(tail[1] ?? NaN), unit: tail[2]! };
}

/** True for a cell with more in it than the marks and digits of dates and of missing values. */
function isWords(cell: string): boolean {
  return cell !== "" && !/^[-–—+*.:!\d]+$/.test(cell) && !PARTS_OF_TIME.test(cell);
}

/** What a column's name means. `E` is an epoch in the first column only. */
function roleOf(
  { name, info: { role }, isFirst }: { name: string; info: NameInfo; isFirst: boolean },
): NameInfo["role"] {
  return isFirst && name === "E" ? "epoch" : name === "#" ? "step" : role;
}

/** Where a value stands: below which name, in which column. */
interface Place {
  name: string;
  info: NameInfo;
  isFirst: boolean;
  at: number;
}

/** Adds a value by what its name means. A step with a point may be a size; not in the first column. */
function placeCell(row: Row, place: Place, cell: CellValue): void {
  const { value, form, total } = cell, { facts, below } = row, { info, isFirst, at } = place;
  const role = roleOf(place);
  if (role === "epoch") {
    facts.epoch = value, facts.epochTotal = total, facts.wholeEpoch = form === INTEGER, below.epoch = at;
  } else if (role === "step" && (form !== DECIMAL || isFirst)) {
    facts.step = value, facts.stepTotal = total, below.step = at;
  } else if (role === "batch") facts.batch = value, facts.batchTotal = total, below.batch = at;
  else if (role === "metric" || (role === "setting" && form === DECIMAL)) pushMetric(row, place, cell);
  else if (mayChange(role, cell)) {
    facts.asides.push(pairOf({ ...info, role: "metric" }, cell, facts.line));
    below.asides.push(at);
  }
}

/** True for a setting, and for a plain decimal below a name that says nothing: they count once they change. */
function mayChange(role: NameInfo["role"], { form, unit }: CellValue): boolean {
  return role === "setting" || (role === "noise" && form === DECIMAL && unit === "");
}

/** What names of columns mean as metrics. */
const measured = new WeakMap<NameInfo, NameInfo>();

function asMetric(info: NameInfo): NameInfo {
  const known = measured.get(info) ?? { ...info, role: "metric", known: true };
  measured.set(info, known);
  return known;
}

/** Adds a column's value as a metric's. */
function pushMetric({ facts, below }: Row, { info, at }: Pick<Place, "info" | "at">, cell: CellValue): void {
  facts.pairs.push(pairOf(asMetric(info), cell, facts.line));
  below.pairs.push(at);
}

function pairOf(info: NameInfo, { value, form, unit }: CellValue, line: number): Pair {
  return { info, value, unit, separated: true, phase: "", line, integer: form === INTEGER, mustRecur: false };
}

/** True for the length of a step, in the column `step` behind that of the iterations. */
function isLength(name: string, columns: readonly Column[]): boolean {
  return columns.length > 2 && name.length === 4 && /^step$/i.test(name) && ITERATIONS.test(columns[0]![0]);
}

/** The first column of an optimizer's table. */
const ITERATIONS = /^(?:#|k|n|it|iter|iters|iteration|iterations|niter)$/i;

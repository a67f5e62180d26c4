/**
 * Tables whose rows are metrics and whose columns are splits.
 *
 *     | metric   | train | val  |
 *     |----------|-------|------|
 *     | loss     | .826  | .991 |
 *
 *                Training | Validation
 *     dice     |     0.51 |       0.40
 *
 *     metric      source   target
 *     ---------------------------
 *     dice        0.51     0.40
 *
 *     Metric     | Class 0 (bad) | Class 1 (good)
 *     accuracy   | 0.55
 *     recall     | 0.51          | 0.40
 *
 * @module
 */
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { CELL_CLUES, hasPipes, splitCells } from "./cells.ts";
import { type NameInfo, understandName } from "../words/name.ts";
import { mayNameSplit, namesSplit } from "../words/splits.ts";
import { scanFirstNumber } from "../scan/number.ts";
import { BROKEN, type ScannedNumber } from "../scan/number_form.ts";
import { partOf, type Source } from "../scan/source.ts";
import { metricName, rowFacts } from "../grammar/make_statement.ts";

/** The splits of an open table, in the order of its columns. */
export interface SplitTable {
  splits: string[];
  /** True when no table knows a split, and without borders: the first row must be a metric that every program knows. */
  mustProve: boolean;
}

const FIRST = /^(?:metrics?|names?|measures?|scores?|key)?$/i;
/** A line of rules between rows. */
export const RULE = /^[\s|│┃+┌├└─=:┼┬┴┐┤┘━┏┡╇┩└-]+$/;
const number: ScannedNumber = { value: 0, form: 0, end: 0, hasComma: false };

/** Begins a table at its header; null for any other line. */
export function beginSplitTable(source: Source): SplitTable | null {
  const text = partOf(source);
  if (!/[|│┃]|\t|\s{2}/.test(text)) return null;
  const cells = splitCells(text).map((cell) => cell.text), [first, ...splits] = cells;
  if (/\d/.test(text)) return numberedTable(first!, splits);
  if (cells.length > 1 && cells.every(namesSplit)) return { splits: cells, mustProve: !hasPipes(text) };
  const isSplits = splits.length > 0 && splits.every(namesSplit) && FIRST.test(first!);
  if (isSplits) return { splits, mustProve: false };
  return METRICS.test(first!) && areData(splits) ? { splits, mustProve: true } : null;
}

const METRICS = /^metrics?$/i, NUMBERED = /^(\p{L}{2,20}(?: \p{L}{2,20}){0,2}) ?#?(\d{1,3})(?: \([^()]*\))?$/u;

/** A table whose columns are one name with numbers: `Metric | Class 0 (bad) | Class 1 (good)`. Null for other headers. */
function numberedTable(first: string, columns: readonly string[]): SplitTable | null {
  const parts = columns.map((column) => NUMBERED.exec(column)), word = parts[0]?.[1];
  const isOne = word !== undefined && parts.length > 1 && parts.every((part) => part?.[1] === word);
  return isOne && METRICS.test(first) ? { splits: parts.map((part) => `${word} ${part![2]}`), mustProve: false } : null;
}

/** True for two words or more that may name data: no metrics, no statistics. */
export function areData(words: readonly string[]): boolean {
  return words.length > 1 && words.every((word) => {
    if (namesSplit(word)) return true;
    const { role, known } = understandName(word);
    return /^\p{L}[\p{L}\d_-]{2,20}$/u.test(word) && role === "metric" && !known && mayNameSplit(word);
  });
}

/** Reads a row of a metric under its splits, or of one value for all of them. */
export function proceedSplitTable(source: Source, table: SplitTable, line: number): SpanStep {
  const text = partOf(source), { splits } = table;
  if (RULE.test(text)) return { taken: true, facts: null, over: false };
  const [name, ...cells] = splitCells(text).map((cell) => cell.text);
  const values = cells.map(valueOfCell),
    isRead = values.every((value, at) => value !== null || MISSING.test(cells[at]!));
  const isOfAll = values.length === 1 && hasPipes(text);
  if (!name || !/\p{L}/u.test(name) || !(isOfAll || values.length === splits.length) || !isRead) {
    return { ...NOT_TAKEN, over: true };
  }
  const { kind, known } = understandName(name);
  if (table.mustProve && !known) return { ...NOT_TAKEN, over: true };
  table.mustProve = false;
  const found = (isOfAll ? [""] : splits).flatMap((split, at): [NameInfo, number][] => {
    const value = values[at];
    return value == null ? [] : [[metricName(`${split} ${name}`.trim(), kind), value]];
  });
  return { taken: true, facts: found.length > 0 ? rowFacts(line, found) : null, over: false };
}

/** A cell without a value. */
const MISSING = /^(?:n\/?a|none|[-–—]{1,3})$/i;

/** The number that a cell holds; null for any other cell. */
export function valueOfCell(cell: string): number | null {
  const isNumber = scanFirstNumber(cell, number) && number.form !== BROKEN;
  return isNumber && /^ ?%?$/.test(cell.slice(number.end)) ? number.value : null;
}

/** The format. */
export default { span: { clues: CELL_CLUES, begin: beginSplitTable, proceed: proceedSplitTable } } satisfies Format;

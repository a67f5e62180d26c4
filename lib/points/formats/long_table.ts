/**
 * Tables with a metric's name and its value in each row, and what it was measured on before them. An empty cell repeats the one above.
 *
 *     | Tasks  |Version|n-shot| Metric |   |Value|   |Stderr|
 *     |--------|------:|-----:|--------|---|----:|---|-----:|
 *     |quizzes |      1|     0|acc     |↑  |0.412|±  |0.0101|
 *     |        |       |     0|acc_norm|↑  |0.447|±  |0.0102|
 *
 * @module
 */
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { canonicalName, understandName } from "../words/name.ts";
import { scanFirstNumber } from "../scan/number.ts";
import { BROKEN, type ScannedNumber } from "../scan/number_form.ts";
import { partOf, type Source } from "../scan/source.ts";
import { metricName, rowFacts } from "../grammar/make_statement.ts";

/** An open table: the columns of what was measured on, of the metric and of the value; the last label. */
interface LongTable {
  labelAt: number;
  metricAt: number;
  valueAt: number;
  columns: number;
  label: string;
}

const METRIC = /^(?:metrics?|measures?)$/i,
  VALUE = /^(?:values?|scores?)$/i,
  COUNT = /^(?:step|epoch|iter(?:ation)?|round)s?$/i;
const RULE = /^[\s|│┃+=:─━-]+$/;
const HEADER_MAX_CHARS = 300;
const number: ScannedNumber = { value: 0, form: 0, end: 0, hasComma: false };

/** The cells of a row between borders, empty ones included. */
function cellsOf(text: string): string[] {
  return text.trim().replace(/^[|│┃]|[|│┃]$/g, "").split(/[|│┃]/).map((cell) => cell.trim());
}

function begin(source: Source): LongTable | null {
  const text = partOf(source);
  if (text.length > HEADER_MAX_CHARS || !/^\s*[|│┃].*[|│┃]\s*$/.test(text)) return null;
  const cells = cellsOf(text), metricAt = cells.findIndex((cell) => METRIC.test(cell));
  const valueAt = cells.findIndex((cell) => VALUE.test(cell));
  if (metricAt < 0 || valueAt < metricAt || cells.some((cell) => COUNT.test(cell))) return null;
  return { labelAt: metricAt > 0 ? 0 : -1, metricAt, valueAt, columns: cells.length, label: "" };
}

function proceed(source: Source, table: LongTable, line: number): SpanStep {
  const text = partOf(source);
  if (RULE.test(text)) return { taken: true, facts: null, over: false };
  const cells = cellsOf(text), cell = cells[table.valueAt] ?? "", name = cells[table.metricAt] ?? "";
  const isValue = scanFirstNumber(cell, number) && number.form !== BROKEN && /^ ?%?$/.test(cell.slice(number.end));
  if (cells.length !== table.columns || !isValue || !/\p{L}/u.test(name)) return { ...NOT_TAKEN, over: true };
  const label = table.labelAt < 0 ? "" : cells[table.labelAt]!.replace(/^[\s-]+/, "");
  if (label !== "") table.label = label;
  const { kind } = understandName(name);
  return {
    taken: true,
    facts: rowFacts(line, [[metricName(canonicalName(`${table.label} ${name}`), kind), number.value]]),
    over: false,
  };
}

/** The format. */
export default { span: { clues: makeClues("|", "│", "┃"), begin, proceed } } satisfies Format;

/**
 * Tables whose rows are metrics and whose columns are splits.
 *
 *     | metric   | train | val  |
 *     |----------|-------|------|
 *     | loss     | .826  | .991 |
 *
 * @module
 */
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { splitCells } from "./cells.ts";
import { understandName } from "../words/name.ts";
import { namesSplit } from "../words/splits.ts";
import { BROKEN, scanFirstNumber, type ScannedNumber } from "../scan/number.ts";
import { partOf, type Source } from "../scan/source.ts";
import { metricName, rowFacts } from "../grammar/statement.ts";

/** The splits of an open table, in the order of its columns. */
interface MetricTable {
  splits: string[];
}

const FIRST = /^(?:metrics?|names?|measures?|scores?|key)?$/i;
const RULE = /^[\s|│┃+┌├└─=:┼┬┴┐┤┘━┏┡╇┩└-]+$/;
const number: ScannedNumber = { value: 0, form: 0, end: 0, hasComma: false };

function begin(source: Source): MetricTable | null {
  const text = partOf(source);
  if (!/[|│┃]|\t|\s{2}/.test(text) || /\d/.test(text)) return null;
  const [first, ...splits] = splitCells(text).map((cell) => cell.text);
  const isSplits = splits.length > 0 && splits.every(namesSplit);
  return isSplits && FIRST.test(first!) ? { splits } : null;
}

function proceed(source: Source, { splits }: MetricTable, line: number): SpanStep {
  const text = partOf(source);
  if (RULE.test(text)) return { taken: true, facts: null, over: false };
  const [name, ...cells] = splitCells(text).map((cell) => cell.text);
  const values = cells.map(valueOf);
  if (!name || !/\p{L}/u.test(name) || values.length !== splits.length || values.includes(null)) {
    return { ...NOT_TAKEN, over: true };
  }
  const { kind } = understandName(name);
  const facts = rowFacts(line, splits.map((split, at) => [metricName(`${split} ${name}`, kind), values[at]!]));
  return { taken: true, facts, over: false };
}

/** The number that a cell holds; null for any other cell. */
function valueOf(cell: string): number | null {
  const isNumber = scanFirstNumber(cell, number) && number.form !== BROKEN;
  return isNumber && /^ ?%?$/.test(cell.slice(number.end)) ? number.value : null;
}

/** The format. */
export default { span: { begin, proceed } } satisfies Format;

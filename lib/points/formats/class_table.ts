/**
 * Tables of classes with a few columns, which are set side by side to save lines.
 *
 *     | category   | AP     | category   | AP     |
 *     |:-----------|:-------|:-----------|:-------|
 *     | fox        | 23.9   | owl        | 23.5   |
 *     | hare       | 3.9    |            |        |
 *
 * @module
 */
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { CELL_CLUES, hasPipes, splitCells } from "./cells.ts";
import { RULE, valueOfCell } from "./metric_table.ts";
import { isLabelColumn } from "./table_row.ts";
import { understandName } from "../words/name.ts";
import { partOf, type Source } from "../scan/source.ts";
import { metricName, rowFacts } from "../grammar/make_statement.ts";

/** The names of the columns of one group, its class left out, and how many groups stand side by side. */
interface ClassTable {
  names: string[];
  groups: number;
}

function begin(source: Source): ClassTable | null {
  const text = partOf(source);
  if (!hasPipes(text) || /\d{3}/.test(text)) return null;
  const [label, ...rest] = splitCells(text).map((cell) => cell.text);
  if (label === undefined || !isLabelColumn(label)) return null;
  const again = rest.indexOf(label), names = again < 0 ? rest : rest.slice(0, again);
  const groups = (rest.length + 1) / (names.length + 1);
  const isRepeated = rest.every((name, at) => name === ([...names, label][at % (names.length + 1)]));
  const isMeasured = names.length > 0 && names.every((name) => understandName(name).known);
  // More columns of one group are any table's.
  return isMeasured && isRepeated && Number.isInteger(groups) && (groups > 1 || names.length === 1)
    ? { names, groups }
    : null;
}

function proceed(source: Source, { names, groups }: ClassTable, line: number): SpanStep {
  const text = partOf(source);
  if (RULE.test(text)) return { taken: true, facts: null, over: false };
  const cells = splitCells(text).map((cell) => cell.text), width = names.length + 1;
  if (cells.length !== groups * width || !/^\p{L}/u.test(cells[0]!)) return { ...NOT_TAKEN, over: true };
  const values = Array.from({ length: groups }, (_, at) => cells.slice(at * width, (at + 1) * width)).flatMap(
    ([label, ...own]) =>
      own.flatMap((cell, at) => {
        const value = valueOfCell(cell);
        return label === "" || value === null ? [] : [[metricName(`${label} ${names[at]!}`), value] as const];
      }),
  );
  return values.length === 0
    ? { ...NOT_TAKEN, over: true }
    : { taken: true, facts: rowFacts(line, values), over: false };
}

/** The format. */
export default { span: { clues: CELL_CLUES, begin, proceed } } satisfies Format;

/**
 * pycma prints a header whose names hold spaces over rows of numbers, and the header again from time to time.
 *
 *     Iterat #Fevals   function value  axis ratio  sigma  min&max std  t[m:s]
 *         1     10 1.234567890000000e+01 1.0e+00 4.50e-01  4e-01  5e-01 0:00.0
 *         2     20 1.034567890000000e+01 1.2e+00 4.21e-01  4e-01  4e-01 0:00.0
 *
 * @module
 */
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { metricName, rowFacts } from "../grammar/make_statement.ts";
import { partOf, type Source } from "../scan/source.ts";
import { splitAtSpaces } from "./cells.ts";

/** Lines of other writers since the last row. */
interface Rows {
  idle: number;
}

const IDLE_LINES_MAX = 8;
const HEADER = /^Iterat +#Fevals +function value /;
/** Names of the columns behind the counts of iterations and evaluations. */
const NAMES = ["function_value", "axis_ratio", "sigma", "min_std", "max_std"].map((name) => metricName(name));
const FEVALS = metricName("fevals", "throughput");

function begin(source: Source): Rows | null {
  return HEADER.test(partOf(source)) ? { idle: 0 } : null;
}

function proceed(source: Source, rows: Rows, line: number): SpanStep {
  const [step, fevals, ...values] = splitAtSpaces(partOf(source)).map(Number);
  const isRow = values.length >= NAMES.length && Number.isInteger(step) && Number.isInteger(fevals);
  if (!isRow) return { ...NOT_TAKEN, over: ++rows.idle > IDLE_LINES_MAX };
  rows.idle = 0;
  const facts = rowFacts(line, [[FEVALS, fevals!], ...NAMES.map((name, at) => [name, values[at]!] as const)]);
  return { taken: true, facts: { ...facts, step: step! }, over: false };
}

/** The format. */
export default { span: { clues: makeClues("iterat "), begin, proceed } } satisfies Format;

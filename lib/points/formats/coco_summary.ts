/**
 * The summary that COCO's tools print below an evaluation. Its names hold numbers: each row is another metric.
 *
 *     Accumulating evaluation results...
 *     DONE (t=0.12s).
 *     IoU metric: bbox
 *      Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 0.312
 *      Average Precision  (AP) @[ IoU=0.50      | area=   all | maxDets=100 ] = 0.512
 *      Average Recall     (AR) @[ IoU=0.50:0.95 | area= small | maxDets=100 ] = -1.000
 *
 * Minus one says that there was nothing to measure.
 *
 * @module
 */
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { partOf, type Source } from "../scan/source.ts";
import type { Statement } from "../grammar/statement.ts";
import { emptyStatement, metricName, rowFacts } from "../grammar/make_statement.ts";

/** Lines without a row since the last one. */
interface Summary {
  idle: number;
}

const IDLE_LINES_MAX = 4;
const HEAD = /^(?:Accumulating evaluation results|DONE \(t=|IoU metric: )/;
const ROW = /^\s*(Average (?:Precision|Recall) +\(A[PR]\) @\[ .{1,80}?) \] = (-?[\d.]{1,12})\s*$/;

function begin(source: Source): Summary | null {
  return HEAD.test(partOf(source)) ? { idle: 0 } : null;
}

function proceed(source: Source, summary: Summary, line: number): SpanStep {
  const text = partOf(source), [, name, printed] = ROW.exec(text) ?? [];
  if (HEAD.test(text)) return { taken: true, facts: null, over: false };
  if (name === undefined) return { ...NOT_TAKEN, over: ++summary.idle > IDLE_LINES_MAX };
  summary.idle = 0;
  const value = Number(printed);
  const facts = value === -1 ? null : rowFacts(line, [[metricName(name.replaceAll(/[[\]|=]/g, " ")), value]]);
  return { taken: true, facts, over: false };
}

/** A row without its head: its name can't be told by the line's shape. */
function read(source: Source): Statement | null {
  return ROW.test(partOf(source))
    ? { ...emptyStatement(), ignored: "a row of a summary whose head was not read" }
    : null;
}

/** The format. */
export default {
  clues: makeClues(") @[ "),
  read,
  span: { clues: makeClues("accumulating evaluation results", "done (t=", "iou metric: "), begin, proceed },
} satisfies Format;

/**
 * Vowpal Wabbit prints a header of two lines over rows of numbers.
 *
 *     average  since         example        example        current        current  current
 *     loss     last          counter         weight          label        predict features
 *     1.000000 1.000000            1            1.0         1.0000         0.0000        5
 *
 * What it prints at the end of a predictor that knows only one number is no metric of the model:
 *
 *     best constant = 0.500000
 *     best constant's loss = 0.250000
 *
 * @module
 */
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import type { Statement } from "../grammar/statement.ts";
import { emptyStatement, metricName, rowFacts } from "../grammar/make_statement.ts";
import { partOf, type Source } from "../scan/source.ts";

/** Rows that follow one another. Any other line ends them. */
interface Rows {
  /** True once the header's second line is past. */
  headed: boolean;
}

const HEADER = /^average\s+since\s+example\s+example\s+current/;
const ROW = /^\s*([\d.naif-]+)\s+([\d.naif-]+)\s+(\d+)\s+[\d.]+\s/;
const value = (text: string) => /nan/.test(text) ? NaN : Number(text);

function begin(source: Source): Rows | null {
  return HEADER.test(partOf(source)) ? { headed: false } : null;
}

function proceed(source: Source, rows: Rows, line: number): SpanStep {
  const row = ROW.exec(partOf(source));
  if (!row) {
    const second = !rows.headed && /^loss\s+last\s/.test(partOf(source));
    rows.headed = true;
    return { ...NOT_TAKEN, over: !second };
  }
  const facts = rowFacts(line, [[metricName("average_loss"), value(row[1]!)], [
    metricName("loss_since_last"),
    value(row[2]!),
  ]]);
  facts.step = Number(row[3]);
  return { taken: true, facts, over: false };
}

/** The lines about the best predictor that knows only one number. */
function read(source: Source): Statement | null {
  const isConstant = /^best constant(?:'s loss)? = /.test(partOf(source));
  return isConstant ? { ...emptyStatement(), ignored: "about a constant that predicts, not about the model" } : null;
}

/** The format. */
export default {
  clues: makeClues("best constant"),
  read,
  span: { clues: makeClues("average"), begin, proceed },
} satisfies Format;

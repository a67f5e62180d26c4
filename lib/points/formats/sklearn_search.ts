/**
 * scikit-learn's searches over parameters print one line a fit: the parameters, then the score.
 *
 *     [CV 2/5] END ....C=1, gamma=0.1;, score=0.900 total time=   0.0s
 *     [CV 1/3; 5/49] END ...............n_neighbors=5;, score=(train=0.900, test=0.757) total time=   0.0s
 *     [CV 2/5] END C=1, gamma=0.1; acc: (train=0.983, test=0.950) f1: (train=0.983, test=0.951) total time=   0.0s
 *
 * @module
 */
import type { Format } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { partOf, slotAt, type Source } from "../scan/source.ts";
import type { Statement } from "../grammar/statement.ts";
import { addPair, emptyStatement } from "../grammar/make_statement.ts";

const SCORE = String.raw`(-?[\d.]+(?:e-?\d+)?|nan)`;
const START = /^\[CV(?: \d+\/\d+)?(?:; \d+\/\d+)?\]\s/, PARAMETERS_END = /;,? (?=\w+(?:=|: \())/;
/** A score behind its name, `score` where there is only one. */
const ALONE = new RegExp(String.raw`(?:^|[ ,])(\w+)=${SCORE}(?=[, ])`, "dg");
/** The same of the data that a fit has seen, and of those that it hasn't. */
const BOTH = new RegExp(String.raw`(?:^|[ ,])(\w+)(?:: |=)\((?:train=${SCORE}, )?test=${SCORE}\)`, "dg");
const TIME = /total time=\s*([\d.]+)(?=s)/dg;

function read(source: Source): Statement | null {
  const part = partOf(source), end = START.test(part) ? PARAMETERS_END.exec(part) : null;
  if (!end) return null;
  const statement = emptyStatement(), from = end.index + end[0].length, results = part.slice(from);
  const add = (at: readonly [number, number] | undefined, name: string) =>
    at && addPair(statement, slotAt(source, source.from + from + at[0]), name);
  for (const { 1: name, indices } of results.matchAll(ALONE)) add(indices![2], name!);
  for (const { 1: name, indices } of results.matchAll(BOTH)) {
    add(indices![2], `${name}_train`);
    add(indices![3], indices![2] ? `${name}_test` : name!);
  }
  for (const { indices } of results.matchAll(TIME)) add(indices![1], "time");
  if (statement.pairSlots.length === 0) return null;
  statement.isSure = true;
  return statement;
}

/** The format. */
export default { clues: makeClues("[cv"), read } satisfies Format;

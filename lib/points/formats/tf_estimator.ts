/**
 * TensorFlow's Estimator names the step before the results of an evaluation, in words that name no evaluation.
 *
 *     Saving dict for global step 20000: accuracy = 0.912, global_step = 20000, loss = 0.31
 *
 * @module
 */
import type { Format } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { readGrammar } from "../grammar/bind.ts";
import { partOf, type Source } from "../scan/source.ts";
import type { Statement } from "../grammar/statement.ts";
import { emptyStatement } from "../grammar/make_statement.ts";

const LINE = /^Saving dict for (?=global step \d+: )/i;

function read(source: Source): Statement | null {
  const head = LINE.exec(partOf(source));
  if (!head) return null;
  const statement = emptyStatement();
  statement.facts.phase = "eval";
  readGrammar({ ...source, from: source.from + head[0].length }, statement);
  return statement;
}

/** The format. */
export default { clues: makeClues("saving dict for "), read } satisfies Format;

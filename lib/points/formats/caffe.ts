/**
 * Caffe prints the outputs of its nets below the loss of the solver's iteration. They are other curves.
 *
 *     Train net output #0: loss = 1.03 (* 1 = 1.03 loss)
 *     Test net output #1: accuracy = 0.2356
 *
 * @module
 */
import type { Format } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { readGrammar } from "../grammar/bind.ts";
import { partOf, type Source } from "../scan/source.ts";
import type { Statement } from "../grammar/statement.ts";
import { emptyStatement } from "../grammar/make_statement.ts";
import { understandName } from "../words/name.ts";

const LINE = /^\s*(Train|Test) net output #\d+: (?=[\w/-]+ = )/;

function read(source: Source): Statement | null {
  const head = LINE.exec(partOf(source));
  if (!head) return null;
  const statement = emptyStatement();
  const split = head[1]!.toLowerCase();
  if (split === "test") statement.facts.phase = split;
  readGrammar({ ...source, from: source.from + head[0].length }, statement);
  if (split === "train") {
    for (const pair of statement.facts.pairs) pair.info = understandName(`${split} ${pair.info.name}`);
  }
  return statement;
}

/** The format. */
export default { clues: makeClues(" net output #"), read } satisfies Format;

/**
 * WeNet prints the epoch and the batch with a slash between them, as if the one were of the other; `CV` is its cross validation.
 *
 *     2022-03-04 09:00:00,123 DEBUG TRAIN Batch 0/100 loss 310.125 loss_att 200.5 loss_ctc 500.5 lr 0.00000008 rank 0
 *     2022-03-04 09:01:00,123 DEBUG CV Batch 0/100 loss 90.125 loss_att 80.5 loss_ctc 100.5 history loss 91.5 rank 0
 *
 * @module
 */
import type { Format } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { readGrammar } from "../grammar/bind.ts";
import type { Statement } from "../grammar/statement.ts";
import { emptyStatement } from "../grammar/make_statement.ts";
import { partOf, slotFrom, type Source } from "../scan/source.ts";

const LINE = /^(?:TRAIN|(CV)) Batch \d+\/\d+ loss /;

function read(source: Source): Statement | null {
  const match = LINE.exec(partOf(source));
  if (!match) return null;
  const statement = emptyStatement(), epoch = slotFrom(source, source.from), batch = epoch + 1;
  statement.facts.phase = match[1] === undefined ? "" : "cv";
  readGrammar({ ...source, from: source.shape.end[batch]! }, statement);
  Object.assign(statement.slots, { epoch, batch });
  return statement;
}

/** The format. */
export default { clues: makeClues(" batch "), read } satisfies Format;

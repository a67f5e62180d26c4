/**
 * VITS and the programs made from it: the step and the learning rate stand in a list of their own, above or below the losses.
 *
 *     INFO:voice:Train Epoch: 9 [20%]
 *     INFO:voice:[4200, 9.990004373906418e-05]
 *     INFO:voice:loss_disc=3.959, loss_gen=3.062, loss_fm=7.881
 *
 * @module
 */
import type { Format } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { slotFrom, type Source } from "../scan/source.ts";
import { DECIMAL, INTEGER } from "../scan/number.ts";
import { addPair, emptyStatement, type Statement } from "../grammar/statement.ts";

function read(source: Source): Statement | null {
  const { text, shape, from } = source, step = slotFrom(source, from), rate = step + 1;
  if (text[from] !== "[" || shape.start[step] !== from + 1 || shape.count !== rate + 1) return null;
  if (shape.form[step] !== INTEGER || shape.form[rate] !== DECIMAL) return null;
  const isAlone = text.slice(shape.end[step], shape.start[rate]) === ", " && text.slice(shape.end[rate]).trim() === "]";
  if (!isAlone) return null;
  const statement = emptyStatement();
  statement.slots.step = step;
  addPair(statement, rate, "learning_rate");
  return statement;
}

/** The format. */
export default { clues: makeClues("["), read } satisfies Format;

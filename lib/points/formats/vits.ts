/**
 * VITS and the programs made from it: the step and the learning rate stand in a list of their own, above or below the losses.
 *
 *     INFO:voice:Train Epoch: 9 [20%]
 *     INFO:voice:[4200, 9.990004373906418e-05]
 *     INFO:voice:loss_disc=3.959, loss_gen=3.062, loss_fm=7.881
 *
 * Or the losses stand before both, in the same list, without names:
 *
 *     INFO:voice:[2.743, 1.878, 2.666, 22.306, 1.646, 1.579, 2400, 0.00019897]
 *
 * @module
 */
import type { Format } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { slotFrom, type Source } from "../scan/source.ts";
import { DECIMAL, INTEGER } from "../scan/number_form.ts";
import type { Statement } from "../grammar/statement.ts";
import { addPair, emptyStatement } from "../grammar/make_statement.ts";

/** Losses before the step; fewer numbers may be anything. */
const LOSSES_MIN = 4;

function read(source: Source): Statement | null {
  const { text, shape, from } = source, first = slotFrom(source, from), rate = shape.count - 1, step = rate - 1;
  if (text[from] !== "[" || shape.start[first] !== from + 1 || !(step === first || step - first >= LOSSES_MIN)) {
    return null;
  }
  if (shape.form[step] !== INTEGER || shape.form[rate] !== DECIMAL || !isList(source, first)) return null;
  const statement = emptyStatement();
  statement.slots.step = step;
  for (let slot = first; slot < step; slot++) addPair(statement, slot, `value/${slot - first}`);
  addPair(statement, rate, "learning_rate");
  return statement;
}

/** True for numbers with commas between them, up to the bracket that ends the line. */
function isList({ text, shape }: Source, first: number): boolean {
  for (let slot = first + 1; slot < shape.count; slot++) {
    if (text.slice(shape.end[slot - 1], shape.start[slot]) !== ", ") return false;
  }
  return text.slice(shape.end[shape.count - 1]).trim() === "]";
}

/** The format. */
export default { clues: makeClues("["), read } satisfies Format;

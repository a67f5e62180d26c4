/**
 * The line that ends a validation in PyTorch's examples and in programs made from them. Only its star shows that it is no line of training.
 *
 *      * Acc@1 76.130 Acc@5 92.862
 *      * Acc@1 96.484 Acc@5 99.100 loss 0.165
 *      * Prec@1 71.2 Prec@5 90.4 Error@1 28.8
 *
 * @module
 */
import type { Format } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { readGrammar } from "../grammar/bind.ts";
import { partOf, type Source } from "../scan/source.ts";
import type { Statement } from "../grammar/statement.ts";
import { emptyStatement } from "../grammar/make_statement.ts";

function read(source: Source): Statement | null {
  const star = /^\* +(?=(?:Acc|Prec|Err|Top|mAP)[\w@]* ?:? )/i.exec(partOf(source));
  if (!star) return null;
  const statement = emptyStatement();
  readGrammar({ ...source, from: source.from + star[0].length }, statement);
  statement.heading = "val";
  return statement;
}

/** The format. */
export default { clues: makeClues("* "), read } satisfies Format;

/**
 * Rows of a model's summary: a number, a name, a type, amounts. They say nothing about training.
 *
 *     0 | model   | Sequential       | 1.2 K  | train | 0
 *     │ 1 │ loss_fn │ CrossEntropyLoss │      0 │ train │
 *     │ 2 │ encoder │ Transformer…     │      0 │ train │
 *
 * @module
 */
import type { Format } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { partOf, type Source } from "../scan/source.ts";
import type { Statement } from "../grammar/statement.ts";
import { emptyStatement } from "../grammar/make_statement.ts";

/** A type that is too long for its column ends with `…`, which is a point by now. */
const ROW = /^\s*\|?\s*\d{1,4}\s*\|\s*[A-Za-z_][\w.]*\s*\|\s*[A-Z][\w.]*\s*\|/;

function read(source: Source): Statement | null {
  return ROW.test(partOf(source)) ? { ...emptyStatement(), ignored: "a row of a model's summary" } : null;
}

/** The format. */
export default { clues: makeClues("|"), read } satisfies Format;

/**
 * Flower's server prints its evaluations as tuples, and at its end a history of all rounds.
 *
 *     fit progress: (1, 0.0482, {'accuracy': 0.32}, 21.3)
 *     History (loss, distributed):
 *     	round 1: 2.24
 *
 * @module
 */
import { readGrammar } from "../grammar/bind.ts";
import type { Statement } from "../grammar/statement.ts";
import { addPair, emptyStatement, metricName, rowFacts } from "../grammar/make_statement.ts";
import { partOf, slotAt, slotFrom, type Source } from "../scan/source.ts";
import { understandName } from "../words/name.ts";
import { type Format, NOT_TAKEN, type SpanStep } from "./format.ts";
import { makeClues } from "../scan/clues.ts";

const PROGRESS = /^(?:fit|evaluate) progress: \((?=\d{1,7}, [-+\d.nai])/;
const HISTORY = /^\s*History \((\w{1,20}), (distributed|centralized)\):?\s*$/;
const ROUND = /^\s*round \d{1,7}: [-+\d.nai]/;

function read(source: Source): Statement | null {
  const head = PROGRESS.exec(partOf(source))?.[0];
  if (head === undefined) return null;
  const statement = emptyStatement(), round = slotAt(source, source.from + head.length);
  statement.slots.step = round;
  addPair(statement, round + 1, metricName("loss"));
  const from = source.text.indexOf("{", source.from), to = source.text.indexOf("}", from);
  if (from > 0 && to > from) readGrammar({ ...source, from, to }, statement);
  return statement;
}

/** What the history is of: the loss of the clients, or of the server. */
interface History {
  name: string;
}

function begin(source: Source): History | null {
  const [, name, place] = HISTORY.exec(partOf(source)) ?? [];
  return name === undefined ? null : { name: `${name} ${place}` };
}

function proceed(source: Source, { name }: History, line: number): SpanStep {
  if (!ROUND.test(partOf(source))) return { ...NOT_TAKEN, over: true };
  const slot = slotFrom(source, source.from), { value } = source.shape;
  const facts = rowFacts(line, [[{ ...understandName(name), known: true, role: "metric" }, value[slot + 1]!]]);
  return { taken: true, facts: { ...facts, step: value[slot]! }, over: false };
}

/** The format. */
export default {
  clues: makeClues(" progress: ("),
  read,
  span: { clues: makeClues("history ("), begin, proceed },
} satisfies Format;

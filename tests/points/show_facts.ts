/**
 * Shows what the grammar alone reads of a line.
 *
 * @module
 */
import { readGrammar } from "../../lib/points/grammar/bind.ts";
import { fillFacts } from "../../lib/points/grammar/fill_facts.ts";
import { emptyStatement } from "../../lib/points/grammar/make_statement.ts";
import { makeSource } from "./make_source.ts";

/** The counters of a line, then its pairs: `step=3 loss=0.5`. */
export function showFacts(line: string): string {
  const source = makeSource(line), statement = emptyStatement();
  readGrammar(source, statement);
  const { step, stepTotal, epoch, batch, batchTotal, pairs } = fillFacts(statement, source.shape, 1);
  const counters = Object.entries({ step, stepTotal, epoch, batch, batchTotal }).filter(([, value]) => !isNaN(value));
  return [...counters, ...pairs.map(({ info, value }) => [info.name, value])].map((pair) => pair.join("=")).join(" ");
}

import assert from "node:assert/strict";
import { readGrammar } from "../../../../lib/points/grammar/bind.ts";
import { fillFacts } from "../../../../lib/points/grammar/fill_facts.ts";
import { emptyStatement } from "../../../../lib/points/grammar/make_statement.ts";
import { makeSource } from "../../make_source.ts";

/** What the grammar reads of a line: its counters, then its pairs. */
function read(line: string): string {
  const source = makeSource(line), statement = emptyStatement();
  readGrammar(source, statement);
  const { step, stepTotal, epoch, batch, batchTotal, pairs } = fillFacts(statement, source.shape, 1);
  const counters = Object.entries({ step, stepTotal, epoch, batch, batchTotal }).filter(([, value]) => !isNaN(value));
  return [...counters, ...pairs.map(({ info, value }) => [info.name, value])].map((pair) => pair.join("=")).join(" ");
}

for (
  const [what, line, said] of [
    ["a speed before its unit", "step 3 loss 0.5 113.4k tok/s", "step=3 loss=0.5 tok/s=113400"],
  ] as const
) {
  Deno.test(`rules of speeds.ts read ${what}`, () => assert.equal(read(line), said));
}

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
    ["the value behind a counter", "Loss after epoch 3: 0.5", "epoch=3 loss=0.5"],
    ["no list behind a counter and a name that nobody knows", "Weights after epoch 3: [0.25, 0.5]", "epoch=3"],
    ["the value behind a counter and a condition", "Gap after epoch 3 with noise: 0.5", "epoch=3 gap=0.5"],
    ["no condition in another metric", "Model found at epoch 3 with val_loss: 0.5", "epoch=3 val_loss=0.5"],
  ] as const
) {
  Deno.test(`rules of carried_values.ts read ${what}`, () => assert.equal(read(line), said));
}

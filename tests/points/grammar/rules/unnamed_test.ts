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
    ["the percentage behind a fraction", "accuracy: 97/100 (96%)", "accuracy=96"],
    ["the quotient behind a fraction", "accuracy: 97/100 (0.96)", "accuracy=0.96"],
    ["the value behind a counter", "Loss after epoch 3: 0.5", "epoch=3 loss=0.5"],
    ["no list behind a counter and a name that nobody knows", "Weights after epoch 3: [0.25, 0.5]", "epoch=3"],
    ["the value behind a counter and a condition", "Gap after epoch 3 with noise: 0.5", "epoch=3 gap=0.5"],
    ["no condition in another metric", "Model found at epoch 3 with val_loss: 0.5", "epoch=3 val_loss=0.5"],
    ["a speed before its unit", "step 3 loss 0.5 113.4k tok/s", "step=3 loss=0.5 tok/s=113400"],
    ["a value before its name", "step 3 loss 0.5, 0.61 avg loss,", "step=3 loss=0.5 avg_loss=0.61"],
    ["a value before an equation", "0.83 = Validation score", "validation_score=0.83"],
    ["a counter before its unit", "8epoch:train:1-100batch: loss=0.5", "epoch=8 batch=100 loss=0.5"],
    ["epoch and batch in brackets", "[3/25][10/782] loss: 0.5", "epoch=3 batch=10 batchTotal=782 loss=0.5"],
    ["a step in brackets", "[100] loss=0.5", "step=100 loss=0.5"],
    ["a step and its total", "100/500 loss 0.5", "step=100 stepTotal=500 loss=0.5"],
    ["a batch behind a named epoch", "Epoch 2 [10/50] loss 0.5", "epoch=2 batch=10 batchTotal=50 loss=0.5"],
    ["no step before an unknown word", "100 apples weigh: 0.5", "apples_weigh=0.5"],
    ["no step on a line without values", "[100] done", ""],
  ] as const
) {
  Deno.test(`readUnnamed() reads ${what}`, () => assert.equal(read(line), said));
}

Deno.test("bind() takes a time before the word loss for no loss", () => {
  assert.equal(
    read("Took: 8.4ms forward, 0.2ms loss, 0.3ms other"),
    read("Took: 8.4ms forward, 0.2ms wait, 0.3ms other"),
  );
  assert.notEqual(
    read("Took: 8.4ms forward, 0.2 loss, 0.3ms other"),
    read("Took: 8.4ms forward, 0.2 wait, 0.3ms other"),
  );
});

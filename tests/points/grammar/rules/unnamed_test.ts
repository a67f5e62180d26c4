import assert from "node:assert/strict";
import { showFacts } from "../../show_facts.ts";

for (
  const [what, line, said] of [
    ["the percentage behind a fraction", "accuracy: 97/100 (96%)", "accuracy=96"],
    ["the quotient behind a fraction", "accuracy: 97/100 (0.96)", "accuracy=0.96"],
    ["a counter before its unit", "8epoch:train:1-100batch: loss=0.5", "epoch=8 batch=100 loss=0.5"],
    ["epoch and batch in brackets", "[3/25][10/782] loss: 0.5", "epoch=3 batch=10 batchTotal=782 loss=0.5"],
    ["a step in brackets", "[100] loss=0.5", "step=100 loss=0.5"],
    ["a step and its total", "100/500 loss 0.5", "step=100 stepTotal=500 loss=0.5"],
    ["a batch behind a named epoch", "Epoch 2 [10/50] loss 0.5", "epoch=2 batch=10 batchTotal=50 loss=0.5"],
    ["no step before an unknown word", "100 apples weigh: 0.5", "apples_weigh=0.5"],
    ["no step on a line without values", "[100] done", ""],
  ] as const
) {
  Deno.test(`readUnnamed() reads ${what}`, () => assert.equal(showFacts(line), said));
}

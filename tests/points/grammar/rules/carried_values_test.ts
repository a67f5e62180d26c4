import assert from "node:assert/strict";
import { showFacts } from "../../show_facts.ts";

for (
  const [what, line, said] of [
    ["the value behind a counter", "Loss after epoch 3: 0.5", "epoch=3 loss=0.5"],
    ["no list behind a counter and a name that nobody knows", "Weights after epoch 3: [0.25, 0.5]", "epoch=3"],
    ["the value behind a counter and a condition", "Gap after epoch 3 with noise: 0.5", "epoch=3 gap=0.5"],
    ["no condition in another metric", "Model found at epoch 3 with val_loss: 0.5", "epoch=3 val_loss=0.5"],
  ] as const
) {
  Deno.test(`rules of carried_values.ts read ${what}`, () => assert.equal(showFacts(line), said));
}

import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [log, points] of [
    ["step 3 loss=0.5 on 10/17/2023", "loss=0.5@3"],
    ["step 3 -> R@1 0.5", "r@1=0.5@3"],
    ["step 3: loss = 0.5+/-0.25, acc = 0.75", "loss=0.5@3 acc=0.75@3"],
    ["Epoch 7 -> loss: 0.3 -> acc: 0.9", "loss=0.3@7 acc=0.9@7"],
    ["Epoch 7 → loss: 0.3 → acc: 0.9", "loss=0.3@7 acc=0.9@7"],
    ["Batch 4 ->\nloss: 0.3\nBatch 8 ->\nloss: 0.2", "loss=0.3@4 loss=0.2@8"],
  ] as const
) {
  Deno.test(`rules of no_values.ts read ${log}`, () => assert.equal(showPoints(log), points));
}

Deno.test("partOfMore leaves a counter whose hyphen ties the next counter to it", () => {
  const show = (line: (epoch: number, step: number) => string) =>
    showPoints(`${line(1, 5)}\n${line(1, 9)}\n${line(2, 5)}`);
  const points = "loss=0.5@5 loss=0.5@9 loss=0.5@14";
  assert.equal(show((epoch, step) => `epoch ${epoch}-step ${step} loss: 0.5`), points);
  assert.equal(show((epoch, step) => `Epoch:${epoch}-Batch:${step} loss=0.5`), points);
  assert.equal(show((epoch, step) => `[ep ${epoch}-iteration #${step}] loss 0.5`), points);
  assert.equal(showPoints("step 7 loss 0.5 (epoch 3-best)"), "loss=0.5@7");
});

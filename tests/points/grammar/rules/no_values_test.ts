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

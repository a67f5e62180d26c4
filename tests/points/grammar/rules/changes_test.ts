import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [log, points] of [
    ["step 3 loss 0.5 price went from 0.5 to 0.4", "loss=0.5@3"],
    ["epoch 3: loss improved from 0.5 to 0.4", ""],
    ["epoch 3: val loss dropped from 0.5 to 0.4", "val_loss=0.4@3"],
    ["step 3 acc=0.5 loss went 0.9 → 0.4", "acc=0.5@3 loss=0.4@3"],
  ] as const
) {
  Deno.test(`rules of changes.ts read ${log}`, () => assert.equal(showPoints(log), points));
}

import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    ["values with marks between", "Epoch 3 - 0.5 train loss - 0.25 val loss", "train_loss=0.5@3 val_loss=0.25@3"],
    ["a value behind a count and its total", "[3/9] 0.5 loss 0.25 acc", "loss=0.5@3 acc=0.25@3"],
    ["shares", "Epoch 3, 50.5% accuracy, 0.25 loss", "accuracy=50.5@3 loss=0.25@3"],
    ["a share alone", "Epoch 3: 51.5% accuracy", "accuracy=51.5@3"],
    ["a line of one value below its epoch", "Epoch 3\n0.5: loss\n0.25: acc", "loss=0.5@3 acc=0.25@3"],
    ["names before their values as such", "Epoch 3 loss 0.5 acc 0.25", "loss=0.5@3 acc=0.25@3"],
    ["no name whose value stands behind it", "Epoch 3 0.75 loss 0.5", "loss=0.5@3"],
    ["no names that nobody knows", "Epoch 3 0.5 crates 0.25 boxes", ""],
    ["no speed", "Epoch 3 0.5 it/s", "it/s=0.5@3!"],
  ] as const
) {
  Deno.test(`valuesBeforeNames reads ${what}`, () => assert.equal(showPoints(log), points));
}

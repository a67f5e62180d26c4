import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    ["words before a value as no list", "step 4 done, loss 0.5 0.4", "loss=0.5@4"],
    ["learning rates of groups as one", "step 3 loss=0.5 lr=[0.1, 0.2]", "loss=0.5@3 learning_rate=0.1@3"],
    ["a list of an unknown name as data", "step 3 loss=0.5 weights [0.5, 0.25]", "loss=0.5@3"],
    ["a step in brackets, which is no list", "Step [100/600], Loss: 0.5", "loss=0.5@100"],
    ["a value without a name field", '{"step": 1, "value": 0.5}', "value=0.5@1"],
    ["a record in logfmt", "step=7 name=wer value=0.25", "wer=0.25@7"],
  ] as const
) {
  Deno.test(`list rules read ${what}`, () => assert.equal(showPoints(log), points));
}

for (
  const [log, points] of [
    ["loss;3;0.5\nloss;4;0.4\nloss;5;0.3", "loss=0.5@3 loss=0.4@4 loss=0.3@5"],
    ["val rmse: 30 0.5\nval rmse: 60 0.4\nval rmse: 90 0.3", "val_rmse=0.5@30 val_rmse=0.4@60 val_rmse=0.3@90"],
    ["loss: 7, 0.5\nloss: 3, 0.4\nloss: 9, 0.3", "loss/0=7@0 loss=0.5@0 loss/0=3@1 loss=0.4@1 loss/0=9@2 loss=0.3@2"],
    ["reward: 21, 0.5\nreward: 22, 0.4", "reward=21@0 reward=22@1"],
    ["epoch 3 loss: 2, 0.5", "loss=2@3"],
    ["loss: 3, acc 0.5\nloss: 4, acc 0.4", "loss=3@0 acc=0.5@0 loss=4@1 acc=0.4@1"],
  ] as const
) {
  Deno.test(`a whole number between a name and its value counts where it goes up: ${log}`, () => {
    assert.equal(showPoints(log).split(" ").toSorted().join(" "), points.split(" ").toSorted().join(" "));
  });
}

import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

const lines = (...made: string[]) => made.join("\n");

for (
  const [what, log, points] of [
    [
      "places lines by a percentage that goes up",
      lines("[5%] loss 0.9", "[30%] loss 0.8", "[65%] loss 0.7"),
      "loss=0.9@5 loss=0.8@30 loss=0.7@65",
    ],
    [
      "reads a decimal behind a word for progress",
      lines("Progress: 5.0 % | loss: 0.9", "Progress: 7.5 % | loss: 0.8", "Progress: 9.0 % | loss: 0.7"),
      "loss=0.9@5 loss=0.8@7.5 loss=0.7@9",
    ],
    [
      "reads a word before that for progress",
      lines("Training progress: 2% - loss 0.9", "Training progress: 4% - loss 0.8", "Training progress: 6% - loss 0.7"),
      "loss=0.9@2 loss=0.8@4 loss=0.7@6",
    ],
    [
      "leaves epochs in place whose only line is their end",
      lines("Epoch 1: 100% loss 0.9", "Epoch 2: 100% loss 0.8", "Epoch 3: 100% loss 0.7"),
      "loss=0.9@1 loss=0.8@2 loss=0.7@3",
    ],
    [
      "leaves the accuracies of two splits",
      lines("Epoch 1: Train 81% Val 70%", "Epoch 2: Train 82% Val 71%"),
      "train=81@1 val=70@1 train=82@2 val=71@2",
    ],
    [
      "leaves the share of a count that places the line",
      lines("Train Epoch: 1 [320/960 (33%)] loss 0.9", "Train Epoch: 1 [640/960 (67%)] loss 0.8"),
      "loss=0.9@320 loss=0.8@640",
    ],
    ["places no line without a value", lines("[25%] Building object 3", "[50%] Building object 4", "[75%] Done"), ""],
  ] as const
) {
  Deno.test(`done ${what}`, () => assert.equal(showPoints(log), points));
}

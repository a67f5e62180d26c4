import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    ["an epoch before its word", "第 2 轮 mae: 0.5", "mae=0.5@2"],
    ["a step behind a word for what is over", "Nach 40 iterationen: mae 0.5", "mae=0.5@40"],
    ["a step behind @", "@ 1,500 steps: mae 0.5, mape 12.5", "mae=0.5@1500 mape=12.5@1500"],
    [
      "a part of the epochs, also behind the value",
      "mae=0.5 (0.75 epochs)\nmae=0.4 (1.5 epochs)",
      "mae=0.5@0.75 mae=0.4@1.5",
    ],
    ["no amount", "mae 0.5 for 3 epochs", "mae=0.5@0"],
    ["no value before a name", "epoch 3\nmae: 0.5 Epoch rank: 0.9", "mae=0.5@3 epoch_rank=0.9@3"],
    ["no decimal with a unit", "step 3 mae 0.5 at 1.5 epochs/s", "mae=0.5@3"],
  ] as const
) {
  Deno.test(`wordBehind reads ${what}`, () => assert.equal(showPoints(log).replace(/ ?\S+!/g, ""), points));
}

for (
  const [log, points] of [
    ["3rd epoch, 1st mini-batch, gap is 0.5\n3rd epoch, 2nd mini-batch, gap is 0.4", "gap=0.5@1 gap=0.4@2"],
    ["9th fold, 3rd epoch: loss 0.5", "loss=0.5@3"],
    ["3-я эпоха, 1-й батч, потери: 0.5\n3-я эпоха, 2-й батч, потери: 0.4", "потери=0.5@1 потери=0.4@2"],
    ["3번째 에폭, 1번째 배치, 손실: 0.5\n3번째 에폭, 2번째 배치, 손실: 0.4", "손실=0.5@1 손실=0.4@2"],
    ["training 9 epochs, 3rd epoch: loss 0.5", "loss=0.5@3"],
    ["step 3 loss 0.5, 5th percentile 0.25", "loss=0.5@3 loss_5th_percentile=0.25@3"],
  ] as const
) {
  Deno.test(`an ordinal counts wherever it stands: ${log}`, () => assert.equal(showPoints(log), points));
}

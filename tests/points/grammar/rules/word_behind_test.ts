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

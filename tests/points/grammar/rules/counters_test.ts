import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    [
      "a part's aside with a part's name",
      "Region 82 loss: 0.5, Class: 0.5\nRegion 82 loss: 0.4, Class: 0.6",
      "region_82_loss=0.5@0 region_82_loss=0.4@1 region_82_class=0.5@0 region_82_class=0.6@1",
    ],
    ["steps in the environment before updates", "Updates 1, num timesteps 2048, loss 0.5", "loss=0.5@2048"],
    [
      "an amount of data that isn't first as no step",
      "step 3: loss 0.5, frames: 100, acc 0.5",
      "loss=0.5@3 frames=100@3! acc=0.5@3",
    ],
    [
      "a step for several inputs of it as none",
      "Epoch Step: 3 | Accumulation Step: 1 | Loss: 0.5\nEpoch Step: 4 | Accumulation Step: 2 | Loss: 0.4",
      "loss=0.5@3 loss=0.4@4",
    ],
    ["no part beyond 999", "step 3 | Patient 1200: loss 0.5", "loss=0.5@3"],
    ["a counter behind a word of any language", "Schritt 100, Verlust: 0.5", "verlust=0.5@100"],
    ["a counter before its word", "3번째 에폭: 손실 0.5", "손실=0.5@3"],
    ["an epoch and a batch in words", "轮次 3 批次 20/100 损失 0.5", "损失=0.5@220"],
    ["an amount of epochs as none", "Training for 100 epochs with loss 0.5", "loss=0.5@0"],
    ["a speed per step as none", "fps step: 7000 epoch: 3 reward: 2.5", "fps_step=7000@3! reward=2.5@3"],
    ["`it` at the start of a line", "it 3 - f(x) = 0.5", "f_x=0.5@3"],
    ["a step in words only behind `after`", "After 20 epochs, loss = 0.5", "loss=0.5@20"],
  ] as const
) {
  Deno.test(`counter rules read ${what}`, () => assert.equal(showPoints(log), points));
}

import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    [
      "a part's aside with a part's name",
      "Region 82 loss: 0.5, Class: 0.5\nRegion 82 loss: 0.4, Class: 0.6",
      "region_82_loss=0.5@0 region_82_loss=0.4@1 region_82_class=0.5@0 region_82_class=0.6@1",
    ],
    [
      "whole numbers without ties as metrics once they change",
      "step 1 level 3 page 29 loss 0.5\nstep 2 level 4 page 31 loss 0.4\nstep 3 level 2 page 28 loss 0.3",
      "loss=0.5@1 loss=0.4@2 loss=0.3@3 level=3@1 level=4@2 level=2@3 page=29@1 page=31@2 page=28@3",
    ],
    [
      "a whole number without a tie that is first on its line as none",
      "step 3 loss 0.5\nfold 1 best acc 0.5\nfold 2 best acc 0.75",
      "loss=0.5@3 best_acc=0.5@3 best_acc=0.75@3.5",
    ],
    [
      "a part that is over as no part of the value behind it",
      "epoch 9\nafter task 1: average accuracy = 0.5\nepoch 9\nafter task 2: average accuracy = 0.75",
      "average_accuracy=0.5@9 average_accuracy=0.75@9.5",
    ],
    [
      "a decimal behind a value as no round",
      "drag: 0.5 (fit: 0.25, round: 0.125)  count=10\ndrag: 0.4 (fit: 0.2, round: 0.1)  count=20\ndrag: 0.3 (fit: 0.1, round: 0.2)  count=30",
      "drag=0.5@10 fit=0.25@10 round=0.125@10 drag=0.4@20 fit=0.2@20 round=0.1@20 drag=0.3@30 fit=0.1@30 round=0.2@30",
    ],
    [
      "a bar in brackets between a count and its total",
      "Epoch:[ 3 | 9 ]   Batch:[ 20 | 90 ]   loss: 0.5\nEpoch:[ 3 | 9 ]   Batch:[ 40 | 90 ]   loss: 0.4",
      "loss=0.5@200 loss=0.4@220",
    ],
    [
      "a colon in brackets between a count and its total",
      "[Epoch 1/500][ 100:391]  Loss: 0.5\n[Epoch 2/500][   0:391]  Loss: 0.4",
      "loss=0.5@100 loss=0.4@391",
    ],
    ["a bar alone between a count and its total", "Epoch 3|90 loss: 0.5", "loss=0.5@3"],
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
    [
      "how long an epoch takes as none",
      "Epoch 2 loss 0.5\nTime taken for 1 epoch 31.25 sec\nval_acc 0.75",
      "loss=0.5@2 val_acc=0.75@2",
    ],
    ["a speed per step as none", "fps step: 7000 epoch: 3 reward: 2.5", "fps_step=7000@3! reward=2.5@3"],
    ["`it` at the start of a line", "it 3 - f(x) = 0.5", "f_x=0.5@3"],
    ["a step in words only behind `after`", "After 20 epochs, loss = 0.5", "loss=0.5@20"],
  ] as const
) {
  Deno.test(`counter rules read ${what}`, () => assert.equal(showPoints(log), points));
}

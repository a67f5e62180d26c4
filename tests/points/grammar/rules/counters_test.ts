import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
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

for (
  const [log, points] of [
    ["now_epoch: 3.0, gap: 0.5", "gap=0.5@3"],
    ["cur_epoch: 3 | loss 0.5", "loss=0.5@3"],
    ["curr_step=40 loss=0.5", "loss=0.5@40"],
    ["epoch 3 sub-batch 2 loss 0.5\nepoch 3 sub-batch 3 loss 0.4", "loss=0.5@2 loss=0.4@3"],
    ["Epoch 1: 2\\90 loss 0.5\nEpoch 1: 3\\90 loss 0.4", "loss=0.5@2 loss=0.4@3"],
    ["epoch 3:165.5\nepoch 4:164.5\nepoch 5:16.5", "value=165.5@3 value=164.5@4 value=16.5@5"],
    ["i: 3loss: tensor(0.5)\ni: 4loss: tensor(0.4)\ni: 5loss: tensor(0.3)", "loss=0.5@3 loss=0.4@4 loss=0.3@5"],
    ["epoch 3train loss 0.5", "train_loss=0.5@3"],
    ["epoch 3\nType@Avg. F1: 0.5\nEvent@Avg. F1: 0.25", "type@avg_f1=0.5@3 event@avg_f1=0.25@3"],
  ] as const
) {
  Deno.test(`a counter places its line: ${log}`, () => assert.equal(showPoints(log), points));
}

import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [log, points] of [
    ["step 3 loss/acc: 0.5/0.75", "loss=0.5@3 acc=0.75@3"],
    [
      "step 3, tp/fp/fn: 5/1/3, f1: 0.5\nstep 4, tp/fp/fn: 6/2/2, f1: 0.75",
      "f1=0.5@3 fn=3@3 fn=2@4 f1=0.75@4 tp=5@3 tp=6@4 fp=1@3 fp=2@4",
    ],
    ["step 3 train/val: 0.5/0.75", "train=0.5@3 val=0.75@3"],
    ["step 3 loss (train/val): 0.5 / 0.75", "loss_train=0.5@3 loss_val=0.75@3"],
    ["step 3, Dice [A1/B/C]: 0.5/0.75/0.25", "dice_a1=0.5@3 dice_b=0.75@3 dice_c=0.25@3"],
    ["step 3 - Val loss/f1 0.5/0.75", "val_loss=0.5@3 val_f1=0.75@3"],
    ["step 3, loss mean/std = 0.5/0.75", "loss_mean=0.5@3 loss_std=0.75@3"],
  ] as const
) {
  Deno.test(`rules of slashes.ts read ${log}`, () => assert.equal(showPoints(log), points));
}

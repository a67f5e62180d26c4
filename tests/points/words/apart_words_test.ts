import assert from "node:assert/strict";
import { badgeOf, labelOf, serviceBefore } from "../../../lib/points/words/apart_words.ts";

for (
  const [line, word] of [
    ["[student] step 3 loss 0.5", "student"],
    ["<actor> step 3 loss 0.5", "actor"],
    ["[CRT s1] step=3 loss 0.5", "CRT s1"],
    ["[it 30] step=3 loss 0.5", ""],
    ["actor | step 3 loss 0.5", "actor"],
    ["(ood) loss=0.5", "ood"],
    ["[Sample] loss=0.5", "Sample"],
    ["best metrics, acc: 0.5", "best"],
    ["Best model: acc 0.5", "best"],
    ["Best: acc 0.5", "best"],
    ["==> Best [top1: 50.5", "best"],
    ["[Best] acc: 0.5", "best"],
    ["Best (acc: 0.5)", "best"],
    ["Best so far -> acc: 0.5", "best"],
    ["最佳: 准确率 0.5", "最佳"],
    ["Best acc: 0.5", ""],
    ["Best: 0.5", ""],
    ["val results, acc: 0.5", ""],
    ["[val] step 3 loss 0.5", ""],
    ["[epoch] 3 loss 0.5", ""],
    ["[loss] 0.5", ""],
    ["[gpu07] step 3 loss 0.5", ""],
    ["student step 3 loss 0.5", ""],
    ["Solving for Ux, residual = 0.5", "Ux"],
    ["results for the judge: score 0.5", "judge"],
    ["loss for epoch, 0.5", ""],
    ["Validation (night) gap: 0.5", "night"],
    ["Something (night) gap: 0.5", ""],
  ] as const
) {
  Deno.test(`badgeOf() finds ${word || "no word"} in ${line}`, () => assert.equal(badgeOf(line), word));
}

Deno.test("serviceBefore() finds the service before the number of its replica", () => {
  assert.deepEqual(["trainer-", "my_judge_", "trainer"].map(serviceBefore), ["trainer", "my_judge", ""]);
});

for (
  const [line, label] of [
    ["road: IoU = 0.4", "road"],
    [">>> held-out: nll 0.5", "held-out"],
    ["Critic (real) loss 0.5", "Critic (real)"],
    ["Dutch new (A+B) nll: 0.5", "Dutch new (A+B)"],
    ["Test (far) loss 0.5", ""],
    ["Best model (so far) loss 0.5", ""],
    ["** unseen speakers - loss 0.5", "unseen speakers"],
    ["epoch done - loss: 0.5", ""],
    ["left-out: loss 0.5", "left-out"],
    ["test-time: loss 0.5", ""],
    ["   traffic light   : IoU = 0.4, Acc = 0.5", "traffic light"],
    ["- site_b: loss=0.5 acc=0.6", "site_b"],
    ["val_near: loss=0.5 acc=0.6", "val_near"],
    ["test-noisy: wer 12.5", "test-noisy"],
    ["val_results: loss=0.5", ""],
    ["train_val: loss=0.5", ""],
    ["reward: mean 4.5 max 8.5", "reward"],
    ["  piqa      acc_norm 0.5", "piqa"],
    ["road IoU 0.4", ""],
    ["Results: loss=0.5", ""],
    ["Validation: loss=0.5", ""],
    ["Epoch summary: loss=0.5", ""],
    ["step: loss=0.5", ""],
    ["road: 0.4", ""],
    ["road: step 3 loss=0.5", "road"],
    ["step 3: road 0.5", ""],
    ["train loss: 0.5", ""],
    ["road -> precision: 0.5, recall: 0.4", "road"],
    ["Teacher (ema=0.99): loss 0.5", "Teacher"],
  ] as const
) {
  Deno.test(`labelOf() finds ${label || "no label"} in ${line}`, () => assert.equal(labelOf(line), label));
}

Deno.test("labelOf() finds the word that the values are for", () => {
  assert.deepEqual(["Solving for Ux, residual = 0.5", "loss for epoch, 0.5"].map(labelOf), ["Ux", ""]);
});

Deno.test("labelOf() finds the words beside a split's", () => {
  assert.deepEqual(["valid de-en: BLEU 12.5", "valid: BLEU 12.5"].map(labelOf), ["de-en", ""]);
});

import assert from "node:assert/strict";
import {
  badgeOf,
  labelInField,
  labelOf,
  numberedOf,
  serviceBefore,
  subjectOf,
  tagOf,
  titleOf,
} from "../../../lib/points/words/apart_words.ts";

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
  ] as const
) {
  Deno.test(`labelOf() finds ${label || "no label"} in ${line}`, () => assert.equal(labelOf(line), label));
}

Deno.test("tagOf() finds the word at the end of a line, else that of the field which says what the line is of", () => {
  assert.equal(tagOf("iter 4 mae 0.75 [shifted]"), "shifted");
  assert.equal(tagOf("Result: acc 0.5, loss 0.4"), "Result");
  assert.equal(tagOf("Validation: acc 0.5"), "");
  assert.equal(tagOf("iter 4 mae: 0.75 (head B)"), "head B");
  assert.equal(tagOf("iter=4 host=alpha dataset=sketch mae=0.5"), "sketch");
  assert.equal(tagOf('{"iter": 4, "weights": "ema", "mae": 0.5}'), "ema");
  assert.equal(tagOf("task : ['lorry', 'van'], mae: 0.5"), "lorry");
});

Deno.test("tagOf() finds the word before a dictionary and what it holds, and no version", () => {
  assert.equal(tagOf("Test - Upper results: {'acc': 0.5}"), "Upper");
  assert.equal(tagOf("Lower metrics: {'mse': 0.5}"), "Lower");
  assert.equal(tagOf("Test metrics: {'acc': 0.5}"), "");
  assert.equal(tagOf("Upper metrics: {'owl': 0.5}"), "");
  assert.equal(tagOf("step 3 [v_num=jq7i, loss=0.5]"), "");
});

for (
  const [line, label] of [
    ["label: fox, acc: 0.5", "fox"],
    ['{"model": "wide", "mae": 0.5}', "wide"],
    ["set: val, acc: 0.5", ""],
    ["status: better, acc: 0.5", ""],
    ["model: none, acc: 0.5", ""],
    ["acc: 0.5, model: wide", ""],
  ] as const
) {
  Deno.test(`labelInField() finds ${label || "no label"} in ${line}`, () => assert.equal(labelInField(line), label));
}

Deno.test("tagOf() finds the words before the counter that begins a line", () => {
  assert.equal(tagOf("Full Training Epoch 3, loss 0.5"), "Full Training");
  assert.equal(tagOf("Training Epoch 3, loss 0.5"), "");
  assert.equal(tagOf("Critic epoch 3, loss 0.5"), "Critic");
  assert.equal(tagOf("Holdout >> epoch 3, loss 0.5"), "Holdout");
  assert.equal(tagOf("coarse  step=  300 loss 0.5"), "coarse");
  assert.equal(tagOf("  NLP meta-agent Epoch: 3, loss 0.5"), "NLP meta-agent");
  for (
    const line of [
      "Train epoch 3, loss 0.5",
      "epoch 3, loss 0.5",
      "Critic loss 3, step 5",
      "Finished epoch 3, loss 0.5",
    ]
  ) {
    assert.equal(tagOf(line), "", line);
  }
});

Deno.test("tagOf() finds nothing in a record's own fields, in a split, and between two fields that may name it", () => {
  assert.equal(tagOf('{"level": "warm", "mae": 0.5}'), "");
  assert.equal(tagOf("iter 4 mae 0.75 [val]"), "");
  assert.equal(tagOf("iter=4 shape=round colour=red mae=0.5"), "");
  assert.equal(tagOf("time step balance errors : sum inner = 0.25, outer = 0.5"), "");
});

Deno.test("labelOf() finds the word that the values are for", () => {
  assert.deepEqual(["Solving for Ux, residual = 0.5", "loss for epoch, 0.5"].map(labelOf), ["Ux", ""]);
});

Deno.test("labelOf() finds the words beside a split's", () => {
  assert.deepEqual(["valid de-en: BLEU 12.5", "valid: BLEU 12.5"].map(labelOf), ["de-en", ""]);
});

Deno.test("tagOf() finds nothing in what names the process that printed a line", () => {
  assert.equal(tagOf("iter 4 pod=trainer-1 mae 0.75"), "");
  assert.equal(tagOf("iter 4 mae 0.75 [gpu1]"), "");
});

for (
  const [line, title] of [
    ["Checking...", "checking"],
    ["== Holdout pass ==", "holdout"],
    ["[Unseen speakers]", "unseen speakers"],
    ["{'T2-Scores:'}", "t2-scores"],
    ["pass", ""],
    ["Training", ""],
    ["Results:", ""],
    ["loss:", ""],
    ["Epoch", ""],
    ["all is well with it", ""],
    ["Checking 3 files", ""],
    ["Crate@10", "crate@10"],
    ["** Best epoch: 12 **", "best"],
    ["Best of 12", ""],
  ] as const
) {
  Deno.test(`titleOf() finds ${title || "no words"} in ${line}`, () => assert.equal(titleOf(line), title));
}

for (
  const [heading, subject] of [
    ["Evaluation results for masks: ", "masks"],
    ["*** Validation on the rough set ***", "rough"],
    ["Evaluate on the test set", ""],
    ["Evaluation done in epoch", ""],
    ["***** Running Evaluation *****", ""],
  ] as const
) {
  Deno.test(`subjectOf() finds ${subject || "nothing"} in ${heading}`, () => assert.equal(subjectOf(heading), subject));
}

Deno.test("tagOf() finds nothing in a name behind a colon with spaces around it", () => {
  assert.equal(tagOf("Class rough : Precision : 0.5, Recall : 0.25"), "");
  assert.equal(tagOf("iter : 4, shape : round, mae : 0.75"), "round");
});

for (
  const [before, words] of [
    ["  >> Asking site01... site01 sent round 3: gap ", "site01"],
    ["[site_2] round 3: gap ", "site_2"],
    ["fold3 site-2 round 3 gap ", "fold3 site-2"],
    ["round 3 gap_1 ", ""],
    ["round 3, val1 gap ", ""],
    ["map50 gap ", ""],
    ["/tmp/site01 x.site01 site01.pt v1.site01 gap ", ""],
    ["a1 gap ", ""],
  ] as const
) {
  Deno.test(`numberedOf() finds ${words || "nothing"} in ${before}`, () =>
    assert.equal(numberedOf(before, ["gap_1", "gap"]), words));
}

Deno.test("tagOf() takes no word that stands for a value", () => {
  assert.deepEqual(["epoch 3 loss=nan", "epoch 3 gap=None", "epoch 3 net=teacher"].map((line) => tagOf(line)), [
    "",
    "",
    "teacher",
  ]);
});

import assert from "node:assert/strict";
import { isIdleField, labelInField, numberedOf, tagOf } from "../../../lib/points/words/tag_words.ts";

Deno.test("tagOf() finds the word at the end of a line, else that of the field which says what the line is of", () => {
  assert.equal(tagOf("iter 4 mae 0.75 [shifted]"), "shifted");
  assert.equal(tagOf("Result: acc 0.5, loss 0.4"), "Result");
  assert.equal(tagOf("Result (k=3): acc 0.5, loss 0.4"), "Result");
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

Deno.test("tagOf() finds nothing in what names the process that printed a line", () => {
  assert.equal(tagOf("iter 4 pod=trainer-1 mae 0.75"), "");
  assert.equal(tagOf("iter 4 mae 0.75 [gpu1]"), "");
});

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

Deno.test("isIdleField() is true for fields of a record, of a number and of a process", () => {
  assert.deepEqual(["msg", "version", "run_id", "rank", "dataset"].map(isIdleField), [true, true, true, true, false]);
});

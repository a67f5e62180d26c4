import assert from "node:assert/strict";
import {
  addsSplit,
  beginsWithPhase,
  mayNameSplit,
  namesSplit,
  phaseOf,
  phaseOfWord,
  splitBeforeAmount,
  splitOf,
  splitOfField,
  trainingWordIn,
} from "../../../lib/points/words/splits.ts";

Deno.test("phaseOfWord() gives the phase of a word in any case, and nothing for other words", () => {
  const words = ["Validation", "TEST", "valid", "train", "toString", "验证", "Валидация", "validate"];
  assert.deepEqual(words.map(phaseOfWord), ["val", "test", "valid", "", "", "验证", "валидация", "val"]);
});

Deno.test("namesSplit() is true for training too", () => {
  assert.deepEqual(["train", "test", "loss"].map(namesSplit), [true, true, false]);
});

for (
  const [text, phase] of [
    ["Validate: ", "val"],
    ["***** Running Evaluation *****", "eval"],
    ["Train Epoch", ""],
    ["validating every 10 steps", null],
    ["Train: done, Validating: ", "val"],
    ["contest results", null],
    ["eval_steps", null],
    ["[test]", "test"],
    ["Training then evaluation", "eval"],
    ["Validation evaluation", "val"],
    ["Validation data evaluation: ", "val"],
    ["Train set evaluation", ""],
    ["Train: ", ""],
    ["eval steps", null],
    ["validation_loss", null],
    ["contest", null],
    ["検証: ", "検証"],
    ["开始验证", "验证"],
    ["検証開始", "検証"],
    ["テストデータでの評価: ", "テスト"],
    ["在验证集上评估: ", "验证"],
    ["검증셋에서 평가된 결과: ", "검증"],
    ["学習の記録: ", ""],
    ["上位の結果: ", null],
    ["Val. Epoch", "val"],
    ["validation-news loss at iteration", "val-news"],
    ["val-loss at epoch", "val"],
    ["run the test. Epoch", null],
    ['{"kind": "val_iter", "at": ', "val"],
    ['{"val_step": ', null],
    [" {val} loss", "val"],
  ] as const
) {
  Deno.test(`phaseOf() gives ${phase} for ${text}`, () => assert.equal(phaseOf(text), phase));
}

for (
  const [line, split] of [
    ["Evaluation using 7 walks: mean reward 5.5", "Evaluation"],
    ["> Test on 70 crates: drag 0.5", "Test"],
    ["Training on 8 crates: drag 0.5", null],
    ["Evaluation over 7 walks: 5.5", null],
    ["Walking for 7 days: drag 0.5", null],
  ] as const
) {
  Deno.test(`splitBeforeAmount() gives ${split} for ${line}`, () => assert.equal(splitBeforeAmount(line), split));
}

Deno.test("mayNameSplit() is true for a word that no table knows", () => {
  assert.deepEqual(["holdout", "ood", "done", "concluída", "завершена", "aggregated", "val"].map(mayNameSplit), [
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});

for (
  const [line, split] of [
    ['{"step":1,"loss":0.9,"phase":"val"}', "val"],
    ["step=3 loss=0.7 split=ood", "ood"],
    ["round 3 rmse=0.7 split=f0@-0.25 gain=3", null],
    ["round 3 rmse=0.7 split=x[3]<=0.5", null],
    ["round 3 rmse=0.7 split: age < 30.5", null],
    ["mode: train, loss: 0.5", "train"],
    ["mode=fast loss=0.5", null],
    ["step 3 loss 0.5", null],
  ] as const
) {
  Deno.test(`splitOfField() gives ${split} for ${line}`, () => assert.equal(splitOfField(line), split));
}

Deno.test("phaseOfWord() gives the split of words that name its data", () => {
  const words = [
    "Testdaten",
    "validatieset",
    "Valideringsmängd",
    "测试集",
    "検証データ",
    "검증셋",
    "trainset",
    "dataset",
    "offset",
  ];
  assert.deepEqual(words.map(phaseOfWord), ["test", "val", "val", "测试", "検証", "검증", "", "", ""]);
  assert.deepEqual(words.map(namesSplit), [true, true, true, true, true, true, true, false, false]);
});

Deno.test("phaseOf() knows splits of two words", () => {
  assert.equal(phaseOf("Đánh giá trên tập kiểm thử"), "kiểm_thử");
  assert.equal(phaseOf("đánh giá lại"), "đánh_giá");
  assert.equal(splitOf("kiểm_thử"), "test");
});

Deno.test("phaseOfWord() knows splits beyond the largest languages", () => {
  assert.deepEqual(["επικύρωση", "Валідація", "validatie", "pengujian", "träning"].map(phaseOfWord), [
    "επικύρωση",
    "валідація",
    "val",
    "pengujian",
    "",
  ]);
});

Deno.test("splitOf() gives the split of a phase in any language", () => {
  assert.deepEqual(["検証", "val", "pengujian", "holdout"].map(splitOf), ["val", "val", "test", "holdout"]);
});

Deno.test("trainingWordIn() finds the last word for training, where no word for other data stands behind it", () => {
  assert.deepEqual(["7 Train - ", "Epoch 7, training[", "train 0.5 val: ", "7 ", "обучение: "].map(trainingWordIn), [
    "Train",
    "training",
    "",
    "",
    "обучение",
  ]);
});

Deno.test("beginsWithPhase() is true for a name that begins with a split's short word, not with training's", () => {
  assert.deepEqual(["val_ratio", "test/gap", "validation_gap"].map(beginsWithPhase), [true, true, true]);
  assert.deepEqual(["train_gap", "evaluating_the_model", "val", "valve_gap"].map(beginsWithPhase), [
    ...[false, false],
    ...[false, false],
  ]);
});

Deno.test("phaseOf() keeps which part of the data is meant, in brackets too", () => {
  assert.deepEqual(["[test-other-plain] gap", "validation-web gap"].map((text) => phaseOf(text)), [
    "test-other-plain",
    "val-web",
  ]);
});

Deno.test("mayNameSplit() is false for what any line may tell, in other languages too", () => {
  assert.deepEqual(["results", "ergebnisse", "résultats", "итоги", "holdout"].map(mayNameSplit), [
    ...[false, false, false, false, true],
  ]);
});

for (
  const [printed, name, is] of [
    ["val.loss", "loss", true],
    ["loss/val", "loss", true],
    ["validation_top_1", "top_1", true],
    ["val.loss", "acc", false],
    ["test.loss", "loss", false],
    ["mean_loss", "loss", false],
  ] as const
) {
  Deno.test(`addsSplit() is ${is} for ${printed} beside ${name}`, () => {
    assert.equal(addsSplit(printed, { name, split: "val" }), is);
  });
}

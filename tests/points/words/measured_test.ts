import assert from "node:assert/strict";
import {
  changedRateUnspaced,
  isRate,
  isTo,
  measuresTime,
  measuresTraining,
} from "../../../lib/points/words/measured.ts";

Deno.test("measuresTraining() knows losses and accuracies in many languages", () => {
  for (
    const name of ["потери", "verlust", "pérdida", "验证损失", "検証損失", "검증_손실", "độ_chính_xác", "val_perte"]
  ) {
    assert.ok(measuresTraining(name), name);
  }
});

Deno.test("measuresTraining() knows no other words", () => {
  for (const name of ["recompensa_media", "trainingsverlust", "doğrulama_kaybı", "загуба", "সঠিক_নির্ভুলতা"]) {
    assert.ok(measuresTraining(name), name);
  }
  for (const name of ["loss", "verbose", "學生", "experte"]) assert.ok(!measuresTraining(name), name);
});

Deno.test("isRate() knows learning rates in many languages", () => {
  assert.deepEqual(["学习率", "taux_d'apprentissage", "rate"].map(isRate), [true, true, false]);
});

Deno.test("measuresTraining() and isRate() know words beyond the largest languages", () => {
  for (const name of ["απώλεια", "втрати", "verlies", "förlust", "kerugian", "הפסד"]) {
    assert.ok(measuresTraining(name), name);
  }
  assert.deepEqual(["ρυθμός_μάθησης", "leersnelheid", "απώλεια"].map(isRate), [true, true, false]);
});

Deno.test("measuresTime() knows durations in many languages, and no other words", () => {
  for (const name of ["耗时", "소요_시간", "время", "trainingszeit", "tiempo_total", "süre"]) {
    assert.ok(measuresTime(name), name);
  }
  for (const name of ["loss", "потери", "损失", "timber"]) assert.ok(!measuresTime(name), name);
});

Deno.test("measuresTime() knows words for speed, but no learning rates", () => {
  const names = [
    "geschwindigkeit",
    "скорость",
    "tốc_độ",
    "処理速度",
    "hız",
    "leersnelheid",
    "скорость_обучения",
    "tốc_độ_học",
  ];
  assert.deepEqual(names.map(measuresTime), [true, true, true, true, true, false, false, false]);
});

Deno.test("changedRateUnspaced() finds the rate that a text without spaces says was changed", () => {
  const texts = ["将学习率调整为 ", "学习率降低到", "学习率: ", "损失降低到"];
  assert.deepEqual(texts.map(changedRateUnspaced), ["学习率", "学习率", "", ""]);
});

Deno.test("isTo() knows the words before the new value of a change", () => {
  assert.deepEqual(["to", "Auf", "до", "from"].map(isTo), [true, true, true, false]);
});

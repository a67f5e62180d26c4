import assert from "node:assert/strict";
import {
  counterAtEnd,
  counterAtStart,
  counterOf,
  endsWithEpochs,
  isEpisode,
  isLimit,
} from "../../../lib/points/words/counters.ts";

Deno.test("counterOf() knows counters in many languages, in any case", () => {
  const words = ["Эпоха", "Époque", "Epoche", "época", "エポック", "에폭", "轮", "الحقبة", "krok", "Bước", "バッチ"];
  assert.deepEqual(words.map(counterOf), [...Array(8).fill("epoch"), "step", "step", "batch"]);
});

Deno.test("counterOf() knows a letter and its mark as two characters", () => {
  assert.equal(counterOf("E\u0301poque"), "epoch");
});

Deno.test("counterOf() gives null for words that count nothing", () => assert.equal(counterOf("perte"), null));

Deno.test("counterAtStart() finds a counter that no space ends", () => {
  assert.deepEqual(["轮, 损失", "步数", "损失"].map((text) => counterAtStart(text)), [
    { counter: "epoch", length: 1 },
    { counter: "step", length: 2 },
    null,
  ]);
});

Deno.test("counterAtEnd() finds a counter that no space begins", () => {
  assert.deepEqual(["训练轮", "損失"].map(counterAtEnd), ["epoch", null]);
});

Deno.test("counterOf() knows counters beyond the largest languages", () => {
  const words = ["Εποχή", "епоха", "epocha", "דור", "stap", "langkah", "צעד"];
  assert.deepEqual(words.map(counterOf), ["epoch", "epoch", "epoch", null, "step", "step", "step"]);
});

Deno.test("endsWithEpochs() is true for a number of epochs, and not for one of them", () => {
  const words = ["epochs", "num_epochs", "épocas", "轮数", "epoch", "época", "epochs_done"];
  assert.deepEqual(words.map(endsWithEpochs), [true, true, true, true, false, false, false]);
});

Deno.test("counterOf() and endsWithEpochs() tell the Swedish word for one epoch from the Polish one for several", () => {
  assert.deepEqual(["epok", "liczba_epok", "antal_epoker"].map(endsWithEpochs), [false, true, true]);
  assert.deepEqual(["epok", "kierros", "ronde", "omgång"].map(counterOf), ["epoch", "step", "step", "step"]);
});

Deno.test("isLimit() is true for a counter's name that says how many there will be, in any language", () => {
  const limits = [
    "最大轮次",
    "最大エポック",
    "총에폭",
    "총 에폭",
    "maximale epoche",
    "número de pasos",
    "nombre d'époques",
    "maks. krok",
    "maksymalny krok",
  ];
  assert.deepEqual(limits.filter((name) => !isLimit(name)), []);
});

Deno.test("isLimit() is false for a counter, for one's number, for all steps so far and for other names", () => {
  const others = [
    "轮次",
    "总步数",
    "训练轮次",
    "número de época",
    "toplam adım",
    "max_loss",
    "最大误差",
    "epoche",
    "max",
  ];
  assert.deepEqual(others.filter(isLimit), []);
});

Deno.test("isEpisode() is true for the word for an episode in any language and case, not for that of a step", () => {
  assert.deepEqual(["Ep", "Épisode", "ЭПИЗОД", "エピソード", "paso", "epoch"].map(isEpisode), [
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});

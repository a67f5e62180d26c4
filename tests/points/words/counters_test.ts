import assert from "node:assert/strict";
import { counterAtEnd, counterAtStart, counterOf, endsWithEpochs } from "../../../lib/points/words/counters.ts";

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

import assert from "node:assert/strict";
import { carriedName, nameBeforeCounter } from "../../../lib/points/grammar/carried.ts";

Deno.test("nameBeforeCounter() finds a known metric at the end of the words, with its data", () => {
  assert.equal(nameBeforeCounter("the loss after "), "loss");
  assert.equal(nameBeforeCounter("Accuracy on the test set at "), "Accuracy on the test set");
  assert.equal(nameBeforeCounter("we are now at "), "");
});

Deno.test("nameBeforeCounter() knows prepositions and articles of other languages", () => {
  assert.equal(nameBeforeCounter("Der mittlere Fehler nach "), "mittlere Fehler");
  assert.equal(nameBeforeCounter("Perda após a "), "Perda");
  assert.equal(nameBeforeCounter("Pérdida después de la "), "Pérdida");
  assert.equal(nameBeforeCounter("Pérdida en la "), "Pérdida");
  assert.equal(nameBeforeCounter("Recompensa no "), "Recompensa");
});

Deno.test("nameBeforeCounter() leaves out what explains a name in parentheses", () => {
  assert.equal(nameBeforeCounter("Training loss (for one batch) at "), "Training loss");
});

Deno.test("carriedName() carries a name over a counter alone", () => {
  assert.equal(carriedName("epoch", "Loss ("), "Loss");
  assert.equal(carriedName("acc", "Loss ("), "");
});

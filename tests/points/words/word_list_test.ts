import assert from "node:assert/strict";
import { containing, eitherOf, following, matchesOf, standing, wordsOf } from "../../../lib/points/words/word_list.ts";

const saved = wordsOf("saved сохранён"), model = wordsOf("model"), file = matchesOf(/\.pt\b/g);

Deno.test("wordsOf() finds whole words of its list in any case", () => {
  assert.deepEqual(saved("Saved, Сохранён"), [[0, 5], [7, 15]]);
  assert.deepEqual(saved("unsaved saved_at not.saved auto-saved saved2"), []);
});

Deno.test("matchesOf() finds all matches, and eitherOf() what any of several finds", () => {
  assert.deepEqual(file("a.pt b.pt c.ptx"), [[1, 4], [6, 9]]);
  assert.deepEqual(eitherOf(file, model)("model a.pt"), [[7, 10], [0, 5]]);
});

Deno.test("standing() is true for a text in which something stands", () => {
  assert.deepEqual([standing(model).test("the model"), standing(model).test("a remodel")], [true, false]);
});

Deno.test("following() asks for an order, and for the characters between", () => {
  const near = following(saved, eitherOf(model, file), { charsMax: 6 });
  assert.deepEqual(["saved model", "saved my model", "saved that model", "model saved"].map(near.test), [
    true,
    true,
    true,
    false,
  ]);
  assert.equal(near.test("saved its very old model"), false);
  const direct = following(saved, model, { between: /^ (?:a )?$/ });
  assert.deepEqual(["saved a model", "saved the model"].map(direct.test), [true, false]);
});

Deno.test("containing() finds its words within others, in any case", () => {
  const sign = containing(["早停", "arrêt anticipé"]);
  assert.deepEqual(["触发早停,停止", "Arrêt anticipé", "arrêt"].map((text) => sign.test(text)), [true, true, false]);
});

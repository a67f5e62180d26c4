import assert from "node:assert/strict";
import { makePhraseDraft } from "../../../../lib/points/grammar/phrases/draft.ts";
import { bracketsBefore, typeAround, typeBefore } from "../../../../lib/points/grammar/phrases/opened.ts";

/** What is left of a text before the number, and the brackets. */
function open(text: string): [head: string, opened: string] {
  const draft = makePhraseDraft(text);
  for (const rule of [typeBefore, bracketsBefore, typeAround]) rule.read(draft);
  return [draft.head, draft.opened];
}

Deno.test("bracketsBefore takes off brackets, quotes and spaces", () => {
  assert.deepEqual(open("'loss': ['"), ["'loss':", " ['"]);
});

Deno.test("typeAround leaves a type out, and keeps its brackets only around a list", () => {
  assert.deepEqual(open("loss: tensor("), ["loss:", " "]);
  assert.deepEqual(open("loss: tensor(["), ["loss:", " tensor(["]);
  assert.deepEqual(open("my_tensor("), ["my_tensor", "("]);
});

Deno.test("typeBefore leaves out a type with its shape", () => {
  assert.deepEqual(open("loss: Tensor Float []  "), ["loss:", ""]);
});

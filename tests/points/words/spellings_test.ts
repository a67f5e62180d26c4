import assert from "node:assert/strict";
import fc from "fast-check";
import { namesWith, rankedNames, spellings, wholeNames } from "../../../lib/points/words/spellings.ts";

Deno.test("spellings() writes out what may be left out, classes, groups and groups within groups", () => {
  assert.deepEqual(spellings("batch(?:es)?"), ["batches", "batch"]);
  assert.deepEqual(spellings("top_?[kp]"), ["top_k", "top_p", "topk", "topp"]);
  assert.deepEqual(spellings("(?:a|b(?:c|d)?)x"), ["ax", "bcx", "bdx", "bx"]);
  assert.deepEqual(spellings(String.raw`no\.?`), ["no.", "no"]);
});

Deno.test("spellings() stands for the same words as the expression", () => {
  const parts = fc.array(fc.constantFrom("a", "b?", "(?:c|de)", "(?:f|g)?", "[hi]", "j"), {
    minLength: 1,
    maxLength: 5,
  });
  const words = fc.string({ unit: fc.constantFrom(..."abcdefghij"), maxLength: 5 });
  fc.assert(fc.property(parts, fc.array(words, { maxLength: 20 }), (form, tried) => {
    const all = spellings(form.join("")), whole = new RegExp(`^(?:${form.join("")})$`);
    for (const word of all) assert.match(word, whole);
    for (const word of tried) assert.equal(all.includes(word), whole.test(word), word);
  }));
});

Deno.test("wholeNames() knows whole names alone", () => {
  const names = wholeNames("steps? iter", "update");
  assert.deepEqual(["step", "steps", "iter", "update", "my_step", "stepss"].map(names.test), [
    ...[true, true, true, true],
    ...[false, false],
  ]);
});

Deno.test("rankedNames() finds the first rank that has a name", () => {
  const names = rankedNames(["steps? iter", "it"], ["it update", "round"]);
  assert.deepEqual(["step", "it", "round", "rounds"].map(names.rankOf), [0, 0, 1, -1]);
  assert.equal(names.count, 2);
});

Deno.test("namesWith() looks for parts at the start, at the end, anywhere, and for whole names", () => {
  const names = namesWith("^num_ _size$ memor(?:y|ies)", "^dim$");
  for (const name of ["num_heads", "batch_size", "gpu_memory_gb", "dim"]) assert.equal(names.test(name), true, name);
  for (const name of ["a_num_b", "size_of", "mem", "a_dim", "dims", ""]) assert.equal(names.test(name), false, name);
});

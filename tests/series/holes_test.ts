import assert from "node:assert/strict";
import { findHoles } from "../../lib/series/holes.ts";

Deno.test("findHoles() gives the first of each burst of one kind", () => {
  assert.deepEqual(findHoles([NaN, NaN, 1, Infinity, -Infinity, -Infinity, NaN], 9), [0, 3, 4, 6]);
  assert.deepEqual(findHoles([1, 2, 1e308], 9), []);
  assert.deepEqual(findHoles([0, NaN, 0], 9), [1]);
});

Deno.test("findHoles() gives some of very many, the first of each kind among them", () => {
  const values = Array.from({ length: 1000 }, (_, at) => at === 701 ? Infinity : at % 2 === 0 ? NaN : at);
  const found = findHoles(values, 10);
  assert.ok(found.length <= 10 && found.length >= 8 && found.includes(0) && found.includes(701), `${found}`);
  assert.ok(found.some((at) => at > 800), "over all of the curve");
});

import assert from "node:assert/strict";
import { smoothValues } from "../../lib/series/smooth.ts";

Deno.test("smoothValues() starts at the first value and follows the formula", () => {
  // By hand: s1 = 0.5·1 = 0.5 → 0.5/0.5 = 1; s2 = 0.25 + 0.5·3 = 1.75 → 1.75/0.75
  assert.deepEqual([...smoothValues([1, 3], 0.5)], [1, 1.75 / 0.75]);
});

Deno.test("smoothValues() keeps a constant series constant", () => {
  assert.deepEqual([...smoothValues([4, 4, 4], 0.9)].map((value) => Math.round(value * 1e9) / 1e9), [4, 4, 4]);
});

Deno.test("smoothValues() copies NaN and infinities and leaves them out of the average", () => {
  assert.deepEqual([...smoothValues([2, NaN, Infinity, 2], 0.5)], [2, NaN, Infinity, 2]);
});

Deno.test("smoothValues() changes nothing when the weight is 0", () => {
  assert.deepEqual([...smoothValues([1, 5], 0)], [1, 5]);
});

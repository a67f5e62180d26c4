import assert from "node:assert/strict";
import { scaleWeight, smoothMeans, smoothValues } from "../../lib/series/smooth.ts";

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

Deno.test("scaleWeight() lets an average reach as far over a long range as over a thousand points", () => {
  assert.equal(scaleWeight(0.9, 1000), 0.9);
  const [first, second] = [2_000, 1_000_000].map((points) => scaleWeight(0.9, points) ** (points / 1000));
  assert.ok(Math.abs(first! - 0.9) < 1e-12 && Math.abs(second! - 0.9) < 1e-9);
});

Deno.test("smoothMeans() is the average of the values where each stretch has only its mean", () => {
  const values = smoothValues([1, 1, 1, 5, 5, 2], 0.7), stretches = [[1, 3], [5, 2], [2, 1]] as const;
  const means = smoothMeans(stretches.map(([mean, count]) => ({ mean, count })), 0.7);
  for (const [at, index] of [[0, 2], [1, 4], [2, 5]] as const) assert.ok(Math.abs(means[at]! - values[index]!) < 1e-12);
  assert.deepEqual([...smoothMeans([{ mean: NaN, count: 0 }, { mean: 3, count: 2 }], 0.5)], [NaN, 3]);
});

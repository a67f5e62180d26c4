import assert from "node:assert/strict";
import { isNewSegment } from "../../lib/series/segments.ts";

Deno.test("isNewSegment() is true where the step goes back, on every axis, and where the position does", () => {
  const step = [1, 2, 2, 1], x = [10, 20, 30, 40];
  assert.deepEqual([1, 2, 3].map((at) => isNewSegment({ step, x }, at, at - 1)), [false, false, true]);
  assert.deepEqual([1, 2, 3].map((at) => isNewSegment({ x: step }, at, at - 1)), [false, false, true]);
  assert.deepEqual([1, 2, 3].map((at) => isNewSegment({ step: x, x: step }, at, at - 1)), [false, false, true]);
});

Deno.test("isNewSegment() is false where nothing is known of the point before", () => {
  assert.equal(isNewSegment({ x: [NaN, 1] }, 1, 0), false);
  assert.equal(isNewSegment({ x: [1] }, 0, -1), false);
});

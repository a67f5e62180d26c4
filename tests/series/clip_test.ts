import assert from "node:assert/strict";
import fc from "fast-check";
import { clipRange } from "../../lib/series/clip.ts";

Deno.test("clipRange() leaves out what is far from the others on either side, and nothing else", () => {
  const usual = Array.from({ length: 40 }, (_, at) => at / 10);
  assert.deepEqual(clipRange([usual, [500], [-500]], "linear"), { low: 0, high: 3.9 });
  assert.deepEqual(clipRange([usual], "linear"), { low: 0, high: 3.9 });
});

Deno.test("clipRange() measures distances on a logarithmic axis by factors, and passes over what has no place there", () => {
  const decades = [0.001, 0.01, 0.1, 1, 10, 100, 1000];
  assert.deepEqual(clipRange([decades, [0, -5, NaN, Infinity]], "log"), { low: 0.001, high: 1000 });
  assert.deepEqual(clipRange([[1, 2, 1, 2, 1, 2, 1e9]], "log"), { low: 1, high: 2 });
});

Deno.test("clipRange() keeps the common value when more than half are the same, and is null without a value", () => {
  assert.deepEqual(clipRange([[1, 1, 1, 1, 88]], "linear"), { low: 1, high: 1 });
  assert.equal(clipRange([[NaN, Infinity], []], "linear"), null);
});

Deno.test("clipRange() holds at least half of the values", () => {
  fc.assert(fc.property(fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 }), (values) => {
    const { low, high } = clipRange([values], "linear")!;
    return 2 * values.filter((value) => value >= low && value <= high).length >= values.length;
  }));
});

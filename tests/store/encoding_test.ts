import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeValue, encodeValue } from "../../lib/store/encoding.ts";

Deno.test("encodeValue() keeps numbers, text, maps and typed arrays", () => {
  const value = {
    epoch: NaN,
    best: -Infinity,
    at: 1_764_040_000_000,
    text: "損失 <b>\u0000\n",
    none: null,
    held: new Map([["acc", { points: [{ value: 0.5, step: NaN }], seen: new Map([[7, true]]) }]]),
    numbers: Float64Array.of(1.5, NaN, -Infinity),
  };
  assert.deepEqual(decodeValue(encodeValue(value)), value);
});

Deno.test("encodeValue() keeps any record of numbers, texts and lists, and typed arrays that begin anywhere in a buffer", () => {
  const leaf = fc.oneof(fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.string({ unit: "grapheme" }));
  const record = fc.dictionary(fc.string().filter((key) => key !== "__proto__"), fc.oneof(leaf, fc.array(leaf)));
  fc.assert(
    fc.property(record, fc.float64Array({ minLength: 3 }), (plain, numbers) => {
      const decoded = decodeValue(encodeValue({ plain, numbers: numbers.subarray(1) }));
      // -0 is stored as 0.
      const zero = (value: unknown) => JSON.stringify(value, (_, each) => Number.isNaN(each) ? "NaN" : each);
      assert.equal(zero((decoded as { plain: unknown }).plain), zero(plain));
      assert.deepEqual([...(decoded as { numbers: Float64Array }).numbers], [...numbers.subarray(1)]);
    }),
  );
});

Deno.test("encodeValue() leaves out fields that are undefined", () => {
  assert.deepEqual(decodeValue(encodeValue({ a: 1, b: undefined })), { a: 1 });
});

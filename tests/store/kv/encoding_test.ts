import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeValue, encodeValue } from "../../../lib/store/kv/encoding.ts";

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

Deno.test("decodeValue() runs and makes nothing but data", () => {
  const text = (word: string) => [0xa0 + word.length, ...new TextEncoder().encode(word)];
  const polluting = Uint8Array.of(0x81, ...text("__proto__"), 0x81, ...text("polluted"), 0xc3); // {"__proto__": {"polluted": true}}
  assert.throws(() => decodeValue(polluting), /__proto__ is not allowed/);
  assert.equal(Reflect.get({}, "polluted"), undefined);
  const named = decodeValue(Uint8Array.of(0x81, ...text("constructor"), ...text("alert(1)"))) as object;
  assert.deepEqual([Object.getPrototypeOf(named), Object.keys(named)], [Object.prototype, ["constructor"]]);
  const unknown = decodeValue(Uint8Array.of(0xd4, 99, 7)); // an extension of a type that nobody registered
  assert.deepEqual({ ...unknown as object }, { type: 99, data: Uint8Array.of(7) });
});

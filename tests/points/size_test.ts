import assert from "node:assert/strict";
import fc from "fast-check";
import { sizeOf, sizeOfText } from "../../lib/points/size.ts";
import { encodeValue } from "../../lib/store/kv/encoding.ts";

Deno.test("sizeOf() is never less than the stored bytes of plain values", () => {
  const plain = fc.object({
    key: fc.string({ unit: "binary", maxLength: 40 }),
    values: [fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.string({ unit: "binary" })],
    maxDepth: 3,
  });
  fc.assert(fc.property(plain, (value) => sizeOf(value) >= encodeValue(value).length), { numRuns: 60 });
});

Deno.test("sizeOf() is at most nine bytes for each number, and little more than its letters for a text", () => {
  assert.ok(sizeOf([0.5, NaN, 7]) <= 5 + 3 * 9);
  assert.ok(sizeOfText("a".repeat(100)) <= 105);
  assert.equal(sizeOfText("損失") - sizeOfText("ab"), 4);
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { widenToTicks } from "../../lib/series/axis.ts";
import { writeTicks } from "../../lib/series/tick_texts.ts";

Deno.test("writeTicks() never writes two ticks of an axis the same", () => {
  const value = fc.double({ min: -1e12, max: 1e12, noNaN: true });
  fc.assert(fc.property(value, fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (low, length) => {
    const { ticks } = widenToTicks({ low, high: low + length }, 5);
    assert.equal(new Set(writeTicks(ticks)).size, new Set(ticks).size);
  }));
});

Deno.test("writeTicks() writes as many digits as tell ticks apart", () => {
  assert.deepEqual(writeTicks([1234567, 1234567.5, 1234568]), ["1234567", "1234567.5", "1234568"]);
});

Deno.test("writeTicks() groups thousands in all whole numbers or in none, and writes long numbers with an exponent", () => {
  assert.deepEqual(writeTicks([0, 500_000, 1_000_000]), ["0", "500,000", "1,000,000"]);
  assert.deepEqual(writeTicks([0, 2e8, 4e8]), ["0", "2e8", "4e8"]);
});

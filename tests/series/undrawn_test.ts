import assert from "node:assert/strict";
import { findUndrawn, UNDRAWN_SIGNS } from "../../lib/series/undrawn.ts";

Deno.test("findUndrawn() tells apart why a value has no place on an axis", () => {
  const values = [NaN, Infinity, -Infinity, 0, -1, 1];
  assert.deepEqual(values.map((value) => findUndrawn(value, "linear")), ["nan", "above", "below", null, null, null]);
  const onLog = ["nan", "above", "below", "not-positive", "not-positive", null];
  assert.deepEqual(values.map((value) => findUndrawn(value, "log")), onLog);
  assert.equal(new Set(Object.values(UNDRAWN_SIGNS)).size, 4);
});

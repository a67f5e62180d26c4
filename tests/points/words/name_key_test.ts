import assert from "node:assert/strict";
import { nameKey } from "../../../lib/points/words/name_key.ts";

Deno.test("nameKey() gives names that differ numbers that differ, and one name the same one again", () => {
  const names = Array.from({ length: 1000 }, (_, at) => `layer_${at}/loss`), keys = names.map(nameKey);
  assert.equal(new Set(keys).size, names.length);
  assert.deepEqual(names.map(nameKey), keys);
});

Deno.test("nameKey() gives whole numbers that a double holds", () => {
  assert.ok(["", "loss", "损失", "x".repeat(200)].map(nameKey).every((key) => Number.isSafeInteger(key) && key >= 0));
});

import assert from "node:assert/strict";
import { formatCount } from "../../lib/text/count.ts";

Deno.test("formatCount() writes the singular for one thing alone", () => {
  assert.equal(formatCount(0, "run"), "0 runs");
  assert.equal(formatCount(1, "run"), "1 run");
  assert.equal(formatCount(2, "run"), "2 runs");
});

Deno.test("formatCount() separates thousands", () => {
  assert.equal(formatCount(1_234_567, "point"), "1,234,567 points");
});

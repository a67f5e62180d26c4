import assert from "node:assert/strict";
import { createLinearAxis } from "../../lib/series/y_axis.ts";

Deno.test("createLinearAxis() ends at ticks, and its texts tell them apart", () => {
  const axis = createLinearAxis([[2.00001, 2.00002]], { title: "loss" });
  assert.equal(new Set(axis.texts).size, axis.ticks.length);
  assert.deepEqual([axis.low, axis.high], [axis.ticks[0], axis.ticks.at(-1)]);
});

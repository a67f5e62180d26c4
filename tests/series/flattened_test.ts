import assert from "node:assert/strict";
import { mayFlatten } from "../../lib/series/flattened.ts";

const LEARNS = [2, 1.5, 1, 0.5];

Deno.test("mayFlatten() is true for a run that diverged beside others", () => {
  assert.ok(mayFlatten([LEARNS, LEARNS, [2, 90, 1e30, NaN]]));
  assert.ok(mayFlatten([LEARNS, [2, 1, 500]]));
});

Deno.test("mayFlatten() is false for runs of one kind, for a run alone, and without values", () => {
  assert.ok(!mayFlatten([LEARNS, [3, 2, 1], [2.5, 0.1]]));
  assert.ok(!mayFlatten([[2, 1e9]]));
  assert.ok(!mayFlatten([[NaN], [], [Infinity]]));
  assert.ok(!mayFlatten([[1, 1, 1], [1, 1, 1]]));
});

import assert from "node:assert/strict";
import { listLogTicks, widenLogRange } from "../../lib/series/log_axis.ts";

Deno.test("listLogTicks() gives 1, 2, 5 in a few decades, and powers of ten in many", () => {
  assert.deepEqual(listLogTicks({ low: 0.02, high: 3 }), [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]);
  assert.deepEqual(listLogTicks({ low: 1e-6, high: 1 }), [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1]);
  assert.ok(listLogTicks({ low: 1e-300, high: 1e300 }).length <= 9);
});

Deno.test("widenLogRange() gives a single value room, and a range that is none a usual one", () => {
  assert.deepEqual(widenLogRange({ low: 3, high: 3 }), { low: 1.5, high: 6 });
  assert.deepEqual(widenLogRange({ low: 0, high: 1 }), { low: 0.1, high: 1 });
  assert.deepEqual(widenLogRange({ low: 0.5, high: 2 }), { low: 0.5, high: 2 });
});

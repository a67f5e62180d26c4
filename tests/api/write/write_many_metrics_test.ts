import assert from "node:assert/strict";
import { rangeOnAxis } from "../../../lib/api/write/write_many_metrics.ts";

const run = { createdAt: 1_000, startedAt: 5_000 };

Deno.test("rangeOnAxis() takes the column of the axis, and the time since the run began for elapsed", () => {
  assert.deepEqual(rangeOnAxis(run, "step", { low: 1, high: 2 }), { step: [1, 2] });
  assert.deepEqual(rangeOnAxis(run, "global_step", { low: 1, high: 2 }), { globalStep: [1, 2] });
  assert.deepEqual(rangeOnAxis(run, "time", { low: 1, high: 2 }), { time: [1, 2] });
  const [low, high] = rangeOnAxis(run, "elapsed", { low: 0.1, high: Infinity }).time!;
  assert.ok(low <= 5_100 && low > 5_099.9 && high === Infinity);
  assert.ok(rangeOnAxis({ ...run, startedAt: null }, "elapsed", { low: 1, high: 2 }).time![0] <= 2_000);
});

Deno.test("rangeOnAxis() leaves out points without a number on the axis even when nothing bounds it", () => {
  const all = { low: -Infinity, high: Infinity };
  assert.deepEqual(rangeOnAxis(run, "epoch", all), { epoch: [-Infinity, Infinity] });
  for (const x of ["step", "time", "elapsed"] as const) assert.deepEqual(rangeOnAxis(run, x, all), {});
});

import assert from "node:assert/strict";
import { createCountAxis } from "../../lib/series/x_axis.ts";

Deno.test("createCountAxis() has only whole ticks between a few steps, and one tick for one step", () => {
  assert.deepEqual(createCountAxis([[0, 2]], { x: "step" }).texts, ["0", "1", "2"]);
  assert.deepEqual(createCountAxis([[7]], { x: "step" }), {
    low: 6.5,
    high: 7.5,
    ticks: [7],
    texts: ["7"],
    title: "step",
  });
  assert.deepEqual(createCountAxis([[0, 0.5, 1.5]], { x: "epoch" }).texts, ["0", "0.5", "1", "1.5"]);
});

Deno.test("createCountAxis() shows the asked range, and the points' own when no x is in it", () => {
  const { low, high } = createCountAxis([[0, 100]], { x: "step", minX: 10, maxX: 20 });
  assert.deepEqual([low, high], [10, 20]);
  const all = createCountAxis([[0, 100]], { x: "step", minX: 20, maxX: 10 });
  assert.deepEqual([all.low, all.high], [0, 100]);
});

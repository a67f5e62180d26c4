import assert from "node:assert/strict";
import { createColumns } from "../../lib/series/columns.ts";
import { columnOnAxis, createCountAxis } from "../../lib/series/x_axis.ts";

const columns = () => {
  const made = createColumns(2);
  made.step.set([3, 4]);
  made.globalStep.set([30, 40]);
  made.epoch.set([NaN, NaN]);
  made.time.set([61_000, 62_500]);
  return made;
};

Deno.test("columnOnAxis() gives the positions of points, elapsed ones in seconds from the start", () => {
  const on = (
    x: Parameters<typeof columnOnAxis>[1]["x"],
  ) => [...Array.from(columnOnAxis(columns(), { x, startMs: 60_000 }))];
  assert.deepEqual([on("step"), on("global_step")], [[3, 4], [30, 40]]);
  assert.deepEqual([on("elapsed"), on("time")], [[1, 2.5], [61_000, 62_500]]);
});

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

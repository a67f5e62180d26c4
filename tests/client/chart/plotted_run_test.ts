import assert from "node:assert/strict";
import { PLAIN_VIEW } from "../../../lib/series/chart_view.ts";
import { createPlottedRun } from "../../../lib/client/chart/plotted_run.ts";
import { columnsOf, heldRunOf } from "./runs.ts";

const LOSS = { metric: "loss", name: "first", style: 2, view: PLAIN_VIEW };

Deno.test("createPlottedRun() has the points of the metric and the holes", () => {
  const run = heldRunOf("a", { loss: columnsOf([1, 5], [2, NaN]) });
  const { id, name, style, points, smoothed, holes } = createPlottedRun(run, LOSS);
  assert.deepEqual({ id, name, style, smoothed, holes }, {
    id: "a",
    name: "first",
    style: 2,
    smoothed: null,
    holes: [{ x: 2, kind: "nan" }],
  });
  assert.deepEqual(points, [{ x: 1, y: 5, index: 0 }, { x: 2, y: NaN, index: 1 }]);
});

Deno.test("createPlottedRun() has a smoothed line when the view smooths", () => {
  const run = heldRunOf("a", { loss: columnsOf([1, 1], [2, 3]) });
  const { points, smoothed } = createPlottedRun(run, { ...LOSS, view: { ...PLAIN_VIEW, smoothing: 0.5 } });
  assert.deepEqual(points.map(({ y }) => y), [1, 3]);
  // By hand: (0.5 · 0.5 · 1 + 0.5 · 3) / (1 − 0.5²) = 1.75 / 0.75
  assert.deepEqual(smoothed!.map(({ y }) => y), [1, 1.75 / 0.75]);
});

Deno.test("createPlottedRun() counts time from the first point of any metric", () => {
  const run = heldRunOf("a", { loss: columnsOf([4, 1], [6, 2]), acc: columnsOf([3, 1]), lr: columnsOf([5, 1]) });
  const { points } = createPlottedRun(run, { ...LOSS, view: { ...PLAIN_VIEW, x: "elapsed" } });
  assert.deepEqual(points.map(({ x }) => x), [1, 3]);
});

Deno.test("createPlottedRun() has no points of a metric that the page does not hold", () => {
  assert.deepEqual(createPlottedRun(heldRunOf("a", {}), LOSS).points, []);
});

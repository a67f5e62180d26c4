import assert from "node:assert/strict";
import { PLAIN_VIEW } from "../../../lib/series/chart_view.ts";
import { createPlottedRun } from "../../../lib/client/chart/plotted_run.ts";
import { smoothKey } from "../../../lib/client/chart/range_summary.ts";
import { smoothRun } from "../../../lib/client/chart/smooth_run.ts";
import { columnsOf, heldRunOf } from "./runs.ts";

const LOSS = { metric: "loss", name: "first", style: 2, view: PLAIN_VIEW, smoothRun };

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

Deno.test("createPlottedRun() has the server's smoothed line where it holds fewer points, once that of the shown range is there", () => {
  const run = heldRunOf("a", { loss: columnsOf([1, 5], [9, 3]) }), view = { ...PLAIN_VIEW, smoothing: 0.5 };
  run.totals.set("loss", 100);
  const smoothedOf = (minX: number | null) => createPlottedRun(run, { ...LOSS, view: { ...view, minX } }).smoothed!;
  assert.deepEqual(smoothedOf(null).map(({ y }) => y), [5, (0.5 * 5 + 3) / 1.5], "until then, over the held points");
  run.smoothed.set("loss", { key: smoothKey(view), columns: columnsOf([1, 5], [5, 4.5], [9, 4]) });
  assert.deepEqual(smoothedOf(null).map(({ x, y }) => [x, y]), [[1, 5], [5, 4.5], [9, 4]]);
  assert.deepEqual(smoothedOf(2).map(({ y }) => y), [3]);
});

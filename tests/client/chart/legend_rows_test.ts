import assert from "node:assert/strict";
import { describeRow } from "../../../lib/client/chart/legend_rows.ts";
import { createPlottedRun } from "../../../lib/client/chart/plotted_run.ts";
import { PLAIN_VIEW, rangeKey } from "../../../lib/series/chart_view.ts";
import { columnsOf, heldRunOf } from "./runs.ts";

/** The row of a run with 1,200 points of which the page holds three, and exact numbers of the whole range. */
function rowOf(view = PLAIN_VIEW) {
  const held = heldRunOf("a", { loss: columnsOf([1, 4], [2, NaN], [3, 2]) }),
    run = { metric: "loss", name: "first", style: 1 };
  held.totals.set("loss", 1200);
  const spike = { value: 99, step: 700, line: 701 };
  const summary = {
    count: 1200,
    finite: 1188,
    last: 2,
    lastStep: 1200,
    min: { value: 0.5, step: 9, line: 10 },
    max: spike,
    mean: 3.25,
  };
  held.numbers.set("loss", { range: rangeKey(PLAIN_VIEW), summary });
  return describeRow(createPlottedRun(held, { ...run, view }), held, { metric: "loss", view });
}

Deno.test("describeRow() has the exact numbers of the range, and says how many points are drawn", () => {
  const { last, lastStep, min, max, mean, points, infinite, isThinned } = rowOf();
  assert.deepEqual(infinite, { count: 12, of: 1200 });
  assert.deepEqual([last, lastStep, mean, points, isThinned], ["2", "1200", "3.25", "3 of 1,200", true]);
  assert.deepEqual([min.text, max.text, max.point?.line], ["0.5", "99", 701]);
});

Deno.test("describeRow() doesn't use the numbers of another range", () => {
  const { max, mean, points } = rowOf({ ...PLAIN_VIEW, minX: 2 });
  assert.deepEqual([max.text, mean, points], ["2", "≈ 2", "2"]);
});

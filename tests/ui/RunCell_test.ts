import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { describeDifference, RunCell } from "../../lib/ui/RunCell.tsx";
import { rowOf } from "../series/table/rows.ts";

Deno.test("describeDifference() gives the difference with its sign, and its share of the baseline", () => {
  assert.equal(describeDifference(0.5, 0.4), "+0.1 (+25 %)");
  assert.equal(describeDifference(0.39, 0.4), "−0.01 (−2.5 %)");
  assert.equal(describeDifference(2, 0), "+2");
  assert.equal(describeDifference(NaN, 1), "");
});

Deno.test("RunCell() draws the small curve in the colour of the chart, and in none where the run isn't drawn", () => {
  const column = { id: "curve", title: "Curve", kind: "curve", name: "", stat: null } as const;
  const props = { row: rowOf({ style: 3 }), column, best: undefined, baseline: null, now: 0 };
  const curve = { metric: "loss", values: [2, 1] };
  assert.match(renderToString(RunCell({ ...props, curve, style: 5 })), /class="sparkline run-5"/);
  assert.match(renderToString(RunCell({ ...props, curve })), /class="sparkline"/);
});

import assert from "node:assert/strict";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { PLAIN_VIEW } from "../../../lib/series/chart_view.ts";
import { createPlottedRun } from "../../../lib/client/chart/plotted_run.ts";
import { describePoint, PointTip } from "../../../lib/client/chart/PointTip.tsx";
import { columnsOf, heldRunOf } from "./runs.ts";

const columns = columnsOf([10, 0.123456789], [20, NaN]);
columns.epoch[1] = 2;
const run = createPlottedRun(heldRunOf("a", { loss: columns }), {
  metric: "loss",
  name: "first",
  style: 1,
  view: PLAIN_VIEW,
});

function render(index: number, { x = 100, width = 900, runCount = 1 } = {}): string {
  return renderToString(h(PointTip, { metric: "loss", run, runCount, index, x: "step", at: { x, y: 5 }, width }));
}

Deno.test("describePoint() gives the exact value, the step and the line", () => {
  assert.equal(describePoint("loss", run, 0), "first: loss 0.123456789 at step 10, line 1");
  assert.equal(describePoint("loss", run, 1), "first: loss NaN at step 20, line 2");
});

Deno.test("PointTip() shows the epoch only when the point has one", () => {
  assert.ok(!render(0).includes("epoch"));
  assert.ok(render(1).includes("<dt>epoch</dt><dd>2</dd>"));
});

Deno.test("PointTip() names the run only when there are several", () => {
  assert.ok(!render(0).includes("first"));
  assert.ok(render(0, { runCount: 2 }).includes("<dd>first</dd>"));
});

Deno.test("PointTip() is on the side of the point that has more room", () => {
  assert.ok(render(0, { x: 100 }).includes('data-side="right"'));
  assert.ok(render(0, { x: 800 }).includes('data-side="left"'));
});

Deno.test("PointTip() is in a corner when the canvas is narrow", () => {
  const html = render(0, { x: 300, width: 400 });
  assert.ok(html.includes('data-corner="left"') && !html.includes("data-side") && !html.includes("style="));
});

Deno.test("PointTip() says how long after the start a point is on an axis of that, and its global step where that is another", () => {
  const held = heldRunOf("a", { loss: columnsOf([1, 5], [2, 4]) });
  held.startedAt = held.metrics.get("loss")!.time[0]! - 90_000;
  held.metrics.get("loss")!.globalStep[0] = 100;
  const byElapsed = createPlottedRun(held, {
    metric: "loss",
    name: "first",
    style: 1,
    view: { ...PLAIN_VIEW, x: "elapsed" },
  });
  const tip = (index: number) =>
    renderToString(
      h(PointTip, { metric: "loss", run: byElapsed, runCount: 1, index, x: "elapsed", at: { x: 0, y: 5 }, width: 900 }),
    );
  assert.ok(tip(0).includes("<dt>elapsed</dt><dd>1 min 30 s</dd>"), tip(0));
  assert.ok(tip(0).includes("<dt>global step</dt><dd>100</dd>"));
  assert.ok(!render(0).includes("elapsed"));
});

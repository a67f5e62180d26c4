import assert from "node:assert/strict";
import { selectPoint } from "../../../lib/client/chart/ChartPlots.tsx";
import { PLAIN_VIEW } from "../../../lib/series/chart_view.ts";
import { plotMetric } from "../../../lib/client/chart/metric_plots.ts";
import { columnsOf, heldRunOf } from "./runs.ts";

Deno.test("selectPoint() gives line, step and value of the point under the cursor", () => {
  const held = [heldRunOf("a", { loss: columnsOf([10, 3]) }), heldRunOf("b", { loss: columnsOf([20, 2], [30, 1.5]) })];
  const plot = plotMetric("loss", held, { named: [], view: PLAIN_VIEW });
  assert.deepEqual(selectPoint(plot, { runId: "b", index: 1 }), {
    runId: "b",
    line: 2,
    point: { metric: "loss", step: 30, value: 1.5 },
    from: "chart",
  });
});

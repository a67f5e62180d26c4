import assert from "node:assert/strict";
import { PLAIN_VIEW } from "../../../lib/series/chart_view.ts";
import { plotMetric } from "../../../lib/client/chart/metric_plots.ts";
import { chartAddress } from "../../../lib/client/chart/ShareButton.tsx";

const plots = [plotMetric("train/loss & more", [], { named: [], view: PLAIN_VIEW })];
const props = { experimentId: "e", runIds: ["a", "b"], plots, view: PLAIN_VIEW };

Deno.test("chartAddress() leads to the server's drawing of the first chart", () => {
  const base = "/experiments/e/runs/a/chart.svg?metric_type=train%2Floss+%26+more";
  assert.equal(chartAddress(props), `${base}&runs=a%2Cb`);
  assert.equal(chartAddress({ ...props, runIds: ["a"], view: { ...PLAIN_VIEW, y: "log" } }), `${base}&y=log`);
});

Deno.test("chartAddress() is undefined where the server has no such drawing", () => {
  for (const change of [{ experimentId: "" }, { runIds: [] }, { plots: [] }]) {
    assert.equal(chartAddress({ ...props, ...change }), undefined);
  }
});

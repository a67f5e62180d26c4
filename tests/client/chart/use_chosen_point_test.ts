import assert from "node:assert/strict";
import { MetricFeed } from "../../../lib/client/chart/metric_feed.ts";
import { holdPoint } from "../../../lib/client/chart/use_chosen_point.ts";
import { columnsOf } from "./runs.ts";

/** A feed of the run "r" that holds `loss` at the lines 1, 2 and 3. It was not started and requests nothing. */
function feedWithLoss(): MetricFeed {
  const feed = new MetricFeed({ experimentId: "e", runIds: ["r"], isLive: false, initial: {} });
  feed.runs[0]!.metrics.set("loss", columnsOf([10, 3], [20, 2], [30, 1]));
  return feed;
}

Deno.test("holdPoint() gives the index of a point that the page holds", () => {
  const feed = feedWithLoss();
  assert.equal(holdPoint(feed, { runId: "r", line: 2 }, { metric: "loss", step: 20, value: 2 }), 1);
  assert.equal(feed.version.peek(), 0);
});

Deno.test("holdPoint() adds a point that thinning left out", () => {
  const feed = feedWithLoss();
  const columns = columnsOf([25, 1.5]);
  columns.line[0] = 9;
  assert.equal(holdPoint(feed, { runId: "r", line: 9 }, { metric: "loss", step: 25, value: 1.5, columns }), 3);
  assert.deepEqual([...feed.runs[0]!.metrics.get("loss")!.step], [10, 20, 30, 25]);
});

Deno.test("holdPoint() gives the nearest line's point when the point itself is unknown", () => {
  assert.equal(holdPoint(feedWithLoss(), { runId: "r", line: 99 }, { metric: "loss", step: 25, value: 1.5 }), 2);
});

Deno.test("holdPoint() gives null when the page does not hold the metric or the run", () => {
  const point = { metric: "acc", step: 1, value: 1 };
  assert.equal(holdPoint(feedWithLoss(), { runId: "r", line: 1 }, point), null);
  assert.equal(holdPoint(feedWithLoss(), { runId: "other", line: 1 }, { ...point, metric: "loss" }), null);
});

import assert from "node:assert/strict";
import { formatCount } from "../../../lib/text/count.ts";
import { describeReading, factsHref } from "../../../lib/client/server/reread.ts";

Deno.test("describeReading() counts metrics and points", () => {
  assert.equal(describeReading({ metrics: { loss: { count: 1200 }, lr: { count: 34 } } }), "2 metrics, 1,234 points");
  assert.equal(describeReading({ metrics: {} }), "0 metrics, 0 points");
});

Deno.test("factsHref() names the run where there is one", () => {
  assert.equal(factsHref("e", "r"), "/experiments/e?run=r&part=facts");
  assert.equal(factsHref("e", null), "/experiments/e?part=facts");
});

Deno.test("formatCount() knows one from many", () => {
  assert.deepEqual([formatCount(0, "run"), formatCount(1, "run"), formatCount(2000, "run")], [
    "0 runs",
    "1 run",
    "2,000 runs",
  ]);
});

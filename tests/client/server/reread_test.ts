import assert from "node:assert/strict";
import { describeReread } from "../../../lib/client/server/reread.ts";

Deno.test("describeReread() counts metrics and points", () => {
  assert.equal(describeReread({ metrics: { loss: { count: 1200 }, lr: { count: 34 } } }), "2 metrics, 1,234 points");
  assert.equal(describeReread({ metrics: {} }), "0 metrics, 0 points");
});

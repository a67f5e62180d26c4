import assert from "node:assert/strict";
import { noBelow, noCounting, noFooter } from "../../../lib/points/curves/counting_state.ts";

Deno.test("noCounting() and noBelow() have counted nothing, from a start of their own each", () => {
  const counting = noCounting();
  counting.offset = 20;
  for (const { offset, last, rounds } of [noCounting(), noBelow()]) {
    assert.deepEqual([offset, last, rounds], [0, NaN, 0]);
  }
  assert.equal(noBelow().measures, false);
});

Deno.test("noFooter() has no side yet, and values of its own that wait", () => {
  const footer = noFooter();
  footer.waiting.push({ metric: "loss", value: 0.5, step: 0, epoch: null, globalStep: null, line: 1, kind: "metric" });
  assert.deepEqual([noFooter().side, noFooter().waiting], ["", []]);
});

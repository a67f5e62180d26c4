import assert from "node:assert/strict";
import { createXAxis, createYAxis, describePosition } from "../../lib/series/any_axis.ts";

Deno.test("createXAxis() says where time begins, and which day and zone a clock has", () => {
  assert.equal(createXAxis([[0, 9]], { x: "elapsed" }).title, "elapsed, from the run’s start");
  assert.equal(createXAxis([[0, 600_000]], { x: "time", zone: 60 }).title, "clock time on 1 Jan 1970 (UTC+1)");
  const one = createXAxis([[90_000]], { x: "time" });
  assert.deepEqual([one.texts, one.high - one.low], [["00:01:30"], 60_000]);
});

Deno.test("createYAxis() leaves out of a logarithmic axis what it can't show, and says that it is one", () => {
  const axis = createYAxis([[-5, 0, 1, 100], [NaN, Infinity]], { y: "log", title: "loss" });
  assert.deepEqual([axis.low, axis.high, axis.title], [1, 100, "loss (log)"]);
});

Deno.test("describePosition() says where a point is on each axis", () => {
  assert.equal(describePosition(12, { x: "global_step", zone: 0 }), "global step 12");
  assert.equal(describePosition(61.5, { x: "elapsed", zone: 0 }), "1 min 1.5 s from the start");
  assert.equal(describePosition(0, { x: "time", zone: 60 }), "1 Jan 1970 01:00");
});

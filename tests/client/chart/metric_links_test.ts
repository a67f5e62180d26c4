import assert from "node:assert/strict";
import { takeViewAlong } from "../../../lib/client/chart/metric_links.ts";

Deno.test("takeViewAlong() adds the view and keeps the address' own parameters", () => {
  const href = "http://127.0.0.1/experiments/1?run=2#L7";
  const search = "?run=1&metric=val%2Floss&smooth=0.5&x=time&y=log&beside=lr";
  assert.equal(
    takeViewAlong(href, search),
    "http://127.0.0.1/experiments/1?run=2&metric=val%2Floss&beside=lr&smooth=0.5&x=time&y=log#L7",
  );
});

Deno.test("takeViewAlong() leaves out the range of steps and the hidden runs", () => {
  assert.equal(takeViewAlong("http://x/e?run=2", "?run=1&min_step=5&max_step=9&hide=1"), "http://x/e?run=2");
});

import assert from "node:assert/strict";
import { showPoints } from "../../support/read_rule.ts";

for (
  const [what, log, points] of [
    ["what a line was given before a colon", "[3/6] depth=4 rho=0.5: acc 0.75, f1 0.5", "acc=0.75@3 f1=0.5@3"],
    ["what it was given before an arrow", "trial 3: depth=4 rho=0.5 -> acc=0.75", "acc=0.75@3"],
  ] as const
) {
  Deno.test(`leaveOutGiven() leaves out ${what}`, () => assert.equal(showPoints(log), points));
}

for (
  const [what, log, points] of [
    ["a known metric before the colon", "step 3 loss=0.5 rho=0.25: acc 0.75", "loss=0.5@3 rho=0.25@3 acc=0.75@3"],
    ["names without an equals sign", "step 3 depth: 4.5, rho: 0.5: acc 0.75", "depth=4.5@3 rho=0.5@3 acc=0.75@3"],
    ["values with no metric behind the colon", "step 3 rho=0.5: tau=0.25", "rho=0.5@3 tau=0.25@3"],
  ] as const
) {
  Deno.test(`leaveOutGiven() keeps ${what}`, () => assert.equal(showPoints(log), points));
}

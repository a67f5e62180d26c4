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

for (
  const [what, log, points] of [
    [
      "a constant in a column of its own",
      "rho=0.1 | Step 30 | mae 0.5\nrho=0.1 | Step 60 | mae 0.4",
      "mae=0.5@30 mae=0.4@60",
    ],
    [
      "one that changes as the steps begin again",
      "(tau 0.1) lap: epoch 1 drag: 0.5\n(tau 0.1) lap: epoch 2 drag: 0.4\n(tau 0.2) lap: epoch 1 drag: 0.6\n(tau 0.2) lap: epoch 2 drag: 0.5",
      "drag=0.5@1 drag=0.4@2 drag=0.6@1 drag=0.5@2",
    ],
    [
      "a run's name that begins with the word for the best",
      "Mejor (rho=0.1, mu=0.2) | Episodio 100 | recompensa: 0.5\nMejor (rho=0.1, mu=0.2) | Episodio 200 | recompensa: 0.6",
      "recompensa=0.5@100 recompensa=0.6@200",
    ],
    [
      "what stands with it on lines without a counter",
      "Basis (rho=0.1, mu=0.2) | Step 30 | mae 0.5\nBasis (rho=0.1, mu=0.2) | Step 60 | mae 0.4\n" +
      "Basis (rho=0.1, mu=0.2) | done, best mae: 0.4\nBasis (rho=0.3, mu=0.4) | begins\nBasis (rho=0.3, mu=0.4) | Step 30 | mae 0.6",
      "mae=0.5@30 mae=0.4@60 best_mae=0.4@60 mae=0.6@30",
    ],
  ] as const
) {
  Deno.test(`doubtGiven() leaves out ${what}`, () => assert.equal(showPoints(log), points));
}

for (
  const [what, log, points] of [
    [
      "what changes before the counter",
      "drag 0.5 step 3 lift 1.5\ndrag 0.4 step 6 lift 1.5",
      "lift=1.5@3 drag=0.5@3 drag=0.4@6 lift=1.5@6",
    ],
    ["what stands alone before it", "drag 0.5 (step 3)\ndrag 0.5 (step 6)", "drag=0.5@3 drag=0.5@6"],
    [
      "a metric that every program knows",
      "loss 0.5 step 3 lift 1.5\nloss 0.5 step 6 lift 1.5",
      "loss=0.5@3 lift=1.5@3 loss=0.5@6 lift=1.5@6",
    ],
    ["the fields of a record", '{"drag": 0.5, "epoch": 1, "mae": 0.5}', "drag=0.5@1 mae=0.5@1"],
  ] as const
) {
  Deno.test(`doubtGiven() keeps ${what}`, () => assert.equal(showPoints(log), points));
}

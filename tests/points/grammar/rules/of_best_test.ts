import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

const below = (line: string) => [3, 4].map((epoch) => `Epoch ${epoch}\n${line}`).join("\n");

for (
  const [what, line, points] of [
    ["behind a bracket", "acc: 0.5 | best acc: 0.75 (ep 1)", "acc=0.5@3 best_acc=0.75@3 acc=0.5@4 best_acc=0.75@4"],
    ["behind at", "acc: 0.5 (best 0.75 at epoch 1)", "acc=0.5@3 best_acc=0.75@3 acc=0.5@4 best_acc=0.75@4"],
    [
      "behind a comma in its bracket",
      "acc: 0.5 (best: 0.75, step 1)",
      "acc=0.5@3 best_acc=0.75@3 acc=0.5@4 best_acc=0.75@4",
    ],
    ["behind best", "acc: 0.5, best epoch 1", "acc=0.5@3 acc=0.5@4"],
  ] as const
) {
  Deno.test(`counterOfBest takes the counter ${what}`, () => assert.equal(showPoints(below(line)), points));
}

for (
  const [what, log, points] of [
    ["of a line that tells of the best value alone", "best acc: 0.5 (epoch 3)", "best_acc=0.5@3"],
    ["of the line, behind other values", "acc: 0.5 loss: 0.25 (epoch 3)", "acc=0.5@3 loss=0.25@3"],
    ["before its values", "best: epoch 3, acc 0.5", "acc=0.5@3"],
  ] as const
) {
  Deno.test(`counterOfBest leaves the counter ${what}`, () => assert.equal(showPoints(log), points));
}

Deno.test("bestBeside leaves a single best value its own name", () => {
  assert.equal(showPoints("step 3 acc: 0.5 best: 0.75"), "acc=0.5@3 best=0.75@3");
});

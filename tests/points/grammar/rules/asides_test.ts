import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    [
      "whole numbers without ties as metrics once they change",
      "step 1 level 3 page 29 loss 0.5\nstep 2 level 4 page 31 loss 0.4\nstep 3 level 2 page 28 loss 0.3",
      "loss=0.5@1 loss=0.4@2 loss=0.3@3 level=3@1 level=4@2 level=2@3 page=29@1 page=31@2 page=28@3",
    ],
    [
      "a whole number without a tie that is first on its line as none",
      "step 3 loss 0.5\nfold 1 best acc 0.5\nfold 2 best acc 0.75",
      "loss=0.5@3 best_acc=0.5@3 best_acc=0.75@3.5",
    ],
  ] as const
) {
  Deno.test(`rules of asides.ts read ${what}`, () => assert.equal(showPoints(log), points));
}

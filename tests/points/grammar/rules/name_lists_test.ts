import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    ["names and values in parentheses", "step 10 (precision, recall): (0.5, 0.25)", "precision=0.5@10 recall=0.25@10"],
    ["no list where the numbers are more than the names", "step 4 loss,acc,f1 0.5 0.25 0.75 0.9", "f1=0.5@4"],
    ["as many values as placeholders", "Epoch: %d | D loss: %f | G loss: %f  3 0.5 0.25", "d_loss=0.5@3 g_loss=0.25@3"],
    ["fewer values than placeholders as before", "Epoch {}, loss {}, acc {} 0.5", "acc=0.5@0"],
  ] as const
) {
  Deno.test(`lists of names read ${what}`, () => assert.equal(showPoints(log), points));
}

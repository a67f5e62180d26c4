import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    ["one value for each class", "epoch 3 iou {0: 0.5, 1: 0.75, 2: 0.25}", "iou/0=0.5@3 iou/1=0.75@3 iou/2=0.25@3"],
    ["a single value under its key", "{'step': 3, 'acc': {0: 0.5}}", "acc=0.5@3"],
    ["no rates", "step 3 loss 0.5 lr: {0: 0.1, 1: 0.2}", "loss=0.5@3"],
    ["no words of a sentence", "step 3 loss 0.5, shares {0: 0.25, 1: 0.75}", "loss=0.5@3"],
    ["no counts", "step 3 loss 0.5 seen: {0: 17, 1: 25}", "loss=0.5@3"],
  ] as const
) {
  Deno.test(`a dictionary of whole numbers gives ${what}`, () => assert.equal(showPoints(log), points));
}

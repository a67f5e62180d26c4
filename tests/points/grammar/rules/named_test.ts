import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    ["a whole number without a mark as no value of an unknown name", "step 3 loss 0.5 apples 7", "loss=0.5@3"],
    ["a known name without a mark", "step 3 loss 2 acc 0.5", "loss=2@3 acc=0.5@3"],
    ["a tensor with one element", "step 3 loss: tensor([0.5])", "loss=0.5@3"],
    ["a step before a colon", "Validation loss 35500: 0.31", "validation_loss=0.31@35500"],
    ["cells between bars", "| step 3 | grads 0.5 | ppl 1.65 |", "grads=0.5@3 ppl=1.65@3"],
    ["values that are no number as nothing", "step 3 loss: n/a | acc: 0.5 | node=gpu07 f1=0.25", "acc=0.5@3 f1=0.25@3"],
  ] as const
) {
  Deno.test(`rules of named numbers read ${what}`, () => assert.equal(showPoints(log), points));
}

import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    ["words before a value as no list", "step 4 done, loss 0.5 0.4", "loss=0.5@4"],
    ["learning rates of groups as one", "step 3 loss=0.5 lr=[0.1, 0.2]", "loss=0.5@3 learning_rate=0.1@3"],
    ["a list of an unknown name as data", "step 3 loss=0.5 weights [0.5, 0.25]", "loss=0.5@3"],
    ["a step in brackets, which is no list", "Step [100/600], Loss: 0.5", "loss=0.5@100"],
    ["a value without a name field", '{"step": 1, "value": 0.5}', "value=0.5@1"],
    ["a record in logfmt", "step=7 name=wer value=0.25", "wer=0.25@7"],
  ] as const
) {
  Deno.test(`list rules read ${what}`, () => assert.equal(showPoints(log), points));
}

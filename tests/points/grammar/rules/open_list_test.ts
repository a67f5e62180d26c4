import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    ["no value of a list with commas that goes on", "step 3 loss 0.5 recall: [0.5, 0.25, 0.75,\n 0.5]", "loss=0.5@3"],
    ["no value of a list of lists", "step 3 loss 0.5 recall: [[0.5 0.25 0.75]\n [0.5 0.25 0.75]]", "loss=0.5@3"],
    [
      "a list that ends on its line",
      "step 3 recall: [0.5, 0.25, 0.75]",
      "recall/0=0.5@3 recall/1=0.25@3 recall/2=0.75@3",
    ],
    ["a value in a bracket that isn't closed", "step 3 [recall: 0.5", "recall=0.5@3"],
  ] as const
) {
  Deno.test(`openList reads ${what}`, () => assert.equal(showPoints(log), points));
}

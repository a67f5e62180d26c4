import assert from "node:assert/strict";
import { showPoints } from "../../support/read_rule.ts";

for (
  const [what, log, points] of [
    [
      "the second statistic of a quantity by what the first one is of",
      "step 3 flow depth mean: 0.5 max: 0.75",
      "flow_depth_mean=0.5@3 flow_depth_max=0.75@3",
    ],
    [
      "a percentile after the metric directly before it",
      "step 3 lift: 0.5, 10th percentile: 0.25, 90th percentile 0.75",
      "lift=0.5@3 lift_10th_percentile=0.25@3 lift_90th_percentile=0.75@3",
    ],
    [
      "statistics without marks",
      "step 3 reward mean 0.5 std 0.25 min 0.125 max 0.75",
      "reward_mean=0.5@3 reward_std=0.25@3 reward_min=0.125@3 reward_max=0.75@3",
    ],
    [
      "statistics behind a label",
      "step 3 kl: mean 0.5 max 0.75 | margin: mean 1.5 max 2.5",
      "kl_mean=0.5@3 kl_max=0.75@3 margin_mean=1.5@3 margin_max=2.5@3",
    ],
    ["a statistic behind another value as printed", "step 3 reward: 0.5 std: 0.25", "reward=0.5@3 std=0.25@3"],
    ["a statistic behind a split as that split's", "step 3 val: mean 0.5", "mean=0.5@3"],
  ] as const
) {
  Deno.test(`nameStatistics() names ${what}`, () => assert.equal(showPoints(log), points));
}

for (
  const [what, log, points] of [
    [
      "unknown names after the metric in brackets",
      "step 3 [Loss] gen: 0.5 disc: 0.25",
      "loss_gen=0.5@3 loss_disc=0.25@3",
    ],
    ["known names as printed", "step 3 [Accuracy] top1: 0.5", "top1=0.5@3"],
    [
      "values behind other brackets as printed",
      "step 3 [Loss] gen: 0.5 [Rest] drag: 0.25",
      "loss_gen=0.5@3 drag=0.25@3",
    ],
    ["a value directly behind the bracket by it alone", "step 3 [Loss] 0.5", "loss=0.5@3"],
  ] as const
) {
  Deno.test(`nameBracketed() names ${what}`, () => assert.equal(showPoints(log), points));
}

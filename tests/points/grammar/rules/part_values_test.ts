import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

/** A log of two epochs, each with the same lines of which only a value changes. */
const twice = (...lines: string[]) =>
  [1, 2].flatMap((epoch) => [`Epoch ${epoch}`, ...lines.map((line) => line.replaceAll("%", String(epoch)))]).join("\n");

for (
  const [what, log, points] of [
    ["names a value by the word and the number before it", twice("  Class 0: 0.8%", "  Class 1: 0.7%"), [
      "class_0=0.81@1 class_1=0.71@1 class_0=0.82@2 class_1=0.72@2",
    ]],
    ["leaves a note behind the value", twice("Digit 7 = 0.9% (9%/100)", "Digit 8 = 0.8% (8%/100)"), [
      "digit_7=0.91@1 digit_8=0.81@1 digit_7=0.92@2 digit_8=0.82@2",
    ]],
    ["leaves a value that a counter places", "Step 40: 0.81\nStep 50: 0.82", ["value=0.81@40 value=0.82@50"]],
    ["leaves a number of something", twice("Sample 4: 0.8% is right"), [""]],
  ] as const
) {
  Deno.test(`readPartValue() ${what}`, () => {
    const shown = showPoints(log).split(" ").filter(Boolean).toSorted();
    assert.deepEqual(shown, points[0].split(" ").filter(Boolean).toSorted());
  });
}

for (
  const [what, log, points] of [
    [
      "a part's aside with a part's name",
      "Region 82 loss: 0.5, Class: 0.5\nRegion 82 loss: 0.4, Class: 0.6",
      "region_82_loss=0.5@0 region_82_loss=0.4@1 region_82_class=0.5@0 region_82_class=0.6@1",
    ],
    [
      "a part that is over as no part of the value behind it",
      "epoch 9\nafter task 1: average accuracy = 0.5\nepoch 9\nafter task 2: average accuracy = 0.75",
      "average_accuracy=0.5@9 average_accuracy=0.75@9",
    ],
    ["the end of a tied name as no part", "step 3 gap=0.25 worst_client=7 drag=0.5", "gap=0.25@3 drag=0.5@3"],
    ["such a name in front of all values", "step 3 active_agent: 7 | pull: 0.5", "pull=0.5@3"],
    ["one in quotes", "{'step': 3, 'top_player': 7, 'pull': 0.5}", "pull=0.5@3"],
    ["one of two words behind a value", "step 3 | gap: 0.25 | greedy arm: 7 | pull: 0.5", "gap=0.25@3 pull=0.5@3"],
    ["the word behind a split, which is a part", "step 3 train_client=7 acc=0.5", "client_7_acc=0.5@3"],
    ["the word with what says that it has a number", "step 3 client_number=7 drag=0.5", "client_7_drag=0.5@3"],
    ["a word of two without a tie, and one in front", "step 3 top agent 7 pull=0.5", "agent_7_pull=0.5@3"],
    ["two words with a tie in front of all values", "Global client: 7 step 3 pull=0.5", "client_7_pull=0.5@3"],
    ["no part beyond 999", "step 3 | Patient 1200: loss 0.5", "loss=0.5@3"],
  ] as const
) {
  Deno.test(`part reads ${what}`, () => assert.equal(showPoints(log), points));
}

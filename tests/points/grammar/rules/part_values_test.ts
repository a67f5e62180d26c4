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
    ["no part beyond 999", "step 3 | Patient 1200: loss 0.5", "loss=0.5@3"],
  ] as const
) {
  Deno.test(`part reads ${what}`, () => assert.equal(showPoints(log), points));
}

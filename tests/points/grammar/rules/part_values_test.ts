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

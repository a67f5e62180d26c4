import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    ["reads a time at the end of a line of fields", "step 3 | drag 0.5 | 1250 ms", "drag=0.5@3 time=1250@3!"],
    ["reads a time in brackets", "Epoch 3: loss 0.5 (12.5 sec)", "loss=0.5@3 time=12.5@3!"],
    ["leaves a time where the line names one", "step 3 time=1.5s loss 0.5 (1.4s)", "time=1.5@3! loss=0.5@3"],
    ["leaves the average of a time", "step 3 | loss 0.5 | data 0.1s(0.2s)", "loss=0.5@3 data=0.1@3!"],
    ["leaves a time on a line that counts and measures nothing", "Saved the weights (2.5s)", ""],
    ["leaves a time with a word behind it", "Epoch 3: loss 0.5, 12.5s left", "loss=0.5@3"],
  ] as const
) {
  Deno.test(`timeTaken ${what}`, () => assert.equal(showPoints(log), points));
}

import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [log, points] of [
    ["Train: [2/50] loss 0.83", "loss=0.83@2"],
    ["Valid: [3/50] loss 0.5", "valid_loss=0.5@3"],
    ["[3/25][10/782] loss: 0.5", "loss=0.5@1574"],
    ["3: loss 0.5", "loss=0.5@3"],
    ["3 apples weigh: 0.5", ""],
  ] as const
) {
  Deno.test(`placeLeading() reads ${log}`, () => assert.equal(showPoints(log), points));
}

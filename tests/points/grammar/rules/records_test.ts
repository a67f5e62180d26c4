import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    ["a value with its name in a field before it", "step 3 name=loss value=0.5", "loss=0.5@3"],
    ["a value with its name in a field behind it", '{"step": 3, "value": 0.5, "tag": "val/loss"}', "val/loss=0.5@3"],
    ["a scalar", '{"step": 3, "scalar": 0.5, "key": "loss"}', "loss=0.5@3"],
    ["a name with letters beyond ASCII", '{"tag": "Güte", "value": 0.5, "step": 3}', "güte=0.5@3"],
    ["single letters side by side", "step 3 'k': 'loss', 'v': 0.5", "loss=0.5@3"],
    ["no letters apart", "step 3 k: loss | drag: 0.5 | v: 0.25", "drag=0.5@3 v=0.25@3"],
    ["nothing of another record", '{"name": "a"} {"step": 3, "value": 0.5}', "value=0.5@3"],
  ] as const
) {
  Deno.test(`valueOfRecord reads ${what}`, () => assert.equal(showPoints(log), points));
}

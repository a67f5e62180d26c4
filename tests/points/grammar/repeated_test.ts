import assert from "node:assert/strict";
import { showPoints } from "../../support/read_rule.ts";

for (
  const [what, log, points] of [
    ["keeps what stands beside them", "batch=3 mae=0.5 gap=0.1 gap=0.2 gap=0.3 mape=0.75", "mae=0.5@3 mape=0.75@3"],
    ["leaves out the line without a counter", "mae=0.5 gap=0.1 gap=0.2 gap=0.3", ""],
    ["leaves out the line with nothing else", "step 3 mae=0.5 mae=0.4 mae=0.3", ""],
    ["lets two values have one name", "step 3 mae=0.5 mae=0.4 mape=0.3", "mae=0.5@3 mae=0.4@3 mape=0.3@3"],
  ] as const
) {
  Deno.test(`leaveOutRepeated() ${what}`, () => assert.equal(showPoints(log), points));
}

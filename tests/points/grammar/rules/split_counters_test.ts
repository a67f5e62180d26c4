import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [log, points] of [
    ["[near][50]nll: 0.5", "nll=0.5@50"],
    ["[near][50] 0.5", ""],
    ["[near][0.5]gap: 0.5", ""],
  ] as const
) {
  Deno.test(`a word in brackets before a number in brackets: ${log}`, () => assert.equal(showPoints(log), points));
}

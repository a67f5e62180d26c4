import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    ["an epoch and a step", "e: 1 s: 100 l: 0.9", "l=0.9@100"],
    ["an epoch and a batch behind the cell of a word", "| fit | E: 1 | B: 5 | drag: 0.5", "drag=0.5@5"],
    ["letters in brackets of their own", "[E 3][S 400] L=0.5", "l=0.5@400"],
    ["no energy", "step 3 e: 1 f: 2.5", "f=2.5@3"],
  ] as const
) {
  Deno.test(`letters reads ${what}`, () => assert.equal(showPoints(log), points));
}

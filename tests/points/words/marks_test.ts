import assert from "node:assert/strict";
import { markOf, serviceBefore } from "../../../lib/points/words/marks.ts";

for (
  const [line, mark] of [
    ["[student] step 3 loss 0.5", "student"],
    ["<actor> step 3 loss 0.5", "actor"],
    ["actor | step 3 loss 0.5", "actor"],
    ["[val] step 3 loss 0.5", ""],
    ["[epoch] 3 loss 0.5", ""],
    ["[loss] 0.5", ""],
    ["[gpu07] step 3 loss 0.5", ""],
    ["student step 3 loss 0.5", ""],
    ["Solving for Ux, residual = 0.5", "Ux"],
    ["results for the judge: score 0.5", "judge"],
    ["loss for epoch, 0.5", ""],
  ] as const
) {
  Deno.test(`markOf() finds ${mark || "no word"} in ${line}`, () => assert.equal(markOf(line), mark));
}

Deno.test("serviceBefore() finds the service before the number of its replica", () => {
  assert.deepEqual(["trainer-", "my_judge_", "trainer"].map(serviceBefore), ["trainer", "my_judge", ""]);
});

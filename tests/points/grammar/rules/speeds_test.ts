import assert from "node:assert/strict";
import { showFacts } from "../../show_facts.ts";

for (
  const [what, line, said] of [
    ["a speed before its unit", "step 3 loss 0.5 113.4k tok/s", "step=3 loss=0.5 tok/s=113400"],
  ] as const
) {
  Deno.test(`rules of speeds.ts read ${what}`, () => assert.equal(showFacts(line), said));
}

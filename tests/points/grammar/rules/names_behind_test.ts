import assert from "node:assert/strict";
import { showFacts } from "../../show_facts.ts";

for (
  const [what, line, said] of [
    ["a value before its name", "step 3 loss 0.5, 0.61 avg loss,", "step=3 loss=0.5 avg_loss=0.61"],
    ["a value before an equation", "0.83 = Validation score", "validation_score=0.83"],
  ] as const
) {
  Deno.test(`rules of names_behind.ts read ${what}`, () => assert.equal(showFacts(line), said));
}

Deno.test("nameBehind takes a time before the word loss for no loss", () => {
  assert.equal(
    showFacts("Took: 8.4ms forward, 0.2ms loss, 0.3ms other"),
    showFacts("Took: 8.4ms forward, 0.2ms wait, 0.3ms other"),
  );
  assert.notEqual(
    showFacts("Took: 8.4ms forward, 0.2 loss, 0.3ms other"),
    showFacts("Took: 8.4ms forward, 0.2 wait, 0.3ms other"),
  );
});

import assert from "node:assert/strict";
import { showPoints } from "../../support/read_rule.ts";

Deno.test("tellApart() names the second value of each cell by the word of its cell", () => {
  assert.equal(
    showPoints("ep 1 | train nll 300.5 kl 2.5 | held-out nll 310.5 kl 3.5"),
    "train_nll=300.5@1 train_kl=2.5@1 held-out_nll=310.5@1 held-out_kl=3.5@1",
  );
});

Deno.test("tellApart() changes nothing in a long record", () => {
  const fields = Array.from({ length: 30 }, (_, at) => `f${at} 0.5`).join(" | ");
  const log = `ep 1 | train nll 300.5 kl 2.5 | ${fields} | held-out nll 310.5 kl 3.5`;
  assert.match(showPoints(log), / kl=2\.5@1 .* kl=3\.5@1$/);
});

Deno.test("tellApart() changes nothing where all names differ", () => {
  assert.equal(
    showPoints("ep 1 | train_nll 300.5 kl 2.5 | test_nll 310.5"),
    "train_nll=300.5@1 kl=2.5@1 test_nll=310.5@1",
  );
});

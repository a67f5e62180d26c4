import assert from "node:assert/strict";
import { unifyName } from "../../lib/text/name_synonyms.ts";

Deno.test("unifyName() unifies true synonyms only", () => {
  assert.deepEqual(["lr", "gradient_norm", "gnorm", "train_loss", "constructor"].map(unifyName), [
    "learning_rate",
    "grad_norm",
    "grad_norm",
    "train_loss",
    "constructor",
  ]);
});

import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

Deno.test("the Estimator's results are an evaluation's, at the step that they name", () => {
  assert.deepEqual(
    readShort("Saving dict for global step 20000: accuracy = 0.912, global_step = 20000, loss = 0.31"),
    ["eval_accuracy=0.912@20000", "eval_loss=0.31@20000"],
  );
});

import assert from "node:assert/strict";
import { judgesMeasure } from "../../../lib/points/words/judgement.ts";

Deno.test("judgesMeasure() is true for a sentence that says how a measure is, that it is the best one, or that it isn't better", () => {
  const lines = [
    "Validation loss did not improve",
    "Epoch 4: test accuracy went down",
    "dev score unchanged since epoch 2",
    "Epoch 4: new best validation loss",
    "Best validation so far at epoch 4",
    "No improvement on validation set",
    "val loss hasn't moved",
  ];
  assert.deepEqual(lines.filter((line) => !judgesMeasure(line)), []);
});

Deno.test("judgesMeasure() is false for headings of values", () => {
  const lines = [
    "Computing validation loss",
    "Test accuracy per class",
    "Validation loss and accuracy",
    "Best validation results:",
    "Test accuracy report",
    "Dev score epoch 4",
    "Evaluating the best model on test",
    "Testing (no flips)",
    "before training dev accuracy:",
  ];
  assert.deepEqual(lines.filter(judgesMeasure), []);
});

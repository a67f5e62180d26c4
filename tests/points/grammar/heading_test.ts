import assert from "node:assert/strict";
import { headingOf, tellsCondition } from "../../../lib/points/grammar/heading.ts";
import { emptyStatement } from "../../../lib/points/grammar/make_statement.ts";

/** A statement with a counter of steps, or one that says nothing. */
function statementWith(isCounting: boolean) {
  const statement = emptyStatement();
  if (isCounting) statement.slots.step = 0;
  return statement;
}

Deno.test("headingOf() gives the phase of a short line that names a split, and an empty one for training", () => {
  const lines = ["***** Running Evaluation *****", "Test set:", "Validation metrics (threshold=0.5):", "Training"];
  assert.deepEqual(lines.map((line) => headingOf(line, emptyStatement())), ["eval", "test", "val", ""]);
});

Deno.test("headingOf() gives none for a line that tells one thing behind a colon, unless a split's word is before it", () => {
  const lines = [
    "Testing translate: German to Welsh",
    "Eval strategy: greedy",
    "Start validation: best model",
    "Eval on: dev",
  ];
  assert.deepEqual(lines.map((line) => headingOf(line, emptyStatement())), [null, null, "val", "dev"]);
});

Deno.test("headingOf() gives the split behind a count, and none where the count is how far it is", () => {
  const lines = ["Epoch 3/9 Validation", "(3/9) Testing", "Validating 3/9", "***** Evaluating gaps, Epoch 1/1 *****"];
  assert.deepEqual(lines.map((line) => headingOf(line, statementWith(true))), ["val", "test", null, null]);
});

Deno.test("headingOf() gives none for data that is made ready, a setting, a path, and a long sentence", () => {
  const lines = [
    "Loading validation data",
    "eval_metric: auc",
    "'DO_EVAL': False,",
    "runs/test/best.pt",
    "the validation of what we have here is far from over",
  ];
  assert.deepEqual(lines.map((line) => headingOf(line, emptyStatement())), Array(lines.length).fill(null));
});

Deno.test("headingOf() gives none for a list of numbers", () => {
  const lines = ["val errors: [4, 9]", "test rows {3.0, 5.0}", "Validation ids (1, 2, 3)", "Validation (pass 3)"];
  assert.deepEqual(lines.map((line) => headingOf(line, emptyStatement())), [null, null, null, "val"]);
});

Deno.test("headingOf() gives none for a split within a name, and for a sentence about a measure, beside a counter too", () => {
  const lines = [
    "Epoch 4: val_hit stays",
    "before_test_run:",
    "Validation loss went up",
    "Epoch 4: no gain on validation set",
  ];
  assert.deepEqual(lines.map((line) => headingOf(line, statementWith(true))), [null, null, null, null]);
  assert.equal(headingOf("____ Validation ____", emptyStatement()), "val");
});

Deno.test("tellsCondition() is true for a heading with what its values were measured with, beside a counter only for how many there are", () => {
  const lines = ["Test results at 0.5:", "Evaluating (total: 76)...", "Test results:", "Learning at 0.5:"];
  const tell = (isCounting: boolean) => lines.map((line) => tellsCondition(line, statementWith(isCounting)));
  assert.deepEqual(tell(false), [true, true, false, false]);
  assert.deepEqual(tell(true), [false, false, false, false]);
  assert.ok(tellsCondition("Evaluating (total_iters: 76)...", statementWith(true)));
});

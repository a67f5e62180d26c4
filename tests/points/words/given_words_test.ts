import assert from "node:assert/strict";
import { beginsWithGiven, endsWithGiven, GIVEN } from "../../../lib/points/words/given_words.ts";

Deno.test("GIVEN stands for short and long words, for one and several", () => {
  const whole = new RegExp(`^${GIVEN}$`);
  for (
    const word of ["param", "parameters", "hyper-parameter", "hyperparams", "arg", "arguments", "configs", "kwargs"]
  ) {
    assert.match(word, whole);
  }
  assert.doesNotMatch("metrics", whole);
});

Deno.test("endsWithGiven() is true for a title of what was given, not for one of values", () => {
  assert.deepEqual(["best parameters", "model_config", "options", "best metrics", "reconfig"].map(endsWithGiven), [
    true,
    true,
    true,
    false,
    false,
  ]);
});

Deno.test("beginsWithGiven() is true for an object of what was given, as it prints itself", () => {
  const texts = ["Namespace(lr=0.1)", "TrainingArguments(", "ModelConfig (", "Result(loss=0.5)", "config("];
  assert.deepEqual(texts.map(beginsWithGiven), [true, true, true, false, false]);
});

import assert from "node:assert/strict";
import {
  BATCH_NAME,
  EPOCH_NAME,
  MEASURED_LENGTH,
  METRIC_PART,
  METRIC_WORDS,
  SETTING_NAME,
  STEP_NAMES,
  THROUGHPUT_PART,
  THROUGHPUT_WORDS,
} from "../../../lib/points/words/vocabulary.ts";

const isStep = (name: string) => STEP_NAMES.rankOf(name) >= 0;

for (
  const [what, is, names, others] of [
    ["a metric by a word", (name: string) => METRIC_WORDS.has(name), ["loss", "acc", "bleu"], ["step", "temperature"]],
    ["a metric by a part", (name: string) => METRIC_PART.test(name), ["celoss", "pixacc", "f_score"], [
      "success",
      "vacc",
    ]],
    ["throughput by a word", (name: string) => THROUGHPUT_WORDS.has(name), ["fps", "elapsed", "vram"], ["loss"]],
    ["throughput by a part", (name: string) => THROUGHPUT_PART.test(name), ["tokens_per_sec", "ms/step"], ["loss"]],
    ["a step", isStep, ["step", "global_step", "train_steps_taken", "episode"], [
      "footstep_loss",
      "epoch",
      "steps_per_epoch",
    ]],
    ["an epoch", (name: string) => EPOCH_NAME.test(name), ["epoch", "train_epoch", "ep"], ["epochs", "epoch_loss"]],
    ["a batch", (name: string) => BATCH_NAME.test(name), ["batch", "batch_idx", "minibatch"], ["batch_size"]],
    ["a setting", (name: string) => SETTING_NAME.test(name), ["batch_size", "dropout", "num_layers"], ["loss", "acc"]],
    [
      "a measured length",
      (name: string) => MEASURED_LENGTH.test(name),
      ["mean_episode_length", "completion_length"],
      ["max_length", "seq_len"],
    ],
  ] as const
) {
  Deno.test(`the vocabulary finds ${what} in ${names.join(", ")}, and none in ${others.join(", ")}`, () => {
    assert.deepEqual(names.filter((name) => !is(name)), []);
    assert.deepEqual(others.filter((name) => is(name)), []);
  });
}

Deno.test("STEP_NAMES prefers a global step to an iteration, and both to an episode", () => {
  assert.ok(STEP_NAMES.rankOf("global_step") < STEP_NAMES.rankOf("iteration"));
  assert.ok(STEP_NAMES.rankOf("iteration") < STEP_NAMES.rankOf("episode"));
  for (const steps of ["t_env", "total_t"]) assert.ok(STEP_NAMES.rankOf(steps) < STEP_NAMES.rankOf("episode"), steps);
});

Deno.test("STEP_NAMES has the pass over the data, the last of all counters", () => {
  assert.equal(STEP_NAMES.rankOf("pass"), STEP_NAMES.count - 1);
});

import assert from "node:assert/strict";
import {
  canonicalName,
  isCounterName,
  isCounterRole,
  isOnlyPhased,
  joinNames,
  understandName,
} from "../../../lib/points/words/name.ts";

for (
  const [raw, name] of [
    ["LR", "learning_rate"],
    ["learning rate", "learning_rate"],
    ["gnorm", "grad_norm"],
    ["Task Loss", "task_loss"],
    ["train/loss", "train/loss"],
    ["train loss", "train_loss"],
    ["force error [eV/Å]", "force_error"],
    ["energy (kJ/mol)", "energy"],
    ["f1 [macro]", "f1_macro"],
    ["Q(s)", "q_s"],
    ["RMSE(E)/atom", "rmse_e/atom"],
    ["损失为", "损失"],
    ["平均loss是", "平均loss"],
    ["的奖励", "奖励"],
  ] as const
) {
  Deno.test(`canonicalName() makes ${raw} ${name}`, () => assert.equal(canonicalName(raw), name));
}

Deno.test("canonicalName() bounds a name of 10,000 characters", () => {
  assert.equal(canonicalName("x".repeat(10_000)).length, 200);
});

for (const raw of ["tok/sec", "avg_s", "MemAllocated", "ms/step", "mfu", "train_runtime", "GPU RAM", "ELAP"]) {
  Deno.test(`understandName() finds that ${raw} is throughput`, () =>
    assert.equal(understandName(raw).kind, "throughput"));
}

for (const raw of ["eta", "version", "seed", "v_num", "_stamp"]) {
  Deno.test(`understandName() finds that ${raw} is noise`, () => assert.equal(understandName(raw).role, "noise"));
}

Deno.test("canonicalName() leaves out a percent sign before the name, not one within it", () => {
  assert.deepEqual([canonicalName("%CER"), canonicalName("top%k")], ["cer", "top%k"]);
  assert.deepEqual(["Train  -Gap", "-gap", "x-y"].map(canonicalName), ["train_gap", "gap", "x-y"]);
  assert.deepEqual(["acc%", "loss_{ce}", "loss{ce}"].map(canonicalName), ["acc", "loss_ce", "loss_ce"]);
});

Deno.test("understandName() takes what ran out of time for no duration", () => {
  assert.deepEqual(["Termination/time_out", "time"].map((name) => understandName(name).kind), ["metric", "throughput"]);
});

Deno.test("understandName() finds that what was detected is no metric", () =>
  assert.equal(understandName("loss spike detected").role, "noise"));

Deno.test("understandName() finds a duration by the unit in brackets, which is no part of the name", () => {
  const { name, kind } = understandName("forward pass (ms)");
  assert.deepEqual([name, kind], ["forward_pass", "throughput"]);
});

Deno.test("understandName() finds a counter in a word with a hyphen before one", () => {
  assert.deepEqual(["meta-iter", "global-step", "train-epoch", "half-step"].map((name) => understandName(name).role), [
    "step",
    "step",
    "epoch",
    "metric",
  ]);
});

for (
  const [name, is] of [["val_ratio", true], ["test_samples", true], ["val_loss", false], ["ratio", false]] as const
) {
  Deno.test(`isOnlyPhased() is ${is} for ${name}`, () => assert.equal(isOnlyPhased(name), is));
}

Deno.test("understandName() takes a number of things for a setting, in camel case too", () => {
  assert.deepEqual(["numImages", "num_images", "number"].map((raw) => understandName(raw).role === "setting"), [
    true,
    true,
    false,
  ]);
});

Deno.test("joinNames() gives the canonical name of two names, the same one each time", () => {
  assert.deepEqual(["best", "Best Epoch", "best"].map((second) => joinNames("psnr", second)), [
    "psnr_best",
    "psnr_best_epoch",
    "psnr_best",
  ]);
  assert.equal(joinNames("ssim", "best"), "ssim_best");
  for (let i = 0; i < 1000; i++) assert.equal(joinNames(`m${i % 90}`, `n${i}`), `m${i % 90}_n${i}`);
});

Deno.test("isCounterRole() is true for steps, epochs and batches", () => {
  assert.deepEqual((["step", "epoch", "batch", "metric", "noise"] as const).map(isCounterRole), [
    ...[true, true, true],
    ...[false, false],
  ]);
});

Deno.test("isCounterName() is true for the name of a step, an epoch or a batch", () => {
  assert.deepEqual(["iteration", "Epoch", "batch", "loss", "lr"].map(isCounterName), [true, true, true, false, false]);
});

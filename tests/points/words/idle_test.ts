import assert from "node:assert/strict";
import { isIdleName, isNumberWord, neverMeasures } from "../../../lib/points/words/idle.ts";

for (
  const name of [
    "eta",
    "total_eta",
    "eta_seconds",
    "seed",
    "data_seed",
    "npu_id",
    "version_3",
    "best_epoch",
    "level",
    "train.py",
    "train/main.go",
    "loop.rs",
    "time_left_str",
    "test_shape",
  ]
) {
  Deno.test(`isIdleName() is true for ${name}`, () => assert.ok(isIdleName(name)));
}

for (const name of ["loss", "theta_loss", "beta_loss", "levels", "epoch", "ep"]) {
  Deno.test(`isIdleName() is false for ${name}`, () => assert.ok(!isIdleName(name)));
}

Deno.test("isNumberWord() is true for words for a number of something, in any case", () => {
  assert.deepEqual(["idx", "Sample", "CKPT", "gpu", "loss"].map(isNumberWord), [true, true, true, false, false]);
});

Deno.test("neverMeasures() is true for times and shares, for places and records only where the number is whole", () => {
  assert.deepEqual(
    ["time_left", "wait", "best_epoch", "eta"].map((name) => neverMeasures(name, false)),
    Array(4).fill(true),
  );
  assert.deepEqual([true, false].map((isWhole) => neverMeasures("node", isWhole)), [true, false]);
  assert.deepEqual(["page", "level", "loss"].map((name) => neverMeasures(name, true)), [false, false, false]);
});

Deno.test("isIdleName() and neverMeasures() are true for what a program stops early by, and false for a metric then", () => {
  for (const name of ["early_stop", "early_stopping_counter", "early_stop_patience"]) {
    assert.deepEqual([isIdleName(name), neverMeasures(name, false)], [true, true], name);
  }
  for (const name of ["early_stop_acc", "early_stopping_loss"]) {
    assert.deepEqual([isIdleName(name), neverMeasures(name, false)], [false, false], name);
  }
});

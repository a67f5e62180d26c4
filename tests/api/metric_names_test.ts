import assert from "node:assert/strict";
import { resolveNames } from "../../lib/api/metric_names.ts";

const KNOWN = new Set(["loss", "learning_rate", "grad_norm", "val/lr", "Loss"]);

Deno.test("resolveNames() finds a metric by the names that the reader reads as one", () => {
  assert.deepEqual(resolveNames(["lr"], KNOWN), ["learning_rate"]);
  assert.deepEqual(resolveNames(["Learning Rate"], KNOWN), ["learning_rate"]);
  assert.deepEqual(resolveNames(["gnorm", "LOSS"], KNOWN), ["grad_norm", "loss"]);
});

Deno.test("resolveNames() prefers the run's own name, and gives each metric once", () => {
  assert.deepEqual(resolveNames(["Loss", "val/lr"], KNOWN), ["Loss", "val/lr"]);
  assert.deepEqual(resolveNames(["lr", "learning_rate", "l.r"], KNOWN), ["learning_rate"]);
});

Deno.test("resolveNames() leaves a name that the run doesn't have as it is", () => {
  assert.deepEqual(resolveNames(["Nothing Such", "lr"], new Set()), ["Nothing Such", "learning_rate"]);
});

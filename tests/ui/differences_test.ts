import assert from "node:assert/strict";
import type { MetricSummary, Run } from "../../lib/model.ts";
import { betterOf, listDifferences, listMetricRows, listShared, placesOfBest } from "../../lib/ui/differences.ts";
import { runOf } from "./runs.ts";

function summary(name: string, kind: MetricSummary["kind"] = "metric"): MetricSummary {
  return { name, kind, count: 1, last: 1, lastStep: 1, min: 1, max: 1 };
}

function runWith(...metrics: MetricSummary[]): Run {
  return runOf({ metrics });
}

Deno.test("listDifferences() keeps the settings that are not the same in all runs, by name", () => {
  const rows = listDifferences([
    { seed: "1", width: "64", lr: "0.1" },
    { seed: "1", width: "128", lr: "0.2" },
  ]);
  assert.deepEqual(rows, [
    { name: "lr", values: ["0.1", "0.2"] },
    { name: "width", values: ["64", "128"] },
  ]);
});

Deno.test("listDifferences() counts a setting that only some runs have as a difference", () => {
  assert.deepEqual(listDifferences([{ lr: "0.1" }, {}]), [{ name: "lr", values: ["0.1", null] }]);
});

Deno.test("listDifferences() takes a setting named like a method of objects for what it is", () => {
  assert.deepEqual(listDifferences([{ constructor: "a" }, {}]), [
    { name: "constructor", values: ["a", null] },
  ]);
});

Deno.test("listDifferences() is empty when there is one run", () => {
  assert.deepEqual(listDifferences([{ lr: "0.1" }]), []);
});

Deno.test("listMetricRows() puts loss first and leaves speeds out", () => {
  const rows = listMetricRows([
    runWith(summary("acc"), summary("tok_s", "throughput")),
    runWith(summary("loss")),
  ]);
  assert.deepEqual(rows.map((row) => [row.name, row.summaries.map((each) => each?.name ?? null)]), [
    ["loss", [null, "loss"]],
    ["acc", ["acc", null]],
  ]);
});

Deno.test("listShared() keeps the settings that all runs have with one value, by name", () => {
  const settings = [{ seed: "1", width: "64", depth: "2" }, { depth: "2", seed: "1", width: "128" }, {
    seed: "1",
    depth: "2",
    x: "y",
  }];
  assert.deepEqual(listShared(settings), [["depth", "2"], ["seed", "1"]]);
  assert.deepEqual(listShared([]), []);
  assert.deepEqual(listShared([{ constructor: "a" }, {}]), []);
});

Deno.test("betterOf() goes by the name, and knows nothing of a name that says nothing or both", () => {
  const names = [
    "loss",
    "val/perplexity",
    "eval_accuracy",
    "rollout/ep_rew_mean_reward",
    "learning_rate",
    "error_score",
  ];
  assert.deepEqual(names.map(betterOf), ["lower", "lower", "higher", "higher", null, null]);
});

Deno.test("placesOfBest() gives all of the best, and none where all are the same", () => {
  assert.deepEqual(placesOfBest("lower", [2, 1, null, NaN, 1]), [1, 4]);
  assert.deepEqual(placesOfBest("higher", [2, 1, Infinity]), [0]);
  assert.deepEqual(placesOfBest("lower", [1, 1, null]), []);
});

Deno.test("listMetricRows() gives speeds and memory apart", () => {
  const runs = [runWith(summary("loss"), summary("tokens/s", "throughput"))];
  assert.deepEqual(listMetricRows(runs).map((row) => row.name), ["loss"]);
  assert.deepEqual(listMetricRows(runs, "throughput").map((row) => row.name), ["tokens/s"]);
});

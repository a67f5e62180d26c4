import assert from "node:assert/strict";
import type { MetricSummary, Run } from "../../lib/model.ts";
import { findBest, listDifferences, listMetricRows, listShared } from "../../lib/ui/differences.ts";
import { runOf } from "./runs.ts";

function summary(name: string, kind: MetricSummary["kind"] = "metric"): MetricSummary {
  return { name, kind, count: 1, last: 1, lastStep: 1, min: 1, max: 1, minStep: 1, maxStep: 1, mean: 1 };
}

function runWith(...metrics: MetricSummary[]): Run {
  return runOf({ metrics });
}

Deno.test("listDifferences() gives the settings that are not the same in all runs, sorted by name", () => {
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

Deno.test("listDifferences() reads a setting that has the name of an object's method", () => {
  assert.deepEqual(listDifferences([{ constructor: "a" }, {}]), [
    { name: "constructor", values: ["a", null] },
  ]);
});

Deno.test("listDifferences() is empty when there is one run", () => {
  assert.deepEqual(listDifferences([{ lr: "0.1" }]), []);
});

Deno.test("listMetricRows() puts loss first and leaves out throughput", () => {
  const rows = listMetricRows([
    runWith(summary("acc"), summary("tok_s", "throughput")),
    runWith(summary("loss")),
  ]);
  assert.deepEqual(rows.map((row) => [row.name, row.summaries.map((each) => each?.name ?? null)]), [
    ["loss", [null, "loss"]],
    ["acc", ["acc", null]],
  ]);
});

Deno.test("listShared() gives the settings that have the same value in all runs, sorted by name", () => {
  const settings = [{ seed: "1", width: "64", depth: "2" }, { depth: "2", seed: "1", width: "128" }, {
    seed: "1",
    depth: "2",
    x: "y",
  }];
  assert.deepEqual(listShared(settings), [["depth", "2"], ["seed", "1"]]);
  assert.deepEqual(listShared([]), []);
  assert.deepEqual(listShared([{ constructor: "a" }, {}]), []);
});

Deno.test("findBest() gives the indexes of all best values, and none when all are the same", () => {
  assert.deepEqual(findBest("lower", [2, 1, null, NaN, 1]), [1, 4]);
  assert.deepEqual(findBest("higher", [2, 1, Infinity]), [0]);
  assert.deepEqual(findBest("lower", [1, 1, null]), []);
});

Deno.test("listMetricRows() gives throughput when it is asked for", () => {
  const runs = [runWith(summary("loss"), summary("tokens/s", "throughput"))];
  assert.deepEqual(listMetricRows(runs).map((row) => row.name), ["loss"]);
  assert.deepEqual(listMetricRows(runs, "throughput").map((row) => row.name), ["tokens/s"]);
});

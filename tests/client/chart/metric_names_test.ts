import assert from "node:assert/strict";
import { listMetrics, listShown } from "../../../lib/client/chart/metric_names.ts";
import type { NamedMetric } from "../../../lib/series/choose_metric.ts";
import { columnsOf, heldRunOf } from "./runs.ts";

const NO_KINDS = new Map(), NO_NAMES = new Set<string>();

Deno.test("listMetrics() lists the metrics of all runs once, loss first", () => {
  const runs = [
    heldRunOf("a", { acc: columnsOf([1, 2]), f1: columnsOf([1, 2]) }),
    heldRunOf("b", { f1: columnsOf([1, 2]), loss: columnsOf([1, 2]) }),
  ];
  assert.deepEqual(listMetrics({ runs, names: NO_NAMES, kinds: NO_KINDS }).map(({ name }) => name), [
    "loss",
    "acc",
    "f1",
  ]);
});

Deno.test("listMetrics() lists a metric that is on the server only, and leaves out one without points", () => {
  const run = heldRunOf("a", { empty: columnsOf() });
  run.totals.set("remote", 7);
  assert.deepEqual(listMetrics({ runs: [run], names: NO_NAMES, kinds: NO_KINDS }).map(({ name }) => name), ["remote"]);
});

Deno.test("listMetrics() gives the kind, and metric when it is unknown", () => {
  const run = heldRunOf("a", { it_s: columnsOf([1, 2]), acc: columnsOf([1, 2]) });
  assert.deepEqual(listMetrics({ runs: [run], names: new Set(["it_s"]), kinds: new Map([["it_s", "throughput"]]) }), [
    { name: "it_s", kind: "throughput" },
    { name: "acc", kind: "metric" },
  ]);
});

const offered: NamedMetric[] = ["loss", "acc"].map((name) => ({ name, kind: "metric" }));

Deno.test("listShown() shows the view's metric, else the one that comes first", () => {
  assert.deepEqual(listShown(offered, { metric: "acc", beside: null }), ["acc"]);
  assert.deepEqual(listShown(offered, { metric: null, beside: null }), ["loss"]);
  assert.deepEqual(listShown([], { metric: "acc", beside: "loss" }), []);
});

Deno.test("listShown() shows a second metric when there is one of that name and it is another", () => {
  assert.deepEqual(listShown(offered, { metric: null, beside: "acc" }), ["loss", "acc"]);
  assert.deepEqual(listShown(offered, { metric: "acc", beside: "acc" }), ["acc"]);
  assert.deepEqual(listShown(offered, { metric: null, beside: "f1" }), ["loss"]);
});

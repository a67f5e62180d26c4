import assert from "node:assert/strict";
import { openStore } from "../../lib/store/store.ts";
import { loadPlot } from "../../lib/web/load_plot.ts";
import { addRun, storeOutput } from "./ground.ts";

Deno.test("loadPlot() thins the points to 500, and still finds a gap that only all points show", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "e" });
  const runId = await addRun(store, id, "a");
  const loss = Array.from({ length: 5000 }, (_, at) => Math.sin(at));
  await storeOutput(store, runId, { metrics: { loss }, stepOf: (index) => index < 2500 ? index : index + 10 });
  const { columns, answer } = await loadPlot(store, await store.runs.get(runId), { metric: "loss" });
  assert.ok(columns!.step.length <= 500, String(columns!.step.length));
  assert.deepEqual([columns!.step[0], columns!.step.at(-1)], [0, 5009]);
  assert.equal(answer.metrics.loss!.step.length, columns!.step.length);
  assert.equal(answer.metadata.totals.loss, 5000);
  assert.deepEqual(answer.metadata.gaps, { loss: [[2499, 2510]] });
});

Deno.test("loadPlot() reads no points when the metric is null", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "e" });
  const runId = await addRun(store, id, "a");
  await storeOutput(store, runId, { metrics: { loss: [1] } });
  const { columns, answer } = await loadPlot(store, await store.runs.get(runId), { metric: null });
  assert.deepEqual([columns, answer.metrics, answer.metadata.totals], [null, {}, { loss: 1 }]);
});

Deno.test("loadPlot() brings fewer points of each of many runs", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "e" });
  const runId = await addRun(store, id, "a");
  await storeOutput(store, runId, { metrics: { loss: Array.from({ length: 5000 }, (_, at) => Math.sin(at)) } });
  const run = await store.runs.get(runId), { columns } = await loadPlot(store, run, { metric: "loss", runs: 24 });
  assert.ok(columns!.step.length <= 250 && columns!.step.length > 200, String(columns!.step.length));
});

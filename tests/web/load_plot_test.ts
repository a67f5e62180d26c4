import assert from "node:assert/strict";
import { openStore } from "../../lib/store/store.ts";
import { PLAIN_VIEW } from "../../lib/series/chart_view.ts";
import { loadPlot, type PlotQuery } from "../../lib/web/load_plot.ts";
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

Deno.test("loadPlot() brings the exact numbers of the view's range where the page doesn't hold every point", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "e" });
  const runId = await addRun(store, id, "a"), loss = Array.from({ length: 5000 }, (_, at) => at === 7 ? 1e6 : at % 10);
  await storeOutput(store, runId, { metrics: { loss, acc: [1, 2] } });
  const run = await store.runs.get(runId), view = { ...PLAIN_VIEW, minX: 1000, maxX: 1999 };
  const numbersOf = async (query: PlotQuery) => (await loadPlot(store, run, query)).answer.exact?.numbers;
  const all = (await numbersOf({ metric: "loss" }))!, part = (await numbersOf({ metric: "loss", view }))!;
  assert.deepEqual([all.count, all.max!.value, all.mean], [5000, 1e6, (4.5 * 5000 - 7 + 1e6) / 5000]);
  assert.deepEqual([part.count, part.max!.value, part.mean, part.last.step], [1000, 9, 4.5, 1999]);
  assert.equal(await numbersOf({ metric: "loss", view: { ...view, minX: 9000, maxX: 9001 } }), null);
  assert.equal(await numbersOf({ metric: "acc" }), undefined, "the page holds every point");
});

import assert from "node:assert/strict";
import { LIST_ROWS } from "../../lib/limits.ts";
import { openStore } from "../../lib/store/store.ts";
import { loadExperiments } from "../../lib/web/load_experiments.ts";
import { addRun, storeOutput } from "./ground.ts";

Deno.test("loadExperiments() puts the experiment with the newest activity first", async () => {
  using store = await openStore(":memory:");
  const older = await store.experiments.create({ name: "older" });
  await store.experiments.create({ name: "newer" });
  const run = await addRun(store, older.id, "a");
  await storeOutput(store, run, { metrics: {}, time: Date.now() + 60_000 });
  const { items, cursor } = await loadExperiments(store, null);
  assert.deepEqual(items.map(({ name }) => name), ["older", "newer"]);
  assert.equal(cursor, null);
});

Deno.test("loadExperiments() continues at the cursor", async () => {
  using store = await openStore(":memory:");
  for (let at = 0; at <= LIST_ROWS; at++) await store.experiments.create({ name: `e${at}` });
  const first = await loadExperiments(store, null);
  assert.equal(first.items.length, LIST_ROWS);
  const { items, cursor } = await loadExperiments(store, first.cursor);
  assert.deepEqual([items.map(({ name }) => name), cursor], [["e0"], null]);
});

Deno.test("loadExperiments() draws the newest run that has two points or more", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "e" });
  const [old, short] = [await addRun(store, id, "old"), await addRun(store, id, "short")];
  await storeOutput(store, old, { metrics: { accuracy: [1], loss: [3, 2, 1] } });
  await storeOutput(store, short, { metrics: { loss: [9] } });
  await addRun(store, id, "newest");
  const { items: [item] } = await loadExperiments(store, null);
  assert.deepEqual(item!.runs.spark, { metric: "loss", values: [3, 2, 1] });
  assert.deepEqual([item!.runs.newest?.name, item!.runs.total], ["newest", 3]);
});

Deno.test("loadExperiments() thins a sparkline to 60 points and keeps its peak", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "e" });
  const run = await addRun(store, id, "a");
  await storeOutput(store, run, { metrics: { loss: Array.from({ length: 1000 }, (_, at) => at === 500 ? 9 : 1) } });
  const { items: [item] } = await loadExperiments(store, null);
  assert.ok(item!.runs.spark!.values.length <= 60);
  assert.ok(item!.runs.spark!.values.includes(9));
});

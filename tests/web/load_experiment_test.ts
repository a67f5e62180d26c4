import assert from "node:assert/strict";
import { InvalidInput, NotFound } from "../../lib/errors.ts";
import { LIST_ROWS } from "../../lib/limits.ts";
import { openStore } from "../../lib/store/store.ts";
import { loadExperiment } from "../../lib/web/load_experiment.ts";
import { addRun, storeOutput, UNKNOWN } from "./ground.ts";

const plain = { run: null, cursor: null, metric: null, isReadOnly: false };

Deno.test("loadExperiment() selects the newest run, with the last 200 lines and its loss", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "e" });
  await addRun(store, id, "old");
  const newest = await addRun(store, id, "newest");
  await storeOutput(store, newest, { lines: 250, metrics: { accuracy: [0.5], loss: [2, 1] } });
  const { selected, missing, output, pace, rows } = await loadExperiment(store, id, plain);
  assert.deepEqual([selected?.id, missing, rows.length], [newest, null, 2]);
  assert.equal(output!.log.lines.length, 200);
  assert.equal(output!.log.lines[0]!.text, "line 51");
  assert.equal(output!.metric, "loss");
  assert.deepEqual([...output!.plot.columns!.value], [2, 1]);
  assert.equal(pace!.lastOutput, 1_000);
});

Deno.test("loadExperiment() selects the run and the metric that are asked for", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "e" });
  const old = await addRun(store, id, "old");
  await storeOutput(store, old, { metrics: { accuracy: [0.5], loss: [2, 1] } });
  await addRun(store, id, "newest");
  const { selected, output } = await loadExperiment(store, id, { ...plain, run: old, metric: "accuracy" });
  assert.deepEqual([selected?.id, output!.metric], [old, "accuracy"]);
  assert.deepEqual(Object.keys(output!.plot.answer.metrics), ["accuracy"]);
  assert.deepEqual(output!.plot.answer.metadata.totals, { accuracy: 1, loss: 2 });
});

Deno.test("loadExperiment() finds a run by the end of its id, as tables write it", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "e" });
  const old = await addRun(store, id, "old");
  await addRun(store, id, "newest");
  const { selected, missing } = await loadExperiment(store, id, { ...plain, run: old.slice(-6) });
  assert.deepEqual([selected?.id, missing], [old, null]);
  await assert.rejects(loadExperiment(store, id, { ...plain, run: "zzzzzz" }), InvalidInput);
});

Deno.test("loadExperiment() names the run that is missing, and selects none", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "e" });
  await addRun(store, id, "a");
  const { selected, missing, output, rows } = await loadExperiment(store, id, { ...plain, run: UNKNOWN });
  assert.deepEqual([selected, missing, output, rows.length], [null, UNKNOWN, null, 1]);
});

Deno.test("loadExperiment() shows a page of the list, and counts all runs", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "e" }), made: string[] = [];
  for (let at = 0; at <= LIST_ROWS; at++) made.unshift(await addRun(store, id, `r${at}`));
  const first = await loadExperiment(store, id, plain);
  assert.deepEqual(first.rows.map((row) => row.id), made.slice(0, LIST_ROWS));
  assert.deepEqual([first.known.total, first.known.newest, first.known.older], [LIST_ROWS + 1, made[0], 0]);
  const second = await loadExperiment(store, id, { ...plain, cursor: first.cursor });
  assert.deepEqual([second.rows.map((row) => row.id), second.cursor], [made.slice(LIST_ROWS), null]);
  assert.deepEqual([second.selected?.id, second.known.total], [made.at(-1), LIST_ROWS + 1]);
});

Deno.test("loadExperiment() throws for an unknown experiment and for malformed ids", async () => {
  using store = await openStore(":memory:");
  const { id } = await store.experiments.create({ name: "e" });
  await assert.rejects(loadExperiment(store, UNKNOWN, plain), NotFound);
  await assert.rejects(
    loadExperiment(store, "x", plain),
    (error) => error instanceof InvalidInput && error.field === "experiment_id",
  );
  await assert.rejects(
    loadExperiment(store, id, { ...plain, run: "x" }),
    (error) => error instanceof InvalidInput && error.field === "run",
  );
});

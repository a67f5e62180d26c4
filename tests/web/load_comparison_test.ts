import assert from "node:assert/strict";
import { openStore, type Store } from "../../lib/store/store.ts";
import { COMPARED_RUNS_MAX, loadComparison } from "../../lib/web/load_comparison.ts";
import { addRun, storeOutput, UNKNOWN } from "./ground.ts";

const plain = { runs: [], metric: null, factsOnly: false };

async function createRuns(store: Store, count: number): Promise<{ id: string; runs: string[] }> {
  const { id } = await store.experiments.create({ name: "e" });
  const runs = [];
  for (let at = 0; at < count; at++) runs.push(await addRun(store, id, `run ${at}`));
  return { id, runs };
}

Deno.test("loadComparison() takes the two newest runs when none is named", async () => {
  using store = await openStore(":memory:");
  const { id } = await createRuns(store, 3);
  const { runs } = await loadComparison(store, id, plain);
  assert.deepEqual(runs.map(({ name }) => name), ["run 2", "run 1"]);
});

Deno.test("loadComparison() keeps the order of the named runs, each once, and lists the missing ones", async () => {
  using store = await openStore(":memory:");
  const { id, runs: [a, b] } = await createRuns(store, 2);
  const view = await loadComparison(store, id, { ...plain, runs: [b!, UNKNOWN, a!, b!] });
  assert.deepEqual(view.runs.map((run) => run.id), [b, a]);
  assert.deepEqual([view.missing, view.leftOut], [[UNKNOWN], 0]);
});

Deno.test("loadComparison() leaves out runs beyond the twelfth, and counts them", async () => {
  using store = await openStore(":memory:");
  const { id, runs } = await createRuns(store, 14);
  const view = await loadComparison(store, id, { ...plain, runs });
  assert.deepEqual(view.runs.map((run) => run.id), runs.slice(0, COMPARED_RUNS_MAX));
  assert.equal(view.leftOut, 2);
});

Deno.test("loadComparison() draws one metric of each run, and a run without it has no columns", async () => {
  using store = await openStore(":memory:");
  const { id, runs } = await createRuns(store, 2);
  await storeOutput(store, runs[0]!, { metrics: { loss: [2, 1] } });
  await storeOutput(store, runs[1]!, { metrics: { accuracy: [0.5] } });
  const view = await loadComparison(store, id, { ...plain, runs });
  assert.equal(view.metric, "loss");
  assert.deepEqual(view.plots!.map(({ columns }) => columns && [...columns.value]), [[2, 1], null]);
});

Deno.test("loadComparison() reads no points for the facts only", async () => {
  using store = await openStore(":memory:");
  const { id, runs } = await createRuns(store, 1);
  assert.equal((await loadComparison(store, id, { ...plain, runs, factsOnly: true })).plots, null);
});

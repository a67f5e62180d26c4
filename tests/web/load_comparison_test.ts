import assert from "node:assert/strict";
import { InvalidInput } from "../../lib/errors.ts";
import { DRAWN_BY_DEFAULT, DRAWN_WITH_PAGE } from "../../lib/limits.ts";
import { readTableView } from "../../lib/series/table/table_view.ts";
import { openStore, type Store } from "../../lib/store/store.ts";
import { loadComparison } from "../../lib/web/load_comparison.ts";
import { addRun, storeOutput, UNKNOWN } from "./ground.ts";

/** What an address with this query asks for. */
const ask = (search = "") => ({ view: readTableView(search), metric: null, now: Date.now() });

async function createRuns(store: Store, count: number): Promise<{ id: string; runs: string[] }> {
  const { id } = await store.experiments.create({ name: "e" });
  const runs = [];
  for (let at = 0; at < count; at++) runs.push(await addRun(store, id, `run ${at}`));
  return { id, runs };
}

Deno.test("loadComparison() draws the ten newest runs when none is named", async () => {
  using store = await openStore(":memory:");
  const { id } = await createRuns(store, 12);
  const { runs, table } = await loadComparison(store, id, ask());
  assert.equal(DRAWN_BY_DEFAULT, 10);
  assert.deepEqual(runs.map(({ name }) => name), Array.from({ length: 10 }, (_, at) => `run ${11 - at}`));
  assert.deepEqual([table.ticked, table.answer.rows.length], [[], 12]);
});

Deno.test("loadComparison() keeps the order of the named runs, each once, and lists the missing ones", async () => {
  using store = await openStore(":memory:");
  const { id, runs: [a, b] } = await createRuns(store, 2);
  const view = await loadComparison(store, id, ask(`?runs=${b},${UNKNOWN},${a!.slice(-8)},${b}`));
  assert.deepEqual(view.runs.map((run) => run.id), [b, a]);
  assert.deepEqual(view.table.missing, [UNKNOWN]);
});

Deno.test("loadComparison() draws more runs than it brings the points of", async () => {
  using store = await openStore(":memory:");
  const { id, runs } = await createRuns(store, 14);
  const view = await loadComparison(store, id, ask(`?runs=${runs}`));
  assert.deepEqual(view.runs.map((run) => run.id), runs.slice(0, DRAWN_WITH_PAGE));
  assert.deepEqual(view.table.drawn.map((run) => run.id), runs);
});

Deno.test("loadComparison() of no experiment shows the named runs of any, and refuses what is no id", async () => {
  using store = await openStore(":memory:");
  const a = await createRuns(store, 1), { id } = await store.experiments.create({ name: "other" });
  const b = await addRun(store, id, "second");
  const view = await loadComparison(store, null, ask(`?runs=${b},${a.runs[0]}`));
  assert.deepEqual([view.experiment, view.table.drawn.map((row) => row.name)], [null, ["second", "run 0"]]);
  await assert.rejects(loadComparison(store, null, ask("?runs=abcdefgh")), InvalidInput);
});

Deno.test("loadComparison() draws one metric of each run, and a run without it has no columns", async () => {
  using store = await openStore(":memory:");
  const { id, runs } = await createRuns(store, 2);
  await storeOutput(store, runs[0]!, { metrics: { loss: [2, 1] } });
  await storeOutput(store, runs[1]!, { metrics: { accuracy: [0.5] } });
  const view = await loadComparison(store, id, ask(`?runs=${runs}`));
  assert.equal(view.metric, "loss");
  assert.deepEqual(view.plots.map(({ columns }) => columns && [...columns.value]), [[2, 1], null]);
});

Deno.test("loadTable() shows the rows that the filter matches, in the order of the address", async () => {
  using store = await openStore(":memory:");
  const { id, runs } = await createRuns(store, 3);
  for (const [at, run] of runs.entries()) {
    await storeOutput(store, run, { metrics: { loss: [3, [0.5, 0.1, 0.9][at]!] } });
  }
  const { table } = await loadComparison(store, id, ask("?q=loss%3C0.8&sort=last(loss)"));
  assert.deepEqual(table.shown.rows.map(({ name }) => name), ["run 1", "run 0"]);
  const broken = await loadComparison(store, id, ask("?q=loss%3C"));
  assert.deepEqual([broken.table.shown.rows.length, typeof broken.table.shown.error?.text], [3, "string"]);
});

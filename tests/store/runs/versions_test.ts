import assert from "node:assert/strict";
import { createStore, type Store } from "../../../lib/store/store.ts";
import { batchOf, createDigitsRun, flushOf } from "../digits.ts";

/** What an act adds to the counters of the experiment and of the list. */
async function countedBy(store: Store, id: string, act: () => Promise<unknown>): Promise<[bigint, bigint]> {
  const read = async () => [(await store.versions.read([id]))[0]!.count, await store.versions.readList()] as const;
  const [version, list] = await read();
  await act();
  const [now, listNow] = await read();
  return [now - version, listNow - list];
}

Deno.test("versions count each change of an experiment and of its runs, and a flush only for its experiment", async () => {
  using store = createStore(await Deno.openKv(":memory:"));
  const run = await createDigitsRun(store), { id, experimentId } = run;
  await store.ingest.begin(id, "me");
  const counted = (act: () => Promise<unknown>) => countedBy(store, experimentId, act);
  const flush = () => store.ingest.flush(id, "me", flushOf(0, "x\n", { loss: batchOf([1]) }));
  assert.deepEqual(await counted(flush), [1n, 0n]);
  assert.deepEqual(await counted(() => store.runs.update(id, { name: "warm" })), [1n, 1n]);
  assert.deepEqual(await counted(() => store.experiments.update(experimentId, { description: "x" })), [1n, 1n]);
  assert.deepEqual(await counted(() => createDigitsRun(store)), [1n, 1n]);
  await store.runs.update(id, { status: "failed" });
  assert.deepEqual(await counted(() => store.runs.deleteLog(id)), [1n, 1n]);
  assert.deepEqual(await counted(() => store.runs.delete(id)), [1n, 1n]);
  assert.deepEqual(await counted(() => store.runs.get(run.id).catch(() => {})), [0n, 0n]);
});

Deno.test("readVersions() gives 0 for what never changed, and reads more than one call takes", async () => {
  using store = createStore(await Deno.openKv(":memory:"));
  const ids = [];
  for (let i = 0; i < 12; i++) ids.push((await store.experiments.create({ name: `e${i}` })).id);
  assert.deepEqual((await store.versions.read([...ids, "nobody"])).map(({ count }) => count), [
    ...Array(12).fill(1n),
    0n,
  ]);
  assert.equal(await store.versions.readList(), 12n);
});

import assert from "node:assert/strict";
import { NotFound } from "../../lib/errors.ts";
import { rereadRuns } from "../../lib/intake/reread_all.ts";
import { importLog } from "../../lib/runs/import.ts";
import { openStore, type Store } from "../../lib/store/store.ts";

/** An experiment with this many imported runs. Gives its id and the ids of the runs, newest first. */
async function importRuns(store: Store, count: number): Promise<{ experimentId: string; ids: string[] }> {
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const log = ReadableStream.from([new TextEncoder().encode(`Step 1: loss=${i}.5\n`)]);
    const { id } = await importLog(store, log, { experimentId, name: `run ${i}`, instance: "me" });
    ids.unshift(id);
  }
  return { experimentId, ids };
}

Deno.test("rereadRuns() rereads every run of an experiment, beyond the first page of the list", async () => {
  using store = await openStore(":memory:");
  const { experimentId, ids } = await importRuns(store, 103);
  const before = await store.points.read(ids.at(-1)!);
  assert.deepEqual(await rereadRuns(store, experimentId), { read: 103, failed: [] });
  const after = await store.points.read(ids.at(-1)!);
  assert.notEqual(after.generation, before.generation);
  assert.deepEqual([...after.columns.get("loss")!.value], [0.5]);
});

Deno.test("rereadRuns() reports a run whose log grows too fast, skips a deleted one, and rereads the others", async () => {
  using store = await openStore(":memory:");
  const { experimentId, ids: [growing, deleted] } = await importRuns(store, 3);
  const { begin } = store.generation, { read } = store.ingest;
  store.generation.begin = (id) => id === deleted ? Promise.reject(new NotFound("there is no run")) : begin(id);
  store.ingest.read = async (id) => {
    const state = await read(id);
    return state && id === growing ? { ...state, offset: state.offset + 1 } : state;
  };
  const { read: count, failed } = await rereadRuns(store, experimentId);
  assert.deepEqual([count, failed.map(({ runId }) => runId)], [1, [growing]]);
  assert.match(failed[0]!.detail, /grew faster than it could be reread/);
});

Deno.test("rereadRuns() throws NotFound for an unknown experiment, and any other error of a run", async () => {
  using store = await openStore(":memory:");
  await assert.rejects(rereadRuns(store, "nobody"), NotFound);
  const { experimentId } = await importRuns(store, 1);
  store.generation.begin = () => Promise.reject(new Error("a bug"));
  await assert.rejects(rereadRuns(store, experimentId), /a bug/);
});

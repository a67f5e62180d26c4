import assert from "node:assert/strict";
import { openStore } from "../../lib/store/store.ts";
import { loadDeleted } from "../../lib/web/load_deleted.ts";
import { createEndedRun } from "../store/digits.ts";

Deno.test("loadDeleted() finds what can be restored, of this experiment only, and nothing else", async () => {
  using store = await openStore(":memory:");
  const id = await createEndedRun(store), { experimentId, name } = await store.runs.get(id);
  const load = (deleted: string, of: string | null) => loadDeleted(store, new URL(`http://x/?deleted=${deleted}`), of);
  assert.deepEqual(await load(id, experimentId), null);
  await store.runs.hide(id);
  assert.deepEqual(await load(id, experimentId), { name, experimentId, runId: id });
  assert.deepEqual(await load(id, crypto.randomUUID()), null);
  assert.deepEqual(await load("x", experimentId), null);
  assert.deepEqual(await loadDeleted(store, new URL("http://x/"), experimentId), null);
  assert.deepEqual(await load(experimentId, null), null);
  await store.experiments.hide(experimentId);
  assert.deepEqual(await load(experimentId, null), { name: "digits", experimentId });
  await store.deleteHidden();
  assert.deepEqual([await load(experimentId, null), await load(id, experimentId)], [null, null]);
});

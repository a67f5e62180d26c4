import assert from "node:assert/strict";
import { openStore } from "../../lib/store/store.ts";
import { loadDeleted } from "../../lib/web/load_deleted.ts";
import type { Scope } from "../../lib/web/session.ts";
import { createEndedRun } from "../store/digits.ts";

Deno.test("loadDeleted() finds what can be restored, of this experiment only, and nothing else", async () => {
  using store = await openStore(":memory:");
  const id = await createEndedRun(store), { experimentId, name } = await store.runs.get(id);
  const loadAt = async (query: string, of: string | null) =>
    (await loadDeleted({ url: new URL(`http://x/${query}`), state: { store, scope: "full" } }, of)).notice;
  const load = (deleted: string, of: string | null) => loadAt(`?deleted=${deleted}`, of);
  assert.deepEqual(await load(id, experimentId), null);
  await store.runs.hide(id);
  assert.deepEqual(await load(id, experimentId), { name, experimentId, runId: id });
  assert.deepEqual(await load(id, crypto.randomUUID()), null);
  assert.deepEqual(await load("x", experimentId), null);
  assert.deepEqual(await loadAt("", experimentId), null);
  assert.deepEqual(await loadAt(`?run=${id}`, experimentId), { name, experimentId, runId: id });
  assert.deepEqual(await load(experimentId, null), null);
  await store.experiments.hide(experimentId);
  assert.deepEqual(await load(experimentId, null), { name: "digits", experimentId });
  await store.deleteHidden();
  assert.deepEqual([await load(experimentId, null), await load(id, experimentId)], [null, null]);
});

Deno.test("loadDeleted() lists what can be restored, the newest first, for those who may do it", async () => {
  using store = await openStore(":memory:");
  const first = await createEndedRun(store), { experimentId } = await store.runs.get(first);
  const second = await createEndedRun(store), url = new URL("http://x/");
  const listed = async (of: string | null, scope: Scope = "full") =>
    (await loadDeleted({ url, state: { store, scope } }, of)).items.map(({ id }) => id);
  const experimentOf = (await store.runs.get(second)).experimentId;
  await store.runs.hide(first);
  assert.deepEqual(await listed(experimentId), [first]);
  assert.deepEqual(await listed(experimentId, "read"), []);
  assert.deepEqual(await listed(null), []);
  await store.runs.restore(null, first);
  assert.deepEqual(await listed(experimentId), []);
  await store.experiments.hide(experimentOf);
  assert.deepEqual(await listed(null), [experimentOf]);
});

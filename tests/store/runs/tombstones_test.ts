import assert from "node:assert/strict";
import { Conflict, NotFound } from "../../../lib/errors.ts";
import { DELETED_A_PASS, DELETED_KEPT_MS } from "../../../lib/limits.ts";
import { createStore, type Store } from "../../../lib/store/store.ts";
import { batchOf, createDigitsRun, createEndedRun, flushOf } from "../digits.ts";

const LATER = Date.now() + DELETED_KEPT_MS + 60_000;

async function openMemory(): Promise<{ kv: Deno.Kv; store: Store }> {
  const kv = await Deno.openKv(":memory:");
  return { kv, store: createStore(kv) };
}

/** Everything in the KV but the counters of changes, byte for byte. */
const readAll = async (kv: Deno.Kv) =>
  (await Array.fromAsync(kv.list<Uint8Array>({ prefix: [] }))).map(({ key, value }) => ({ key, value }))
    .filter(({ key }) => key[0] !== "versions");

Deno.test("runs.hide() hides a run everywhere, and runs.restore() brings back every key as it was", async () => {
  const { kv, store } = await openMemory();
  using _ = store;
  const id = await createEndedRun(store), { experimentId } = await store.runs.get(id), before = await readAll(kv);
  await store.runs.hide(id);
  await assert.rejects(store.runs.get(id), NotFound);
  await assert.rejects(store.runs.getOf(experimentId, id), NotFound);
  await assert.rejects(store.runs.update(id, { name: "x" }), NotFound);
  await assert.rejects(store.runs.hide(id), NotFound);
  await assert.rejects(store.runs.delete(id), NotFound);
  assert.deepEqual((await store.runs.list(experimentId)).items, []);
  await store.runs.restore(experimentId, id);
  assert.deepEqual(await readAll(kv), before);
  assert.equal((await store.runs.getOf(experimentId, id)).metrics[0]!.count, 1);
});

Deno.test("runs.restore() changes nothing of a run that isn't hidden, and finds none of another experiment", async () => {
  const { kv, store } = await openMemory();
  using _ = store;
  const id = await createEndedRun(store), { experimentId } = await store.runs.get(id), before = await readAll(kv);
  await store.runs.restore(experimentId, id);
  assert.deepEqual(await readAll(kv), before);
  const other = await store.experiments.create({ name: "other" });
  await store.runs.hide(id);
  await assert.rejects(store.runs.restore(other.id, id), NotFound);
  await assert.rejects(store.runs.restore(experimentId, crypto.randomUUID()), NotFound);
});

Deno.test("runs.hide() refuses a live run", async () => {
  const { store } = await openMemory();
  using _ = store;
  const { id } = await createDigitsRun(store);
  await assert.rejects(store.runs.hide(id), Conflict);
  assert.equal((await store.runs.get(id)).status, "running");
});

Deno.test("experiments.hide() hides its runs too and frees its name; restore() brings all of it back", async () => {
  const { kv, store } = await openMemory();
  using _ = store;
  const id = await createEndedRun(store), { experimentId } = await store.runs.get(id), before = await readAll(kv);
  await store.experiments.hide(experimentId);
  await assert.rejects(store.experiments.get(experimentId), NotFound);
  await assert.rejects(store.runs.get(id), NotFound);
  await assert.rejects(store.runs.getOf(experimentId, id), NotFound);
  assert.equal(await store.experiments.getByName("digits"), null);
  assert.deepEqual((await store.experiments.list()).items, []);
  await assert.rejects(store.runs.create({ experimentId, command: ["a"], cwd: "/", host: "h" }), NotFound);
  await store.experiments.restore(experimentId);
  assert.deepEqual(await readAll(kv), before);
});

Deno.test("experiments.hide() refuses while a run is live", async () => {
  const { store } = await openMemory();
  using _ = store;
  const { experimentId } = await createDigitsRun(store);
  await assert.rejects(store.experiments.hide(experimentId), Conflict);
  assert.equal((await store.experiments.get(experimentId)).name, "digits");
});

Deno.test("experiments.restore() refuses while another one has the name, and runs.restore() while the experiment is hidden", async () => {
  const { store } = await openMemory();
  using _ = store;
  const id = await createEndedRun(store), { experimentId } = await store.runs.get(id);
  await store.runs.hide(id);
  await store.experiments.hide(experimentId);
  await assert.rejects(store.runs.restore(experimentId, id), /restore it first/);
  const second = await store.experiments.create({ name: "digits" });
  await assert.rejects(store.experiments.restore(experimentId), /exists already/);
  await store.experiments.update(second.id, { name: "digits 2" });
  await store.experiments.restore(experimentId);
  await store.runs.restore(experimentId, id);
  assert.equal((await store.runs.get(id)).status, "completed");
});

Deno.test("resumeDeletions() deletes for good after a day, and not before", async () => {
  const { kv, store } = await openMemory();
  using _ = store;
  const id = await createEndedRun(store), { experimentId } = await store.runs.get(id);
  const other = await createEndedRun(store);
  await store.runs.hide(id);
  await store.resumeDeletions();
  await store.runs.restore(experimentId, id);
  await store.runs.hide(id);
  await store.resumeDeletions(LATER);
  await assert.rejects(store.runs.restore(experimentId, id), NotFound);
  assert.deepEqual((await readAll(kv)).filter(({ key }) => key.includes(id) || key[0] === "tombstones"), []);
  await store.experiments.hide(experimentId);
  await store.resumeDeletions(LATER);
  await assert.rejects(store.experiments.restore(experimentId), NotFound);
  assert.deepEqual(await readAll(kv), [], `the run ${other} went with its experiment`);
});

Deno.test("resumeDeletions() deletes a few a pass, the oldest first", async () => {
  const { kv, store } = await openMemory();
  using _ = store;
  for (let made = 0; made <= DELETED_A_PASS; made++) {
    const { id } = await store.experiments.create({ name: `e${made}` });
    await store.experiments.hide(id);
  }
  await store.resumeDeletions(LATER);
  assert.equal((await Array.fromAsync(kv.list({ prefix: ["tombstones"] }))).length, 1);
  await store.resumeDeletions(LATER);
  assert.deepEqual(await readAll(kv), []);
});

Deno.test("an experiment that is deleted for good takes its hidden runs with it, and leaves its name to another one", async () => {
  const { kv, store } = await openMemory();
  using _ = store;
  const id = await createEndedRun(store), { experimentId } = await store.runs.get(id);
  await store.runs.hide(id);
  await store.experiments.hide(experimentId);
  const second = await store.experiments.create({ name: "digits" });
  assert.equal(await store.deleteHidden(), 2);
  const left = (await readAll(kv)).map(({ key }) => key);
  assert.deepEqual(left, [["experiments", second.id], ["experiments_by_name", "digits"]]);
});

Deno.test("experiments.delete() takes hidden runs with it at once", async () => {
  const { kv, store } = await openMemory();
  using _ = store;
  const id = await createEndedRun(store), { experimentId } = await store.runs.get(id);
  await store.runs.hide(id);
  await store.experiments.delete(experimentId);
  assert.deepEqual(await readAll(kv), []);
});

Deno.test("deleting for good can be finished after a crash at each of its commits", async () => {
  for (let crash = 1; crash < 100; crash++) {
    const { kv, store } = await openMemory();
    using _ = store;
    const id = await createEndedRun(store), { experimentId } = await store.runs.get(id);
    await createEndedRun(store);
    await store.runs.hide(id);
    await store.experiments.hide(experimentId);
    let commits = 0;
    const failing = new Proxy(kv, {
      get(target, name) {
        if (name === "atomic" && ++commits === crash) throw new Error("power cut");
        return Reflect.get(target, name).bind(target);
      },
    });
    const crashed = await createStore(failing).deleteHidden().then(() => false, () => true);
    if (!crashed) return assert.ok(crash > 6, `only ${crash} commits`);
    await store.resumeDeletions(LATER);
    assert.deepEqual(await readAll(kv), [], `crash ${crash}`);
  }
  assert.fail("the deletion never ended");
});

Deno.test("check() finds no fault in what can be restored", async () => {
  const { store } = await openMemory();
  using _ = store;
  const id = await createEndedRun(store), { experimentId } = await store.runs.get(id);
  await createEndedRun(store);
  await store.runs.hide(id);
  assert.deepEqual((await store.check()).findings, []);
  await store.experiments.hide(experimentId);
  assert.deepEqual((await store.check()).findings, []);
});

Deno.test("a hidden run takes no flush, and takes the rest of its log when it is restored", async () => {
  const { store } = await openMemory();
  using _ = store;
  const { id, experimentId } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "a\n", { loss: batchOf([1]) }));
  await store.runs.update(id, { status: "failed" });
  await store.runs.hide(id);
  await assert.rejects(store.ingest.begin(id, "you"), NotFound);
  await store.runs.restore(experimentId, id);
  await store.ingest.begin(id, "you");
  await store.ingest.flush(id, "you", flushOf(2, "b\n"));
  assert.equal((await store.runs.get(id)).logBytes, 4);
});

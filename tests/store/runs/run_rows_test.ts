import assert from "node:assert/strict";
import { READER_VERSION } from "../../../lib/limits.ts";
import { factsKey, factsRowKey } from "../../../lib/store/keys.ts";
import { encodeKv } from "../../../lib/store/kv/kv.ts";
import type { FactsRow } from "../../../lib/store/runs/run_row.ts";
import { createStore, type Store } from "../../../lib/store/store.ts";
import { batchOf, createDigitsRun, createEndedRun, flushOf } from "../digits.ts";

/** The rows of a new reader: nothing is kept in memory. */
const readRows = async (kv: Deno.Kv, experimentId: string) => (await createStore(kv).runs.listRows(experimentId)).rows;

/** What the documents of a run say, as far as a row has it. */
async function shownBy(store: Store, id: string) {
  const { name, status, tags, settings, lastOutputAt, metrics } = await store.runs.get(id);
  return { name, status, tags, settings, lastOutputAt, metrics: metrics.map((each) => [each.name, each.last]) };
}

async function checkRow(store: Store, kv: Deno.Kv, id: string): Promise<void> {
  const { experimentId } = await store.runs.get(id);
  const found = (await readRows(kv, experimentId)).find(({ row }) => row.id === id)!.row;
  const { name, status, tags, settings, lastOutputAt, metrics } = found;
  const shown = { name, status, tags, settings, lastOutputAt, metrics: metrics.map(([each, last]) => [each, last]) };
  assert.deepEqual(shown, await shownBy(store, id));
}

Deno.test("runs.listRows() says what the runs' documents say, after each change of them", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const { id } = await createDigitsRun(store);
  await checkRow(store, kv, id);
  await store.ingest.begin(id, "me");
  const settings = { lr: "0.1", seed: "7" };
  await store.ingest.flush(id, "me", { ...flushOf(0, "x\n", { loss: batchOf([3, 1]) }), settings });
  await checkRow(store, kv, id);
  await store.runs.update(id, { name: "warm", tags: ["a", "b"], status: "failed", reason: "exit code 1" });
  await checkRow(store, kv, id);
  const draft = await store.generation.begin(id);
  await store.generation.append(id, draft, { points: new Map([["other", batchOf([5])]]) });
  const end = {
    finished: false,
    lines: null,
    reader: null,
    settings: { lr: "0.2" },
    progress: (await store.runs.get(id)).progress,
    warnings: [],
  };
  assert.ok(await store.generation.switch(id, draft, { offset: 2, end }));
  await checkRow(store, kv, id);
});

Deno.test("runs.listRows() lists the newest first, without deleted runs, and stamps what changes later with more", async () => {
  using store = createStore(await Deno.openKv(":memory:"));
  const ids = [await createEndedRun(store), await createEndedRun(store), await createEndedRun(store)];
  const { experimentId } = await store.runs.get(ids[0]!);
  const before = await store.runs.listRows(experimentId);
  assert.deepEqual(before.rows.map(({ row }) => row.id), ids.toReversed());
  const newest = before.rows.map(({ stamp }) => stamp).sort().at(-1)!;
  await store.runs.update(ids[0]!, { name: "renamed" });
  await store.runs.delete(ids[1]!);
  const { rows } = await store.runs.listRows(experimentId);
  assert.deepEqual(rows.map(({ row }) => row.id), [ids[2], ids[0]]);
  assert.deepEqual(rows.filter(({ stamp }) => stamp > newest).map(({ row }) => row.name), ["renamed"]);
});

Deno.test("runs.listRows() leaves out hidden runs until they are restored, and store.check() finds nothing wrong in them", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const id = await createEndedRun(store), { experimentId } = await store.runs.get(id);
  await store.runs.hide(id);
  assert.deepEqual([await readRows(kv, experimentId), (await store.check()).findings], [[], []]);
  await store.runs.restore(experimentId, id);
  await checkRow(store, kv, id);
});

Deno.test("runs.listRows() reads nothing again while nothing has changed", async () => {
  using store = createStore(await Deno.openKv(":memory:"));
  const { experimentId } = await store.runs.get(await createEndedRun(store));
  assert.equal(await store.runs.listRows(experimentId), await store.runs.listRows(experimentId));
});

Deno.test("runs.listRows() makes the rows of runs that an earlier version stored, once", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const id = await createEndedRun(store), { experimentId } = await store.runs.get(id);
  const rowKeys = [["record_rows", experimentId, id], ["facts_rows", experimentId, id]];
  const made = await Promise.all(rowKeys.map(async (key) => (await kv.get(key)).value));
  for (const key of rowKeys) await kv.delete(key);
  await checkRow(store, kv, id);
  assert.deepEqual(await Promise.all(rowKeys.map(async (key) => (await kv.get(key)).value)), made);
});

Deno.test("runs.listRows() asks the facts which reader a run had whose row an earlier version stored", async () => {
  const opened = await Deno.openKv(":memory:"), kv = encodeKv(opened);
  using store = createStore(opened);
  const id = await createEndedRun(store), { experimentId } = await store.runs.get(id);
  const row = (await kv.get<FactsRow>(factsRowKey(experimentId, id))).value!,
    facts = (await kv.get(factsKey(id))).value!;
  const { reader, leftOut: _leftOut, hasBase: _hasBase, ...plain } = row;
  assert.equal(reader, READER_VERSION);
  await kv.set(factsRowKey(experimentId, id), plain);
  assert.deepEqual((await store.check()).findings, []);
  await kv.set(factsKey(id), { ...facts, readerVersion: READER_VERSION - 1 });
  assert.deepEqual((await readRows(opened, experimentId)).map(({ row }) => row.isOlder), [true]);
  assert.equal((await kv.get<FactsRow>(factsRowKey(experimentId, id))).value!.reader, READER_VERSION - 1);
});

Deno.test("runs.listRows() shows no settings of another run in one that was stored before it and has none", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const { id: plain, experimentId } = await createDigitsRun(store);
  await store.ingest.begin(plain, "me");
  await store.ingest.flush(plain, "me", flushOf(0, "x\n", { loss: batchOf([3]) }));
  await store.runs.update(plain, { status: "completed" }); // the row of a live run would be made again
  const { id: set } = await store.runs.create({ experimentId, command: [], cwd: "", host: "", status: "running" });
  await store.ingest.begin(set, "me");
  await store.ingest.flush(set, "me", { ...flushOf(0, "x\n", { loss: batchOf([2]) }), settings: { lr: "0.1" } });
  await checkRow(store, kv, plain);
  await checkRow(store, kv, set);
  assert.deepEqual((await store.check()).findings, []);
  const key = factsRowKey(experimentId, plain), encoded = encodeKv(kv), row = (await encoded.get<FactsRow>(key)).value!;
  const { hasBase: _, ...earlier } = row;
  await encoded.set(key, earlier); // as the version before stored it
  await checkRow(store, kv, plain);
});

Deno.test("runs.listRows() has the metrics of a run of an earlier version whose record was changed since", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const id = await createEndedRun(store), { experimentId } = await store.runs.get(id);
  for (const folder of ["record_rows", "facts_rows"]) await kv.delete([folder, experimentId, id]);
  await store.runs.update(id, { tags: ["kept"] });
  await checkRow(store, kv, id);
  assert.deepEqual((await store.check()).findings, []);
});

Deno.test("runs.listRows() looks once for the facts of a run that has printed nothing", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const { id, experimentId } = await createDigitsRun(store), key = ["record_rows", experimentId, id];
  await checkRow(store, kv, id);
  const { versionstamp } = await kv.get(key);
  await checkRow(store, kv, id);
  assert.equal((await kv.get(key)).versionstamp, versionstamp);
  assert.deepEqual((await store.check()).findings, []);
});

Deno.test("store.check() finds a row that doesn't say what its run says, and the next list makes it again", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const id = await createEndedRun(store), { experimentId } = await store.runs.get(id);
  assert.deepEqual((await store.check()).findings, []);
  const key = ["record_rows", experimentId, id], { value } = await kv.get<Uint8Array>(key);
  await kv.set(key, value!.map((byte, at) => at === 7 ? byte ^ 1 : byte));
  await kv.set(["facts_rows", experimentId, "gone"], value!);
  const { findings } = await store.check();
  assert.deepEqual(findings.map(({ runId }) => runId).sort(), [id, "gone"].sort());
  for (const { mend } of findings) await (mend as () => Promise<void>)();
  assert.deepEqual((await store.check()).findings, []);
  await checkRow(store, kv, id);
});

import assert from "node:assert/strict";
import { Conflict } from "../../lib/errors.ts";
import { createStore, openStore } from "../../lib/store/store.ts";
import { inWorkspace } from "../support/workspace.ts";
import { batchOf, createDigitsRun, flushOf } from "./digits.ts";

Deno.test("ingest.flush() reads the stored state again after ingest.end()", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const other = createStore(kv), { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "a\n", { loss: batchOf([1]) }));
  await other.ingest.flush(id, "me", flushOf(2, "b\n", { loss: batchOf([2], 1) }));
  await assert.rejects(store.ingest.flush(id, "me", flushOf(4, "c\n")), Conflict);
  store.ingest.end(id);
  await store.ingest.flush(id, "me", flushOf(4, "c\n", { loss: batchOf([3], 2) }));
  assert.deepEqual([...(await store.points.read(id)).columns.get("loss")!.value], [1, 2, 3]);
});

Deno.test("ingest.flush() throws before capture begins, and for bytes that don't follow the stored ones", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  await assert.rejects(store.ingest.flush(id, "me", flushOf(0, "a\n")), /capture of run .* has not begun/);
  await store.ingest.begin(id, "me");
  await assert.rejects(
    store.ingest.flush(id, "me", flushOf(5, "a\n")),
    /0 bytes stored, so the next ones can't begin at 5/,
  );
});

Deno.test("points.version() changes with a flush and with a switch", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  assert.deepEqual(await store.points.version(id), { generation: 0, rev: 0 });
  await store.ingest.flush(id, "me", flushOf(0, "a\n"));
  assert.deepEqual(await store.points.version(id), { generation: 0, rev: 1 });
  const draft = await store.generation.begin(id), { progress } = await store.runs.get(id);
  const end = { finished: false, lines: null, reader: null, settings: {}, progress, warnings: [] };
  await store.generation.switch(id, draft, { offset: 2, end });
  assert.deepEqual(await store.points.version(id), { generation: 1, rev: 2 });
});

Deno.test("checkFile() throws once the KV file was removed or replaced", () =>
  inWorkspace(async ({ store, kv }) => {
    await store.checkFile();
    await Deno.rename(kv, `${kv}.old`);
    await assert.rejects(store.checkFile(), /kv\.db was removed while it was in use/);
    await Deno.writeTextFile(kv, "");
    await assert.rejects(store.checkFile(), /kv\.db was replaced while it was in use/);
  }));

Deno.test("runs.replaceOwner() replaces the expected owner only", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  const ownerOf = (instance: string) => ({
    instance,
    host: "here",
    pid: 1,
    pidMark: null,
    childPid: null,
    childMark: null,
    spool: null,
    at: 0,
  });
  assert.equal(await store.runs.getOwner(id), null);
  assert.equal(await store.runs.replaceOwner(id, null, ownerOf("first")), true);
  assert.equal(await store.runs.replaceOwner(id, null, ownerOf("second")), false);
  assert.equal(await store.runs.replaceOwner(id, ownerOf("other"), ownerOf("second")), false);
  assert.equal(await store.runs.replaceOwner(id, ownerOf("first"), ownerOf("second")), true);
  assert.equal((await store.runs.getOwner(id))!.instance, "second");
});

import assert from "node:assert/strict";
import { Conflict } from "../../lib/errors.ts";
import { createStore, openStore } from "../../lib/store/store.ts";
import { inWorkspace, readLogText } from "../support/workspace.ts";
import { createDigitsRun, flushOf, ownerOf } from "./digits.ts";

/** Two stores on one KV, with a run of which the first flushed one byte. */
async function openTwice() {
  const kv = await Deno.openKv(":memory:");
  const store = createStore(kv), other = createStore(kv), { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "a"));
  return { store, other, id, [Symbol.dispose]: () => kv.close() };
}

Deno.test("ingest.flush() reads the stored state again after a Conflict", async () => {
  using opened = await openTwice();
  const { store, other, id } = opened;
  await other.ingest.flush(id, "me", flushOf(1, "b"));
  await assert.rejects(store.ingest.flush(id, "me", flushOf(1, "x")), Conflict);
  await store.ingest.flush(id, "me", flushOf(2, "c"));
  assert.equal(await readLogText(store, id), "abc");
});

Deno.test("ingest.flush() reads the stored state again after ingest.end()", async () => {
  using opened = await openTwice();
  const { store, other, id } = opened;
  store.ingest.end(id);
  await other.ingest.flush(id, "me", flushOf(1, "b"));
  await store.ingest.flush(id, "me", flushOf(2, "c"));
  assert.equal(await readLogText(store, id), "abc");
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
    await assert.rejects(store.checkFile(), { name: "Damaged", message: /kv\.db was removed while it was in use/ });
    await Deno.writeTextFile(kv, "");
    await assert.rejects(store.checkFile(), /kv\.db was replaced while it was in use/);
  }));

Deno.test("runs.replaceOwner() replaces the expected owner only", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  assert.equal(await store.runs.getOwner(id), null);
  assert.equal(await store.runs.replaceOwner(id, null, ownerOf("first")), true);
  assert.equal(await store.runs.replaceOwner(id, null, ownerOf("second")), false);
  assert.equal(await store.runs.replaceOwner(id, ownerOf("other"), ownerOf("second")), false);
  const later = { ...ownerOf("first"), at: 1 };
  assert.equal(await store.runs.replaceOwner(id, later, ownerOf("second")), false); // it was renewed meanwhile
  assert.equal(await store.runs.replaceOwner(id, ownerOf("first"), ownerOf("second")), true);
  assert.equal((await store.runs.getOwner(id))!.instance, "second");
  await store.runs.update(id, { status: "completed" });
  assert.equal(await store.runs.replaceOwner(id, null, ownerOf("third")), false);
});

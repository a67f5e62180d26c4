import assert from "node:assert/strict";
import { Conflict, Overtaken } from "../../../lib/errors.ts";
import { RENEW_MS } from "../../../lib/limits.ts";
import type { FlushBatch } from "../../../lib/store/flush/flush.ts";
import type { Owner } from "../../../lib/store/runs/owner_record.ts";
import { ownerKey } from "../../../lib/store/keys.ts";
import { encodeKv, type Kv } from "../../../lib/store/kv/kv.ts";
import { getOwner, renewOwner } from "../../../lib/store/runs/owners.ts";
import { openStore, type Store } from "../../../lib/store/store.ts";
import { ownerOf } from "../digits.ts";

async function createRun(store: Store): Promise<string> {
  const { id: experimentId } = await store.experiments.getOrCreate("e");
  return (await store.runs.create({ experimentId, command: ["x"], cwd: "/", host: "here", status: "running" })).id;
}

const batch = (from: number, text: string): FlushBatch => ({
  from,
  log: new TextEncoder().encode(text),
  time: 1000,
  points: new Map(),
  lines: null,
  reader: null,
});

Deno.test("replaceOwner() takes the right to flush from the old owner, in the same commit", async () => {
  using store = await openStore(":memory:");
  const id = await createRun(store), old = ownerOf("old", Date.now());
  await store.runs.setOwner(id, old);
  await store.ingest.begin(id, "old");
  await store.ingest.flush(id, "old", batch(0, "a\n"));
  assert.equal(await store.runs.replaceOwner(id, old, ownerOf("new")), true);
  await assert.rejects(store.ingest.flush(id, "old", batch(2, "b\n")), Conflict);
  await assert.rejects(store.ingest.begin(id, "old"), Overtaken);
  assert.equal((await store.ingest.read(id))?.offset, 2);
  assert.equal((await store.runs.getOwner(id))?.instance, "new");
});

Deno.test("begin() refuses an owner that lost the run before it began", async () => {
  using store = await openStore(":memory:");
  const id = await createRun(store);
  await store.runs.setOwner(id, ownerOf("new"));
  await assert.rejects(store.ingest.begin(id, "old"), Overtaken);
  assert.equal((await store.ingest.begin(id, "new")).offset, 0);
});

Deno.test("flush() renews the lease of the owner before it is due otherwise, and no fresh one", async () => {
  using store = await openStore(":memory:");
  const now = Date.now(), fresh = now - RENEW_MS / 4, early = now - 0.75 * RENEW_MS;
  for (const at of [0, early]) {
    const id = await createRun(store);
    await store.runs.setOwner(id, ownerOf("me", at));
    await store.ingest.begin(id, "me");
    await store.ingest.flush(id, "me", batch(0, "a\n"));
    assert.ok((await store.runs.getOwner(id))!.at >= now);
  }
  const other = await createRun(store);
  await store.runs.setOwner(other, ownerOf("me", fresh));
  await store.ingest.begin(other, "me");
  await store.ingest.flush(other, "me", batch(0, "a\n"));
  assert.equal((await store.runs.getOwner(other))!.at, fresh);
});

Deno.test("renewOwner() renews a lease that is due, and tells a process that has lost the run", async () => {
  using store = await openStore(":memory:");
  const id = await createRun(store), fresh = Date.now() - RENEW_MS / 2;
  for (const [at, isRenewed] of [[0, true], [Date.now() + 3_600_000, true], [fresh, false]] as const) {
    await store.runs.setOwner(id, ownerOf("me", at));
    assert.equal(await store.runs.renewOwner(id, "me"), true);
    assert.equal((await store.runs.getOwner(id))!.at !== at, isRenewed);
  }
  assert.equal(await store.runs.renewOwner(id, "other"), false);
  await store.runs.update(id, { status: "completed" });
  assert.equal(await store.runs.renewOwner(id, "me"), false);
});

Deno.test("renewOwner() commits nothing when a flush has renewed the lease while it waited for its turn", async () => {
  using opened = await Deno.openKv(":memory:");
  const kv = encodeKv(opened), id = "a", flushed = ownerOf("me", Date.now());
  await kv.set(ownerKey(id), ownerOf("me", 0));
  const late: Kv = {
    ...kv,
    async inTurn(action) {
      await kv.set(ownerKey(id), flushed);
      return await kv.inTurn(action);
    },
  };
  assert.equal(await renewOwner(late, id, "me"), true);
  assert.equal((await getOwner(kv, id))!.at, flushed.at);
});

Deno.test("confirmOwner() needs the same owner, and a store that takes writes", async () => {
  const directory = await Deno.makeTempDir();
  {
    using store = await openStore(`${directory}/kv.db`);
    const id = await createRun(store), owner = ownerOf("me");
    await store.runs.setOwner(id, owner);
    assert.equal(await store.runs.confirmOwner(id, owner), true);
    assert.equal(await store.runs.confirmOwner(id, { ...owner, at: 1 }), false);
    const { DatabaseSync } = await import("node:sqlite"), other = new DatabaseSync(`${directory}/kv.db`);
    other.exec("BEGIN IMMEDIATE");
    await assert.rejects(store.runs.confirmOwner(id, owner), /locked/);
    other.exec("ROLLBACK");
    other.close();
    assert.equal(await store.runs.confirmOwner(id, owner), true);
  }
  await Deno.remove(directory, { recursive: true });
});

Deno.test("getOwner() takes what a record lacks, or has of a wrong type, as unknown", async () => {
  using store = await openStore(":memory:");
  const id = await createRun(store), unknown = { ...ownerOf(""), host: "unknown", uid: null, pid: 0 };
  for (const record of [{}, { instance: 7, host: null, boot: 1, pid: 1.5, at: "now" }, { at: NaN }, { at: 9e15 }]) {
    await store.runs.setOwner(id, record as unknown as Owner);
    assert.deepEqual(await store.runs.getOwner(id), unknown);
    assert.equal(await store.runs.replaceOwner(id, unknown, ownerOf("me")), true);
  }
});

Deno.test("listOwners() lists live runs, also those that nobody owns yet", async () => {
  using store = await openStore(":memory:");
  const owned = await createRun(store), unowned = await createRun(store), complete = await createRun(store);
  await store.runs.setOwner(owned, ownerOf("me", 7));
  await store.runs.update(complete, { status: "failed" });
  assert.deepEqual(await store.runs.listOwners(), [{ id: owned, owner: ownerOf("me", 7) }, {
    id: unowned,
    owner: null,
  }]);
});

import assert from "node:assert/strict";
import { InvalidInput, Unavailable } from "../../../lib/errors.ts";
import { deferStore } from "../../../lib/store/kv/deferred.ts";
import { openStore, type Store } from "../../../lib/store/store.ts";
import { readLogText } from "../../support/workspace.ts";
import { createDigitsRun, flushOf } from "../digits.ts";

Deno.test("deferStore() makes the calls when the store is open, in every part of it", async () => {
  const opening = Promise.withResolvers<Store>();
  using store = deferStore(opening.promise, { location: ":memory:" });
  assert.equal(store.trouble, "the store is not open yet");
  store.ingest.end("nothing has begun");
  assert.equal(await Promise.resolve(store), store, "it can be passed through a promise");
  const creating = createDigitsRun(store);
  opening.resolve(await openStore(":memory:"));
  const { id } = await creating;
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "a\n"));
  store.ingest.end(id);
  assert.equal(await readLogText(store, id), "a\n");
  assert.equal((await Array.fromAsync(store.logs.pieces(id))).length, 1);
  assert.equal((await store.logs.read(id, {})).lastLine, 1);
  assert.deepEqual((await store.points.version(id)).rev, 1);
  assert.equal((await store.generation.begin(id)).generation, 1);
  await store.checkFile();
  await store.resumeDeletions();
  assert.equal(store.trouble, null);
});

Deno.test("deferStore() gives a call up that has waited too long for the store", async () => {
  const opening = Promise.withResolvers<Store>();
  const store = deferStore(opening.promise, { location: undefined, limitMs: 5 });
  await assert.rejects(store.runs.listLive(), Unavailable);
  opening.resolve(await openStore(":memory:"));
  assert.deepEqual(await store.runs.listLive(), []);
  store.close();
});

Deno.test("deferStore() passes on why the store can't be opened", async () => {
  const store = deferStore(Promise.reject(new InvalidInput("kv", "no KV file")), { location: "/a" });
  await assert.rejects(store.experiments.list(), /no KV file/);
  await assert.rejects(Array.fromAsync(store.logs.bytes("a")), /no KV file/);
  store.close();
});

import assert from "node:assert/strict";
import { Conflict, NotFound } from "../../../lib/errors.ts";
import { createStore, openStore } from "../../../lib/store/store.ts";
import { batchOf, createDigitsRun, flushOf } from "../digits.ts";

Deno.test("generation.switch() replaces all points at once, and returns false when the log grew", async () => {
  using store = await openStore(":memory:");
  const run = await createDigitsRun(store);
  await store.ingest.begin(run.id, "me");
  await store.ingest.flush(run.id, "me", flushOf(0, "aa", { loss: batchOf([1, 2]) }));
  const draft = await store.generation.begin(run.id);
  await store.generation.append(run.id, draft, { points: new Map([["loss", batchOf([9])]]) });
  assert.deepEqual([...(await store.points.read(run.id)).columns.get("loss")!.value], [1, 2]);
  const { progress } = await store.runs.get(run.id);
  const end = {
    finished: false,
    lines: 1,
    reader: 2,
    settings: { lr: "1" },
    progress,
    warnings: [],
  };
  assert.equal(await store.generation.switch(run.id, draft, { offset: 1, end }), false);
  assert.equal(await store.generation.switch(run.id, draft, { offset: 2, end }), true);
  assert.deepEqual([...(await store.points.read(run.id)).columns.get("loss")!.value], [9]);
  await assert.rejects(store.ingest.flush(run.id, "me", flushOf(2, "b")), Conflict);
  const state = await store.ingest.read(run.id);
  assert.deepEqual([state!.offset, state!.reader], [2, 2]);
  await store.ingest.flush(run.id, "me", flushOf(2, "b", { loss: batchOf([8], 1) }));
  assert.deepEqual([...(await store.points.read(run.id)).columns.get("loss")!.value], [9, 8]);
});

Deno.test("generation.switch() refuses a draft that is older than the visible generation", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  const older = await store.generation.begin(id), newer = await store.generation.begin(id);
  const { progress } = await store.runs.get(id);
  const rest = { lines: null, reader: null, settings: {}, progress, warnings: [] };
  const end = { finished: false, ...rest };
  assert.equal(await store.generation.switch(id, newer, { offset: 0, end }), true);
  await assert.rejects(store.generation.switch(id, older, { offset: 0, end }), Conflict);
});

Deno.test("generation.discard() deletes the points of a draft and no others", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "a", { loss: batchOf([1]) }));
  const listPoints = () => Array.fromAsync(kv.list({ prefix: ["points"] }), ({ key }) => key);
  const before = await listPoints();
  const draft = await store.generation.begin(id);
  await store.generation.append(id, draft, { points: new Map([["loss", batchOf([2])]]) });
  assert.equal((await listPoints()).length, 2);
  await store.generation.discard(id, draft);
  assert.deepEqual(await listPoints(), before);
});

Deno.test("generation.append() tries again when a flush is stored at the same time", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  let flushes = 0;
  const slow = createStore(
    new Proxy(kv, {
      get(target, name) {
        if (name !== "get") return Reflect.get(target, name).bind(target);
        return async (key: Deno.KvKey) => {
          const entry = await target.get(key);
          if (key[0] === "ingest" && flushes < 3) await store.ingest.flush(id, "me", flushOf(flushes++, "a"));
          return entry;
        };
      },
    }),
  );
  const draft = await store.generation.begin(id);
  await slow.generation.append(id, draft, { points: new Map([["loss", batchOf([2])]]) });
  const { progress } = await store.runs.get(id);
  const end = { finished: false, lines: null, reader: null, settings: {}, progress, warnings: [] };
  assert.equal(await store.generation.switch(id, draft, { offset: 3, end }), true);
  assert.deepEqual([...(await store.points.read(id)).columns.get("loss")!.value], [2]);
});

Deno.test("generation.begin() and switch() throw NotFound for a run that is not there", async () => {
  using store = await openStore(":memory:");
  await assert.rejects(store.generation.begin("none"), NotFound);
  const { id } = await createDigitsRun(store), draft = await store.generation.begin(id);
  const { progress } = await store.runs.update(id, { status: "completed" });
  await store.runs.delete(id);
  const end = { finished: false, lines: null, reader: null, settings: {}, progress, warnings: [] };
  await assert.rejects(store.generation.switch(id, draft, { offset: 0, end }), NotFound);
});

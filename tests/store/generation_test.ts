import assert from "node:assert/strict";
import { Conflict } from "../../lib/errors.ts";
import { openStore } from "../../lib/store/store.ts";
import { batchOf, createDigitsRun, flushOf } from "./digits.ts";

Deno.test("generation.switch() replaces all points at once, and returns false when the log grew", async () => {
  using store = await openStore(":memory:");
  const run = await createDigitsRun(store);
  await store.ingest.begin(run.id, "me");
  await store.ingest.flush(run.id, "me", flushOf(0, "aa", { loss: batchOf([1, 2]) }));
  const draft = await store.generation.begin(run.id);
  await store.generation.append(run.id, draft, new Map([["loss", batchOf([9])]]));
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

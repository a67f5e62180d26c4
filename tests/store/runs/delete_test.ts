import assert from "node:assert/strict";
import { Conflict, NotFound } from "../../../lib/errors.ts";
import { encodeValue } from "../../../lib/store/kv/encoding.ts";
import { createStore } from "../../../lib/store/store.ts";
import { batchOf, createDigitsRun, createEndedRun, EMPTY_EXPERIMENT, flushOf, listKept } from "../digits.ts";

Deno.test("runs.delete() refuses a live run, and leaves no key of a complete one", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const run = await createDigitsRun(store);
  await store.ingest.begin(run.id, "me");
  await store.ingest.flush(run.id, "me", flushOf(0, "x\n", { loss: batchOf(Array(1200).fill(1)) }));
  await assert.rejects(store.runs.delete(run.id), Conflict);
  await store.runs.update(run.id, { status: "failed" });
  await store.runs.delete(run.id);
  await assert.rejects(store.runs.get(run.id), NotFound);
  const left = (await listKept(kv)).map(({ key }) => key[0]);
  assert.deepEqual(left.sort(), EMPTY_EXPERIMENT);
});

Deno.test("ingest.flush() throws after its run was deleted, and leaves no key", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const { id, experimentId } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "a\n"));
  const draft = await store.generation.begin(id);
  await store.runs.update(id, { status: "failed" });
  await store.experiments.delete(experimentId);
  await assert.rejects(store.ingest.flush(id, "me", flushOf(2, "b\n")), Conflict);
  await assert.rejects(store.ingest.begin(id, "me"), NotFound);
  const points = new Map([["loss", batchOf([1])]]);
  await assert.rejects(store.generation.append(id, draft, { points }), NotFound);
  assert.deepEqual(await listKept(kv), []);
});

Deno.test("resumeDeletions() finishes a deletion that a crash interrupted", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const run = await createDigitsRun(store);
  await store.ingest.begin(run.id, "me");
  await store.ingest.flush(run.id, "me", flushOf(0, "x\n", { loss: batchOf([1, 2]) }));
  await store.runs.update(run.id, { status: "completed" });
  let commits = 0;
  const failing = new Proxy(kv, {
    get(target, name) {
      if (name === "atomic" && ++commits > 3) throw new Error("power cut");
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  await assert.rejects(createStore(failing).experiments.delete(run.experimentId), /power cut/);
  assert.deepEqual((await store.experiments.list()).items, []);
  await store.resumeDeletions();
  assert.deepEqual(await listKept(kv), []);
});

const CRASHES_MAX = 100;

Deno.test("experiments.delete() can be finished after a crash at each of its commits", async () => {
  for (let crash = 1; crash < CRASHES_MAX; crash++) {
    const kv = await Deno.openKv(":memory:");
    using store = createStore(kv);
    for (let run = 0; run < 2; run++) {
      const { id } = await createDigitsRun(store);
      await store.ingest.begin(id, "me");
      await store.ingest.flush(id, "me", flushOf(0, "x\n", { loss: batchOf([1, 2]) }));
      await store.runs.update(id, { status: "completed" });
    }
    const { id } = await store.experiments.getOrCreate("digits");
    let commits = 0;
    const failing = new Proxy(kv, {
      get(target, name) {
        if (name === "atomic" && ++commits === crash) throw new Error("power cut");
        return Reflect.get(target, name).bind(target);
      },
    });
    const crashed = await createStore(failing).experiments.delete(id).then(() => false, () => true);
    if (!crashed) {
      assert.ok(crash > 6);
      return;
    }
    const listed = (await store.experiments.list()).items.length;
    if (listed > 0) await store.experiments.delete(id);
    else await store.resumeDeletions();
    assert.deepEqual(await listKept(kv), [], `crash ${crash}`);
  }
  assert.fail(`the deletion needed ${CRASHES_MAX} commits`);
});

Deno.test("runs.deleteLog() deletes the log, keeps the points, and says so on the run", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "a\nb\n", { loss: batchOf([1, 2]) }));
  await assert.rejects(store.runs.deleteLog(id), Conflict);
  await store.runs.update(id, { status: "completed" });
  const before = await store.points.version(id);
  await store.runs.deleteLog(id);
  const run = await store.runs.get(id);
  assert.deepEqual([run.logBytes, run.lastLine, run.metrics[0]!.count], [0, 0, 2]);
  assert.match(run.warnings[0]!, /^the log was deleted on \d{4}-\d\d-\d\d to save space; the points stay/);
  assert.deepEqual(await Array.fromAsync(store.logs.bytes(id)), []);
  assert.deepEqual((await store.logs.read(id, { tail: 10 })).lines, []);
  assert.deepEqual([...(await store.points.read(id)).columns.get("loss")!.value], [1, 2]);
  assert.ok((await store.points.version(id)).rev > before.rev);
  await store.runs.delete(id);
  const left = (await listKept(kv)).map(({ key }) => key[0]);
  assert.deepEqual(left.sort(), EMPTY_EXPERIMENT);
});

Deno.test("resumeDeletions() finishes the deletion of a log, and keeps its run", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const id = await createEndedRun(store);
  const chunk = (await Array.fromAsync(kv.list({ prefix: ["log", id] })))[0]!;
  await store.runs.deleteLog(id);
  await kv.set(["deleting", id], encodeValue("log")); // a crash came before the last chunk was deleted
  await kv.set(chunk.key, chunk.value);
  await store.resumeDeletions();
  assert.deepEqual(await Array.fromAsync(kv.list({ prefix: ["log"] })), []);
  assert.deepEqual(await Array.fromAsync(kv.list({ prefix: ["deleting"] })), []);
  assert.equal((await store.runs.get(id)).metrics[0]!.count, 1);
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { Conflict, InvalidInput, NotFound } from "../../lib/errors.ts";
import type { PointBatch } from "../../lib/store/flush.ts";
import { createStore, openStore, type Store } from "../../lib/store/store.ts";

const encoder = new TextEncoder();

async function makeRun(store: Store) {
  const { id: experimentId } = await store.experiments.getOrCreate("digits");
  const input = { experimentId, command: ["train"], cwd: "/", host: "here" };
  return await store.runs.create({ ...input, status: "running" });
}

const batchOf = (values: number[]): PointBatch => ({
  kind: "metric",
  step: values.map((_, index) => index),
  value: values,
  time: values.map(() => 1),
  line: values.map(() => 1),
  epoch: values.map(() => NaN),
});

const flushOf = (from: number, text: string, points: Record<string, PointBatch> = {}) => ({
  from,
  log: encoder.encode(text),
  time: 1,
  points: new Map(Object.entries(points)),
  lines: null,
  reader: null,
});

const many = (value: number) =>
  Object.fromEntries(
    Array.from({ length: 990 }, (_, i) => [`m${i}`, batchOf(Array(40).fill(value))]),
  );

/** What a terminal shows of a line, computed another way. */
const shown = (line: string) => line.split("\r").filter(Boolean).at(-1) ?? "";

Deno.test("ingest.flush() of an overtaken process overwrites no point, however large its batch", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const overtaken = createStore(kv);
  const { id } = await makeRun(store);
  await overtaken.ingest.begin(id, "first");
  await overtaken.ingest.flush(id, "first", flushOf(0, "a\n", many(1)));
  await store.ingest.begin(id, "second");
  await store.ingest.flush(id, "second", flushOf(2, "b\n", many(2)));
  await store.ingest.flush(id, "second", flushOf(4, "c\n", many(3)));
  await assert.rejects(overtaken.ingest.flush(id, "first", flushOf(2, "x\n", many(9))), Conflict);
  const { columns } = await store.points.read(id);
  const expected = [1, 2, 3].flatMap((value) => Array(40).fill(value));
  assert.deepEqual([...columns.get("m989")!.value], expected);
});

Deno.test("ingest.flush() of a deleted run leaves no key", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const { id, experimentId } = await makeRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "a\n"));
  const draft = await store.generation.begin(id);
  await store.runs.update(id, { status: "failed" });
  await store.experiments.delete(experimentId);
  await assert.rejects(store.ingest.flush(id, "me", flushOf(2, "b\n")), Conflict);
  await assert.rejects(store.ingest.begin(id, "me"), NotFound);
  const points = new Map([["loss", batchOf([1])]]);
  await assert.rejects(store.generation.append(id, draft, points), NotFound);
  assert.deepEqual(await Array.fromAsync(kv.list({ prefix: [] })), []);
});

Deno.test("ingest.flush() stores the log's end once when it is asked twice", async () => {
  using store = await openStore(":memory:");
  const { id } = await makeRun(store);
  await store.ingest.begin(id, "me");
  const end = { ...flushOf(0, "", { loss: batchOf([7]) }), finished: true };
  await store.ingest.flush(id, "me", end);
  await store.ingest.flush(id, "me", end);
  assert.deepEqual([...(await store.points.read(id)).columns.get("loss")!.value], [7]);
});

Deno.test("points.read() answers what was in force when a flush comes between its reads", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const { id } = await makeRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "", { loss: batchOf([1]) }));
  let flushed = false;
  const slow = new Proxy(kv, {
    get(target, name) {
      if (name !== "get") return Reflect.get(target, name).bind(target);
      return async (key: Deno.KvKey) => {
        const entry = await target.get(key);
        if (key[0] === "facts" && !flushed) {
          flushed = true;
          await store.ingest.flush(id, "me", flushOf(0, "", { loss: batchOf([2]) }));
        }
        return entry;
      };
    },
  });
  const reader = createStore(slow);
  const first = await reader.points.read(id);
  assert.deepEqual([...first.columns.get("loss")!.value], [1]);
  const next = await reader.points.read(id, { after: first.rev });
  assert.deepEqual([...next.columns.get("loss")!.value], [2]);
});

Deno.test("points.read() reads the new generation when a switch deletes the old one under it", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const { id } = await makeRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "", { loss: batchOf(Array(1200).fill(1)) }));
  const draft = await store.generation.begin(id);
  await store.generation.append(id, draft, new Map([["loss", batchOf(Array(1200).fill(2))]]));
  const { progress } = await store.runs.get(id);
  const rest = { lines: null, reader: null, settings: {}, progress, warnings: [] };
  let switched = false;
  const slow = new Proxy(kv, {
    get(target, name) {
      if (name !== "list") return Reflect.get(target, name).bind(target);
      return (selector: Deno.KvListSelector, options: Deno.KvListOptions) => {
        const list = target.list(selector, options);
        if (!("start" in selector) || switched) return list;
        switched = true;
        return (async function* () {
          const end = { finished: false, ...rest };
          assert.ok(await store.generation.switch(id, draft, { offset: 0, end }));
          yield* list;
        })();
      };
    },
  });
  const { columns, generation } = await createStore(slow).points.read(id);
  assert.equal(generation, draft.generation);
  assert.deepEqual([...columns.get("loss")!.value], Array(1200).fill(2));
});

Deno.test("generation.switch() refuses a draft older than the one in force", async () => {
  using store = await openStore(":memory:");
  const { id } = await makeRun(store);
  await store.ingest.begin(id, "me");
  const older = await store.generation.begin(id), newer = await store.generation.begin(id);
  const { progress } = await store.runs.get(id);
  const rest = { lines: null, reader: null, settings: {}, progress, warnings: [] };
  const end = { finished: false, ...rest };
  assert.equal(await store.generation.switch(id, newer, { offset: 0, end }), true);
  await assert.rejects(store.generation.switch(id, older, { offset: 0, end }), Conflict);
});

Deno.test("experiments.delete() finishes after a crash at each of its commits", async () => {
  for (let crash = 1;; crash++) {
    const kv = await Deno.openKv(":memory:");
    using store = createStore(kv);
    for (let run = 0; run < 2; run++) {
      const { id } = await makeRun(store);
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
    assert.deepEqual(await Array.fromAsync(kv.list({ prefix: [] })), [], `crash ${crash}`);
  }
});

Deno.test("logs.read() shows each line's last state that is not empty for any text and any cut", async () => {
  const piece = fc.constantFrom("\r", "\n", "\r\n", "10%", "é", "\x1b[32mok", "x".repeat(700));
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 200 }), fc.integer({ min: 1, max: 997 }), async (
      pieces,
      size,
    ) => {
      using store = await openStore(":memory:");
      const { id } = await makeRun(store);
      await store.ingest.begin(id, "me");
      const text = pieces.join(""), bytes = encoder.encode(text);
      for (let at = 0; at < bytes.length; at += size) {
        const log = bytes.subarray(at, at + size);
        await store.ingest.flush(id, "me", { ...flushOf(at, ""), log, time: at });
      }
      const lines = text.split("\n");
      if (lines.at(-1) === "") lines.pop();
      const found = await store.logs.read(id, { limit: 1000 });
      assert.deepEqual(found.lines.map(({ text }) => text), lines.map(shown));
      assert.equal(found.lastLine, lines.length);
    }),
    { numRuns: 60 },
  );
});

Deno.test("logs.read() shows the start of a 200 KB line whose CRLF lies in a later chunk", async () => {
  using store = await openStore(":memory:");
  const { id } = await makeRun(store);
  await store.ingest.begin(id, "me");
  const text = "start " + "é".repeat(100_000) + "\r\nafter\n";
  const bytes = encoder.encode(text);
  for (let at = 0; at < bytes.length; at += 50_000) {
    const log = bytes.subarray(at, at + 50_000);
    await store.ingest.flush(id, "me", { ...flushOf(at, ""), log });
  }
  const { lines } = await store.logs.read(id, {});
  assert.equal(lines[0]!.text, "start " + "é".repeat(32_765));
  assert.equal(lines[1]!.text, "after");
});

Deno.test("logs.read() gives the end of a tail longer than its limit", async () => {
  using store = await openStore(":memory:");
  const { id } = await makeRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "1\n2\n3\n4\n"));
  const { lines } = await store.logs.read(id, { tail: 4, limit: 2 });
  assert.deepEqual(lines.map(({ text }) => text), ["3", "4"]);
});

Deno.test("runs.list() and experiments.list() refuse a cursor that is none", async () => {
  using store = await openStore(":memory:");
  const { experimentId } = await makeRun(store);
  await assert.rejects(store.runs.list(experimentId, { cursor: "?!" }), InvalidInput);
  await assert.rejects(store.experiments.list({ cursor: "?!" }), InvalidInput);
});

Deno.test("runs.list() has no cursor when its last page is full", async () => {
  using store = await openStore(":memory:");
  const { experimentId } = await makeRun(store);
  await makeRun(store);
  assert.equal((await store.runs.list(experimentId, { limit: 2 })).cursor, null);
});

Deno.test("runs.create() refuses a command that no record holds", async () => {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.getOrCreate("digits");
  const input = { experimentId, cwd: "/", host: "here" };
  await assert.rejects(
    store.runs.create({ ...input, command: ["x".repeat(100_000)] }),
    InvalidInput,
  );
});

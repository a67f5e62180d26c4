import assert from "node:assert/strict";
import { Refused } from "../../../lib/errors.ts";
import { createStore, type Store } from "../../../lib/store/store.ts";
import { createLiveRun, readColumn, readLogText } from "../../support/workspace.ts";

const encoder = new TextEncoder();

const batchOf = (from: number, text: string, metrics: string[], count: number) => {
  const column = (at: (i: number) => number) => Float64Array.from({ length: count }, (_, i) => at(i));
  const batch = {
    kind: "metric" as const,
    step: column((i) => from + i),
    value: column((i) => Math.sin(from + i)),
    time: column(() => 1),
    line: column((i) => i + 1),
    epoch: column(() => NaN),
    globalStep: column(() => NaN),
  };
  return {
    from,
    log: encoder.encode(text),
    time: from,
    points: new Map(metrics.map((name) => [name, batch])),
    lines: null,
    reader: null,
  };
};

/** A KV that stores the commits before the given one and fails from that one on. */
function failAt(kv: Deno.Kv, commit: number): Deno.Kv {
  let commits = 0;
  return new Proxy(kv, {
    get(target, name) {
      if (name !== "atomic") return Reflect.get(target, name).bind(target);
      return () => {
        const operation = target.atomic(), { commit: go } = operation;
        operation.commit = () => ++commits >= commit ? Promise.reject(new Error("power cut")) : go.call(operation);
        return operation;
      };
    },
  });
}

async function beginRun(store: Store): Promise<string> {
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  const runId = await createLiveRun({ store, experimentId });
  await store.ingest.begin(runId, "me");
  return runId;
}

const lines = (count: number, letter: string) => `${letter.repeat(99)}\n`.repeat(count);
const CRASHES_MAX = 100;
const METRICS = Array.from({ length: 30 }, (_, i) => `m${i}`);

Deno.test("ingest.flush() that needs several commits shows nothing before the last one, wherever a crash happens", async () => {
  for (let crash = 1; crash < CRASHES_MAX; crash++) {
    const kv = await Deno.openKv(":memory:");
    using store = createStore(kv);
    const runId = await beginRun(store);
    const first = lines(1_000, "a"), second = lines(5_000, "b");
    await store.ingest.flush(runId, "me", batchOf(0, first, METRICS, 700));
    const crashing = createStore(failAt(kv, crash));
    const isWhole = await crashing.ingest.flush(runId, "me", batchOf(first.length, second, METRICS, 3_000))
      .then(() => true, () => false);
    if (isWhole) {
      assert.ok(crash > 3, `${crash - 1} commits`);
      return;
    }
    const reader = createStore(kv);
    assert.equal(await readLogText(reader, runId), first);
    assert.equal((await readColumn(reader, runId, "m7")).length, 700);
    assert.deepEqual((await reader.logs.read(runId, { tail: 1 })).lines.map(({ line }) => line), [1_000]);
    assert.equal((await reader.logs.read(runId, { afterLine: 990, limit: 100 })).lines.length, 10);
    assert.equal(
      (await Array.fromAsync(reader.logs.pieces(runId))).reduce((sum, { bytes }) => sum + bytes.length, 0),
      first.length,
    );
    // Another process continues with the same log, in so many pieces that its chunks begin at other offsets.
    await reader.ingest.begin(runId, "next");
    let flushes = 0;
    for (let at = 0; at < second.length; flushes++) {
      const part = second.slice(at, at + (at < 3_000 ? 10 : 100_000));
      await reader.ingest.flush(runId, "next", batchOf(first.length + at, part, ["m7"], 10));
      at += part.length;
    }
    assert.equal(await readLogText(reader, runId), first + second, `crash ${crash}`);
    assert.equal((await readColumn(reader, runId, "m7")).length, 700 + 10 * flushes);
    assert.deepEqual((await reader.logs.read(runId, { tail: 1 })).lines.map(({ line, text }) => [line, text[0]]), [[
      6_000,
      "b",
    ]]);
  }
  assert.fail(`the flush needed ${CRASHES_MAX} commits`);
});

/** A KV that refuses commits of more changes than it may have. */
function refuseMany(kv: Deno.Kv, most: number): { kv: Deno.Kv; sizes: number[] } {
  const sizes: number[] = [];
  const refusing = new Proxy(kv, {
    get(target, name) {
      if (name !== "atomic") return Reflect.get(target, name).bind(target);
      return () => {
        const operation = target.atomic(), { commit, set } = operation;
        let changes = 0;
        operation.set = (...args) => {
          changes++;
          return set.apply(operation, args);
        };
        operation.commit = () => {
          sizes.push(changes);
          const error = new TypeError("Total mutation size too large (max 819200 bytes)");
          return changes > most ? Promise.reject(error) : commit.call(operation);
        };
        return operation;
      };
    },
  });
  return { kv: refusing, sizes };
}

Deno.test("ingest.flush() commits halves of what the KV refuses, down to single changes, and gives up on one", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const runId = await beginRun(store), text = lines(100, "a");
  const small = refuseMany(kv, 7), smaller = refuseMany(kv, 0);
  await assert.rejects(createStore(smaller.kv).ingest.flush(runId, "me", batchOf(0, text, METRICS, 10)), Refused);
  assert.ok(smaller.sizes.includes(1) && smaller.sizes.length < 20, `${smaller.sizes}`);
  await createStore(small.kv).ingest.flush(runId, "me", batchOf(0, text, METRICS, 10));
  assert.ok(small.sizes.length < 20, `${small.sizes}`);
  assert.equal(await readLogText(store, runId), text);
  assert.equal((await readColumn(store, runId, "m29")).length, 10);
});

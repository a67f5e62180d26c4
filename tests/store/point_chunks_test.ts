import assert from "node:assert/strict";
import { createStore, openStore } from "../../lib/store/store.ts";
import { batchOf, createDigitsRun, flushOf } from "./digits.ts";

Deno.test("points.read() returns a range of steps, one metric, or only points after a rev", async () => {
  using store = await openStore(":memory:");
  const run = await createDigitsRun(store);
  await store.ingest.begin(run.id, "me");
  await store.ingest.flush(
    run.id,
    "me",
    flushOf(0, "", { loss: batchOf([5, 4, 3]), lr: batchOf([1]) }),
  );
  const { rev } = await store.points.read(run.id);
  await store.ingest.flush(run.id, "me", flushOf(0, "", { loss: batchOf([2, 1], 3) }));
  const later = await store.points.read(run.id, { after: rev, metrics: ["loss"] });
  assert.deepEqual([...later.columns].map(([name, { value }]) => [name, ...value]), [[
    "loss",
    2,
    1,
  ]]);
  const middle = await store.points.read(run.id, { range: { step: [1, 3] }, metrics: ["loss"] });
  assert.deepEqual([...middle.columns.get("loss")!.value], [4, 3, 2]);
});

Deno.test("points.read() returns no point of a flush that happens between its reads", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const { id } = await createDigitsRun(store);
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
  const { id } = await createDigitsRun(store);
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

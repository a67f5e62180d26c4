import assert from "node:assert/strict";
import { LONG_SERIES_POINTS } from "../../../lib/limits/store.ts";
import { STRETCHES } from "../../../lib/store/keys.ts";
import type { PointQuery } from "../../../lib/store/points/point_chunks.ts";
import { createStore, openStore } from "../../../lib/store/store.ts";
import { batchOf, createDigitsRun, flushOf } from "../digits.ts";
import { type LongSeries, noise, storeLong } from "../long_series.ts";

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

/** A store that does something else between the start of its first listing of chunks and their reading. */
function switchUnder(kv: Deno.Kv, act: () => Promise<void>): Deno.Kv {
  let switched = false;
  return new Proxy(kv, {
    get(target, name) {
      if (name !== "list") return Reflect.get(target, name).bind(target);
      return (selector: Deno.KvListSelector, options: Deno.KvListOptions) => {
        const list = target.list(selector, options);
        if (!("start" in selector) || switched) return list;
        switched = true;
        return (async function* () {
          await act();
          yield* list;
        })();
      };
    },
  });
}

Deno.test("points.read() reads the new generation when a switch deletes the old one under it", async () => {
  const kv = await Deno.openKv(":memory:");
  using store = createStore(kv);
  const { id } = await createDigitsRun(store);
  await store.ingest.begin(id, "me");
  await store.ingest.flush(id, "me", flushOf(0, "", { loss: batchOf(Array(1200).fill(1)) }));
  const draft = await store.generation.begin(id);
  await store.generation.append(id, draft, { points: new Map([["loss", batchOf(Array(1200).fill(2))]]) });
  const { progress } = await store.runs.get(id);
  const end = { finished: false, lines: null, reader: null, settings: {}, progress, warnings: [] };
  const slow = switchUnder(kv, async () => {
    assert.ok(await store.generation.switch(id, draft, { offset: 0, end }));
  });
  const { columns, generation } = await createStore(slow).points.read(id);
  assert.equal(generation, draft.generation);
  assert.deepEqual([...columns.get("loss")!.value], Array(1200).fill(2));
});

/** Points of a long series in one answer, thinned to about so many. */
async function readLong({ store, ref }: LongSeries, query: PointQuery) {
  let gaps: [number, number][] | null = null;
  const reduce: PointQuery["reduce"] = (_, columns, more) => {
    gaps = more.gaps;
    return columns;
  };
  const { columns } = await store.points.read(ref.id, { thinTo: 1000, reduce, ...query });
  return { columns: columns.get("loss")!, gaps };
}

const LONG = LONG_SERIES_POINTS + 20_000;

Deno.test("points.read() thins a long series by its stretches, and finds its gaps", async () => {
  using series = await storeLong(
    LONG,
    (i) => ({ step: i < 150_000 ? i : i + 77_000, value: i === 99_999 ? 9 : noise(i) }),
  );
  const { columns, gaps } = await readLong(series, {});
  assert.ok(columns.step.length > 500 && columns.step.length < 2_000, `${columns.step.length} points`);
  assert.ok(columns.step.includes(99_999));
  assert.deepEqual(gaps, [[149_999, 227_000]]);
  const range = await readLong(series, { range: { step: [99_000, 100_998] } });
  assert.deepEqual([...range.columns.step], Array.from({ length: 1_999 }, (_, i) => 99_000 + i));
  const whole = await series.store.points.read(series.ref.id);
  assert.equal(whole.columns.get("loss")!.step.length, LONG, "not thinned unless it may be");
});

Deno.test("points.read() gives the same of a long series that an older version stored, and stores its pages once", async () => {
  using series = await storeLong(LONG, (i) => ({ step: i, value: noise(i) }));
  const { opened, ref, store } = series, prefix = ["points", ref.id, 0, "loss", STRETCHES];
  const expected = await readLong(series, {}), pages = await Array.fromAsync(opened.list({ prefix }));
  for (const { key } of pages) await opened.delete(key);
  const older = { ...series, store: createStore(opened) };
  assert.deepEqual(await readLong(older, {}), expected);
  const made = await Array.fromAsync(opened.list({ prefix }));
  assert.deepEqual(made.map(({ key, value }) => [key, value]), pages.map(({ key, value }) => [key, value]));
  assert.deepEqual((await store.check()).findings, []);
});

Deno.test("points.read() gives what came after a rev, also when that is more than the end of a long series", async () => {
  using series = await storeLong(LONG, (i) => ({ step: i, value: noise(i) }));
  for (const after of [2, 18]) {
    const { columns } = await readLong(series, { after }), first = after * 15_000;
    assert.deepEqual([columns.step[0], columns.step.at(-1)], [first, LONG - 1]);
  }
});

Deno.test("points.read() reads the new generation of a long series whose chunks are deleted under it", async () => {
  using series = await storeLong(LONG, (i) => ({ step: i, value: noise(i) }));
  const { store, ref: { id }, opened } = series, draft = await store.generation.begin(id);
  await store.generation.append(id, draft, { points: new Map([["loss", batchOf([7, 8, 9])]]) });
  const { progress } = await store.runs.get(id);
  const end = { finished: false, lines: null, reader: null, settings: {}, progress, warnings: [] };
  const slow = switchUnder(opened, async () => {
    assert.ok(await store.generation.switch(id, draft, { offset: 0, end }));
  });
  const { columns } = await readLong({ ...series, store: createStore(slow) }, {});
  assert.deepEqual([...columns.value], [7, 8, 9]);
});

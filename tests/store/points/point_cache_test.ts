import assert from "node:assert/strict";
import { POINT_CACHE_POINTS, POINT_CHUNK_POINTS } from "../../../lib/limits/store.ts";
import { createArena } from "../../../lib/store/flush/arena.ts";
import { encodeKv, type Kv } from "../../../lib/store/kv/kv.ts";
import { createPointCache } from "../../../lib/store/points/point_cache.ts";
import { type Metric, stagePoints } from "../../../lib/store/flush/stage.ts";
import { batchOf } from "../digits.ts";

const FULL = POINT_CHUNK_POINTS;

/** A KV with one series, to which points can be added, and the numbers of the chunks that were read from it. */
async function openSeries() {
  const opened = await Deno.openKv(":memory:"), kv = encodeKv(opened);
  const metrics = new Map<string, Metric>(), read: number[] = [];
  let count = 0;
  const counting: Kv = {
    ...kv,
    async *list<T>(selector: Deno.KvListSelector, options?: Deno.KvListOptions) {
      for await (const entry of kv.list<T>(selector, options)) {
        read.push(entry.key.at(-1) as number);
        yield entry;
      }
    },
  };
  return {
    kv: counting,
    read,
    ref: () => ({ id: "run", generation: 0, name: "loss", count }),
    async add(values: number[]) {
      const points = new Map([["loss", batchOf(values, count)]]);
      const target = { id: "run", generation: 0, rev: 1, arena: createArena() };
      for (const { key, value } of stagePoints(metrics, points, target).writes) await kv.set(key, value);
      count += values.length;
    },
    removeChunk: (number: number) => opened.delete(["points", "run", 0, "loss", number]),
    [Symbol.dispose]: () => opened.close(),
  };
}

Deno.test("createPointCache() reads a series once, and then only its newer chunks", async () => {
  using series = await openSeries();
  const cache = createPointCache();
  await series.add(Array(2 * FULL).fill(1));
  await series.add([2, 3]);
  assert.equal(cache.has(series.ref()), false);
  assert.equal((await cache.read(series.kv, series.ref()))!.value.length, 2 * FULL + 2);
  assert.equal(cache.has(series.ref()), true);
  assert.deepEqual(series.read.splice(0), [0, 1, 2]);
  await cache.read(series.kv, series.ref());
  assert.deepEqual(series.read, []);
  await series.add([4]);
  assert.deepEqual([...(await cache.read(series.kv, series.ref()))!.value.slice(2 * FULL)], [2, 3, 4]);
  assert.deepEqual(series.read, [2]);
});

Deno.test("createPointCache() returns no more points than the caller's summary counts", async () => {
  using series = await openSeries();
  const cache = createPointCache();
  await series.add([1, 2, 3]);
  const earlier = series.ref();
  await series.add([4]);
  await cache.read(series.kv, series.ref());
  assert.deepEqual([...(await cache.read(series.kv, earlier))!.value], [1, 2, 3]);
});

Deno.test("createPointCache() returns null when a chunk is missing", async () => {
  using series = await openSeries();
  await series.add(Array(2 * FULL).fill(1));
  await series.removeChunk(0);
  assert.equal(await createPointCache().read(series.kv, series.ref()), null);
  await series.removeChunk(1);
  assert.equal(await createPointCache().read(series.kv, series.ref()), null);
});

Deno.test("createPointCache() drops the series that was not read for longest when it holds too many points", async () => {
  using kv = await Deno.openKv(":memory:");
  const cache = createPointCache();
  const third = Math.ceil(POINT_CACHE_POINTS / 3) + 1;
  const ref = (name: string) => ({ id: "run", generation: 0, name, count: third });
  const metrics = new Map<string, Metric>(), arena = createArena();
  const points = new Map(["a", "b", "c"].map((name) => [name, batchOf(Array(third).fill(1))]));
  const { writes } = stagePoints(metrics, points, { id: "run", generation: 0, rev: 1, arena });
  const encoded = encodeKv(kv);
  await Promise.all(writes.map(({ key, value }) => encoded.set(key, value)));
  for (const name of ["a", "b", "a", "c"]) await cache.read(encoded, ref(name));
  assert.deepEqual(["a", "b", "c"].map((name) => cache.has(ref(name))), [true, false, true]);
});

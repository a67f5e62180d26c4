import assert from "node:assert/strict";
import { startRun, storeMetrics } from "../../../bench/runs.ts";
import { encodeKv, type Kv } from "../../../lib/store/kv/kv.ts";
import { createPointCache } from "../../../lib/store/points/point_cache.ts";
import { createStore } from "../../../lib/store/store.ts";
import { createThinReader } from "../../../lib/store/points/thin_points.ts";

const names = ["a", "b"];
const spiked = (step: number) => step === 700 ? 99 : step / 1000;

/** A run of 1,000 points a metric with a spike, and a reader of it; `listed` has the first part of each listed key. */
async function openRun(pointsMax?: number) {
  const opened = await Deno.openKv(":memory:"), kv = encodeKv(opened), store = createStore(opened);
  const { id: experimentId } = await store.experiments.create({ name: "thin" });
  const id = await startRun(store, experimentId, "elsewhere"), listed: string[] = [];
  await storeMetrics(store, id, { names, count: 1_000, valueAt: spiked });
  const counting: Kv = {
    ...kv,
    list(selector, options) {
      const { prefix = [], start = [] } = selector as { prefix?: Deno.KvKey; start?: Deno.KvKey };
      listed.push(String([...prefix, ...start][0]));
      return kv.list(selector, options);
    },
  };
  const caches = { points: createPointCache(), stretches: new Map() };
  return {
    store,
    id,
    listed,
    read: createThinReader(counting, caches, pointsMax),
    [Symbol.dispose]: () => opened.close(),
  };
}

Deno.test("points.readThin() thins to the asked number, keeps a spike, and knows gaps of the points that it left out", async () => {
  using run = await openRun();
  await storeMetrics(run.store, run.id, { names: ["a"], from: 3_000, count: 10 });
  const { columns, gaps, summaries, rev } = await run.store.points.readThin(run.id, { metrics: ["a"], most: 50 });
  const { step, value } = columns.get("a")!;
  assert.ok(step.length <= 50 && value.includes(99));
  assert.deepEqual(gaps.get("a"), [[999, 3000]]);
  assert.deepEqual([summaries.map(({ name, count }) => [name, count]), rev], [[["a", 1_010]], 2]);
});

Deno.test("createThinReader() reads nothing of the points that it gave before", async () => {
  using run = await openRun();
  const first = await run.read(run.id, { metrics: names, most: 50 });
  assert.ok(run.listed.splice(0).length > 0);
  assert.deepEqual(await run.read(run.id, { metrics: names, most: 50 }), first);
  assert.deepEqual([...(await run.read(run.id, { metrics: ["b"], most: 50 })).columns.keys()], ["b"]);
  assert.deepEqual(run.listed, []);
});

Deno.test("createThinReader() reads again for another number of points, another range and another metric", async () => {
  using run = await openRun();
  await run.read(run.id, { metrics: ["a"], most: 50 });
  for (const query of [{ most: 60 }, { most: 50, range: { step: [0, 10] as const } }]) {
    run.listed.length = 0;
    await run.read(run.id, { metrics: ["a"], ...query });
    assert.ok(run.listed.length > 0, JSON.stringify(query));
  }
  const both = await run.read(run.id, { metrics: ["b", "a", "none"], most: 50 });
  assert.deepEqual([...both.columns.keys()], ["b", "a"]);
});

Deno.test("createThinReader() gives the new points after a flush, and only those with `after`", async () => {
  using run = await openRun();
  const { rev } = await run.read(run.id, { metrics: ["a"], most: 50 });
  await storeMetrics(run.store, run.id, { names, from: 1_000, count: 1, valueAt: () => 5 });
  const next = await run.read(run.id, { metrics: ["a"], most: 50 });
  assert.deepEqual([next.rev, next.columns.get("a")!.value.at(-1), next.summaries[0]!.count], [rev + 1, 5, 1_001]);
  const news = await run.read(run.id, { metrics: ["a"], most: 50, after: rev });
  assert.deepEqual([...news.columns.get("a")!.value], [5]);
});

Deno.test("createThinReader() keeps no more points than it may, the newest", async () => {
  using run = await openRun(120);
  for (const most of [50, 51, 52]) await run.read(run.id, { metrics: ["a"], most });
  run.listed.length = 0;
  await run.read(run.id, { metrics: ["a"], most: 52 });
  assert.deepEqual(run.listed, []);
  await run.read(run.id, { metrics: ["a"], most: 50 });
  assert.ok(run.listed.length > 0);
});

Deno.test("createThinReader() counts what has no points, too: names and ranges that are asked for are without end", async () => {
  using run = await openRun(120);
  await run.read(run.id, { metrics: ["a"], most: 50 });
  for (let low = 0; low < 30; low++) {
    await run.read(run.id, { metrics: ["none"], most: 50, range: { step: [low, 2_000] } });
  }
  run.listed.length = 0;
  await run.read(run.id, { metrics: ["a"], most: 50 });
  assert.ok(run.listed.length > 0);
});

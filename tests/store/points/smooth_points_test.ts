import assert from "node:assert/strict";
import { SMOOTHED_WHOLE_POINTS } from "../../../lib/limits/store.ts";
import { startRun, storeMetrics } from "../../../bench/runs.ts";
import { encodeKv, type Kv } from "../../../lib/store/kv/kv.ts";
import { createPointCache } from "../../../lib/store/points/point_cache.ts";
import { createSmoothReader } from "../../../lib/store/points/smooth_points.ts";
import { createStore } from "../../../lib/store/store.ts";
import { type LongSeries, noise, storeLong } from "../long_series.ts";

/** A falling curve with noise and a spike in each ten thousand points, which thinning keeps; some values are no numbers. */
const valueAt = (index: number) =>
  index % 5000 === 7 ? NaN : index % 10_000 === 500 ? 1000 : 10 * Math.exp(-index / 400_000) + noise(index);

/** The debiased average of the points from index `from` up to `to` (inclusive), with doubles that keep what rounding takes. */
function averageEach({ all }: LongSeries, { from, to, weight }: { from: number; to: number; weight: number }) {
  const found = new Float64Array(to + 1);
  let sum = 0, share = 0;
  for (let index = from; index <= to; index++) {
    const value = all.value[index]!;
    if (Number.isFinite(value)) {
      sum = weight * sum + value;
      share = weight * share + 1;
    }
    found[index] = sum / share;
  }
  return found;
}

/** The largest difference from the average over every point, and the number of points that are compared. */
async function compare(series: LongSeries, { from, to, smoothing }: { from: number; to: number; smoothing: number }) {
  const range = { step: [from, to] as const }, { ref: { id }, store, all } = series;
  const read = await store.points.readSmooth(id, { metrics: ["loss", "none"], range, weight: smoothing, most: 500 });
  const { step, value, line } = read.get("loss")!, count = to - from + 1;
  assert.ok(step.length <= 500 && step.length > 200 && read.size === 1, `${step.length} points`);
  const expected = averageEach(series, { from, to, weight: count > 1000 ? smoothing ** (1000 / count) : smoothing });
  const isNumber = [...step.keys()].filter((at) => Number.isFinite(value[at]!));
  assert.deepEqual([...step], [...line].map((each) => all.step[each - 1]!));
  return Math.max(...isNumber.map((at) => Math.abs(value[at]! - expected[line[at]! - 1]!)));
}

Deno.test("readSmooth() averages every point of a range, however few are given", async () => {
  for (const count of [3_000, 300_000]) {
    using series = await storeLong(count, (index) => ({ step: index, value: valueAt(index) }));
    for (const smoothing of [0.5, 0.99]) {
      assert.ok(await compare(series, { from: 0, to: count - 1, smoothing }) < 1e-6);
      const from = Math.floor(count / 3);
      assert.ok(await compare(series, { from, to: from + 900, smoothing }) < 1e-9);
    }
  }
});

Deno.test("readSmooth() averages a very long range by the means of its stretches", async () => {
  const count = SMOOTHED_WHOLE_POINTS + 60_000;
  using series = await storeLong(count, (index) => ({ step: index, value: valueAt(index) }));
  const errorOf = (smoothing: number) => compare(series, { from: 0, to: count - 1, smoothing });
  // Of a curve that falls by 10, with spikes of 1000: measured 0.09, 0.006 and 0.0004.
  assert.ok(await errorOf(0.6) < 0.2);
  assert.ok(await errorOf(0.9) < 0.02);
  assert.ok(await errorOf(0.99) < 0.002);
});

/** A run with 1,000 points of two metrics, and a reader of it; `read.listed` counts the lists of stored points. */
async function openRun() {
  const opened = await Deno.openKv(":memory:"), kv = encodeKv(opened), store = createStore(opened);
  const { id: experimentId } = await store.experiments.create({ name: "smooth" });
  const id = await startRun(store, experimentId, "elsewhere"), counts = { lists: 0 };
  await storeMetrics(store, id, { names: ["a", "b"], count: 1_000, valueAt: (step) => step });
  const list: Kv["list"] = (...query) => (counts.lists++, kv.list(...query));
  const read = createSmoothReader({ ...kv, list }, { points: createPointCache(), stretches: new Map() });
  const query = { weight: 0.9, most: 50 };
  return { store, id, counts, query, read, [Symbol.dispose]: () => opened.close() };
}

Deno.test("createSmoothReader() reads nothing of the lines that it gave before, until there are new points", async () => {
  using run = await openRun();
  const { id, read, query, counts } = run, metrics = ["a", "b"];
  const first = await read(id, { ...query, metrics });
  assert.ok(counts.lists > 0);
  counts.lists = 0;
  assert.deepEqual(await read(id, { ...query, metrics }), first);
  assert.deepEqual([...(await read(id, { ...query, metrics: ["b"] })).keys()], ["b"]);
  assert.equal(counts.lists, 0);
  await storeMetrics(run.store, id, { names: ["a"], from: 1_000, count: 1, valueAt: () => 5_000 });
  const next = await read(id, { ...query, metrics });
  assert.equal(next.get("a")!.step.at(-1), 1_000);
  assert.deepEqual(next.get("b"), first.get("b"));
});

Deno.test("createSmoothReader() gives each weight, range and number of points its own lines", async () => {
  using run = await openRun();
  const { id, read, query } = run,
    ask = async (change: object) => (await read(id, { ...query, metrics: ["a"], ...change })).get("a")!;
  const plain = await ask({}), heavier = await ask({ weight: 0.99 });
  assert.ok(heavier.value.at(-1)! < plain.value.at(-1)!);
  assert.deepEqual([...(await ask({ range: { step: [0, 9] } })).step], [...Array(10).keys()]);
  assert.ok((await ask({ most: 20 })).step.length <= 20 && plain.step.length > 20);
});

import assert from "node:assert/strict";
import { SMOOTHED_WHOLE_POINTS } from "../../../lib/limits.ts";
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

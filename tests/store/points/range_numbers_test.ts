import assert from "node:assert/strict";
import type { PointRange } from "../../../lib/store/points/point_range.ts";
import type { RangeNumbers } from "../../../lib/store/points/range_numbers.ts";
import { createDigitsRun } from "../digits.ts";
import { openStore } from "../../../lib/store/store.ts";
import { type LongSeries, noise, storeLong } from "../long_series.ts";

/** One of each hundred values is no number, and one in a thousand infinite. */
const valueAt = (index: number) => index % 100 === 7 ? NaN : index % 1000 === 500 ? Infinity : noise(index) - 0.25;

/** The numbers of the points from step `low` to `high`, by looking at each. */
function lookAtEach({ all }: LongSeries, [low, high]: readonly [number, number]) {
  const steps = [...all.step.keys()].filter((index) => all.step[index]! >= low && all.step[index]! <= high);
  const numbers = steps.filter((index) => !Number.isNaN(all.value[index]!));
  const finite = numbers.filter((index) => Number.isFinite(all.value[index]!));
  const find = (isBetter: (a: number, b: number) => boolean) =>
    numbers.reduce((best, index) => isBetter(all.value[index]!, all.value[best]!) ? index : best, numbers[0]!);
  const mean = finite.reduce((sum, index) => sum + all.value[index]!, 0) / finite.length;
  const lines = [steps.at(-1)!, find((a, b) => a < b), find((a, b) => a > b)].map((index) => all.line[index]!);
  return { count: steps.length, finite: finite.length, mean, lines };
}

async function check(series: LongSeries, range: readonly [number, number]): Promise<void> {
  const asked: PointRange = { step: range }, { ref: { id }, store } = series;
  const numbers = (await store.points.measure(id, { metrics: ["loss", "none"], range: asked })).get("loss")!;
  const expected = lookAtEach(series, range);
  assert.deepEqual([numbers.count, numbers.finite], [expected.count, expected.finite]);
  assert.ok(Math.abs(numbers.mean - expected.mean) <= 1e-12 * Math.abs(expected.mean), `${numbers.mean}`);
  assert.deepEqual([...numbers.points.line], expected.lines, "last, lowest and highest point");
}

Deno.test("measure() gives the exact numbers of any range of a short and of a long series", async () => {
  for (const count of [3_000, 300_000]) {
    using series = await storeLong(count, (index) => ({ step: 2 * index, value: valueAt(index) }));
    for (const [from, to] of [[0, 1], [0.2, 0.7], [0.333, 0.334], [0.99, 1]] as const) {
      await check(series, [2 * Math.floor(from * count), 2 * Math.floor(to * count)]);
    }
  }
});

Deno.test("measure() leaves out metrics without a point in the range, and has no extremes without a number", async () => {
  using series = await storeLong(10, (index) => ({ step: index, value: NaN }));
  const { store, ref: { id } } = series, metrics = ["loss"];
  assert.equal((await store.points.measure(id, { metrics, range: { step: [20, 30] } })).size, 0);
  const { count, finite, mean, points } = (await store.points.measure(id, { metrics })).get("loss") as RangeNumbers;
  assert.deepEqual([count, finite, mean], [10, 0, NaN]);
  assert.deepEqual([...points.value], [NaN, NaN, NaN]);
});

Deno.test("measure() has nothing of a run without points", async () => {
  using store = await openStore(":memory:");
  const { id } = await createDigitsRun(store);
  assert.equal((await store.points.measure(id, { metrics: ["loss"] })).size, 0);
});

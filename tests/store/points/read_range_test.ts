import assert from "node:assert/strict";
import fc from "fast-check";
import { RANGE_WHOLE_POINTS } from "../../../lib/limits/store.ts";
import { COLUMN_NAMES, type PointColumns } from "../../../lib/store/points/columns.ts";
import type { PointRange } from "../../../lib/store/points/point_range.ts";
import { type RangeQuery, readRange } from "../../../lib/store/points/read_range.ts";
import type { TreeSource } from "../../../lib/store/points/stretch_tree.ts";
import { type LongSeries, noise, type PointAt, storeLong } from "../long_series.ts";

const sourceOf = ({ kv, ref }: LongSeries): TreeSource => ({
  kv,
  ref,
  cache: new Map(),
  keep: () => Promise.reject(new Error("every page was stored with its points")),
});

const ALL: RangeQuery = { range: {}, afterRev: -1, toRev: Infinity, most: 1000 };

/** Indexes of the wanted points, by looking at each. */
function findWanted(all: PointColumns, { range, afterRev, toRev }: RangeQuery): number[] {
  const { step: [low, high] = [-Infinity, Infinity], epoch, time } = range, wanted: number[] = [];
  for (let i = 0; i < all.step.length; i++) {
    const isIn = all.step[i]! >= low && all.step[i]! <= high && all.rev[i]! > afterRev && all.rev[i]! <= toRev;
    if (!isIn || (epoch && !(all.epoch[i]! >= epoch[0] && all.epoch[i]! <= epoch[1]))) continue;
    if (!time || (all.time[i]! >= time[0] && all.time[i]! <= time[1])) wanted.push(i);
  }
  return wanted;
}

/** Sums finite values exactly enough: pairs of halves, whose rounding grows with the logarithm of their number. */
function sumPairwise(values: readonly number[]): number {
  if (values.length < 8) return values.reduce((sum, value) => sum + value, 0);
  const middle = values.length >> 1;
  return sumPairwise(values.slice(0, middle)) + sumPairwise(values.slice(middle));
}

/** Lowest and highest of the numbers; both undefined without one. */
function extremesOf(values: Iterable<number>): (number | undefined)[] {
  let low: number | undefined, high: number | undefined;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (low === undefined || value < low) low = value;
    if (high === undefined || value > high) high = value;
  }
  return [low, high];
}

/** Asserts that the answer is a thinned selection of exactly the wanted points. */
async function checkRange(series: LongSeries, query: RangeQuery): Promise<void> {
  const { all } = series, wanted = findWanted(all, query), values = wanted.map((index) => all.value[index]!);
  const { columns, count, mean } = await readRange(sourceOf(series), query);
  assert.equal(count, wanted.length);
  const most = count <= RANGE_WHOLE_POINTS ? count : 16 * query.most + 1000;
  assert.ok(columns.step.length <= most, `${columns.step.length} of ${count} points for ${query.most}`);
  const kept = [...columns.line].map((line) => line - 1);
  assert.deepEqual([kept[0], kept.at(-1)], [wanted[0], wanted.at(-1)]);
  assert.equal(kept.findIndex((index, at) => at > 0 && index <= kept[at - 1]!), -1, "in order, each once");
  for (const name of COLUMN_NAMES) {
    const column = columns[name], stored = all[name];
    assert.equal(kept.findIndex((index, at) => !Object.is(column[at], stored[index])), -1, name);
  }
  assert.deepEqual(extremesOf(columns.value), extremesOf(values));
  const finite = values.filter(Number.isFinite), exact = sumPairwise(finite) / finite.length;
  assert.ok(finite.length === 0 ? Number.isNaN(mean) : Math.abs(mean - exact) <= 1e-12 * Math.abs(exact) + 1e-14);
  if (count <= RANGE_WHOLE_POINTS) assert.equal(columns.step.length, count);
}

/** Any range of a series: by step, sometimes by time, epoch or rev too. */
function anyQuery({ all }: LongSeries): fc.Arbitrary<RangeQuery> {
  const last = all.step.length - 1, index = fc.integer({ min: 0, max: last });
  const bounds = (column: Float64Array) =>
    fc.tuple(index, index).map(([a, b]): [number, number] => {
      const [low, high] = [column[a]!, column[b]!].sort((x, y) => x - y) as [number, number];
      return [low, high];
    });
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
  return fc.record({
    step: maybe(bounds(all.step)),
    time: maybe(bounds(all.time)),
    epoch: maybe(fc.tuple(fc.constant(1), fc.integer({ min: 1, max: 9 })) as fc.Arbitrary<[number, number]>),
    afterRev: fc.oneof(fc.constant(-1), fc.integer({ min: 0, max: 30 })),
    most: fc.integer({ min: 2, max: 10_000 }),
  }).map(({ afterRev, most, ...range }) => {
    const given = Object.fromEntries(Object.entries(range).filter(([, bounds]) => bounds)) as PointRange;
    return { range: given, afterRev, toRev: Infinity, most };
  });
}

const SERIES: Record<string, [count: number, pointAt: PointAt]> = {
  "steps that rise": [300_000, (i) => ({ step: 3 * i, value: noise(i) + (i === 123_456 ? 9 : 0) })],
  "restarts": [200_000, (i) => ({ step: i % 70_001 - (i > 150_000 ? 5_000 : 0), value: Math.sin(i / 997) * i })],
  "NaN, infinities and epochs": [200_000, (i) => ({
    step: Math.floor(i / 3),
    value: i % 50_000 < 20_000 ? NaN : i % 9_999 === 0 ? -Infinity : noise(i),
    ...(i % 10 < 7 || i < 20_000 ? { epoch: Math.floor(i / 30_000) } : {}),
  })],
};

for (const [kind, [count, pointAt]] of Object.entries(SERIES)) {
  Deno.test(`readRange() keeps ends, extremes and mean of any range of a series with ${kind}`, async () => {
    using series = await storeLong(count, pointAt);
    await checkRange(series, ALL);
    await fc.assert(fc.asyncProperty(anyQuery(series), (query) => checkRange(series, query)), { numRuns: 40 });
  });
}

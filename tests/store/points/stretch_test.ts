import assert from "node:assert/strict";
import fc from "fast-check";
import { createPointColumns, type PointColumns } from "../../../lib/store/points/columns.ts";
import type { PointRange } from "../../../lib/store/points/point_range.ts";
import {
  countOfStretch,
  FIRST,
  HIGH,
  judgeStretch,
  keptPlaces,
  LAST,
  LOW,
  meanOf,
  measureStretch,
  mergeStretches,
  stepsOf,
  type Stretch,
  writePoint,
} from "../../../lib/store/points/stretch.ts";

/** Points with these steps and values; rev and line count up from 1. */
function columnsOf(points: readonly (readonly [step: number, value: number])[]): PointColumns {
  const columns = createPointColumns(points.length);
  for (const [i, [step, value]] of points.entries()) {
    columns.step[i] = step;
    columns.value[i] = value;
    columns.line[i] = columns.rev[i] = i + 1;
    columns.epoch[i] = step < 3 ? NaN : step;
    columns.globalStep[i] = NaN;
  }
  return columns;
}

const measureAll = (columns: PointColumns) => measureStretch(columns, { from: 0, end: columns.step.length, offset: 0 });

/** Steps of the four points of a stretch. */
function pointsOf(stretch: Stretch): number[] {
  const columns = createPointColumns(4);
  for (const [to, place] of [FIRST, LOW, HIGH, LAST].entries()) writePoint(stretch, place, { columns, to });
  return [...columns.line];
}

Deno.test("measureStretch() finds first, lowest, highest and last point, and the mean of the finite values", () => {
  const stretch = measureAll(columnsOf([[0, NaN], [1, 5], [2, -1], [3, 9], [4, -1], [5, 9], [6, 2]]));
  assert.deepEqual(pointsOf(stretch), [1, 3, 4, 7]);
  assert.deepEqual([countOfStretch(stretch), meanOf(stretch)], [7, 23 / 6]);
  const infinite = measureAll(columnsOf([[0, 4], [1, Infinity], [2, -Infinity], [3, 6]]));
  assert.deepEqual([pointsOf(infinite), meanOf(infinite)], [[1, 3, 2, 4], 5]);
});

Deno.test("measureStretch() gives the first point as lowest and highest when no value is a number", () => {
  const stretch = measureAll(columnsOf([[0, NaN], [1, NaN]]));
  assert.deepEqual([pointsOf(stretch), meanOf(stretch)], [[1, 1, 1, 2], NaN]);
});

Deno.test("measureStretch() finds the longest way between steps and the usual one, not over a restart", () => {
  const points = [0, 1, 2, 3, 50, 51, 52, 0, 1].map((step) => [step, 0] as const);
  assert.deepEqual(stepsOf(measureAll(columnsOf(points))), { first: 0, last: 1, gap: [3, 50], spacing: 1 });
});

Deno.test("mergeStretches() gives what measuring all points gives, however they are cut", () => {
  const value = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom(NaN, Infinity, -Infinity, 0.1, 1e17));
  const point = fc.tuple(fc.integer({ min: 0, max: 20 }), value);
  const points = fc.array(point, { minLength: 1, maxLength: 60 });
  fc.assert(fc.property(points, fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 9 }), (points, sizes) => {
    const columns = columnsOf(points), parts: Stretch[] = [];
    for (let from = 0, part = 0; from < points.length; part++) {
      const end = Math.min(points.length, from + (sizes[part] ?? points.length));
      parts.push(measureStretch(columns, { from, end, offset: 0 }));
      from = end;
    }
    const merged = mergeStretches(parts), whole = measureAll(columns);
    assert.deepEqual(pointsOf(merged), pointsOf(whole));
    assert.equal(countOfStretch(merged), countOfStretch(whole));
    assert.ok(Object.is(meanOf(merged), meanOf(whole)) || Math.abs(meanOf(merged) - meanOf(whole)) <= 1e-12 * 1e17);
    const [from, to] = stepsOf(merged).gap, [wholeFrom, wholeTo] = stepsOf(whole).gap;
    assert.equal(to - from, wholeTo - wholeFrom);
    for (const range of [{ step: [3, 9] }, { epoch: [4, 12] }, { globalStep: [0, 1] }] as PointRange[]) {
      const wanted = { range, afterRev: -1, toRev: 99 };
      assert.equal(judgeStretch(merged, wanted), judgeStretch(whole, wanted));
    }
  }));
});

Deno.test("mergeStretches() loses nothing of a mean to rounding", () => {
  const tenths = Array.from({ length: 4096 }, (_, i) => [i, 0.1] as const);
  const all = mergeStretches([
    measureAll(columnsOf([[0, 1e16]])),
    measureAll(columnsOf(tenths)),
    measureAll(columnsOf([[9, -1e16]])),
  ]);
  assert.ok(Math.abs(meanOf(all) * 4098 - 409.6) < 1e-9, `${meanOf(all) * 4098}`);
});

Deno.test("keptPlaces() gives each kept point once, in the order of the series", () => {
  const stretch = measureAll(columnsOf([[0, 5], [1, 9], [2, 1], [3, 4]]));
  assert.deepEqual(keptPlaces(stretch, { first: true, last: true }), [FIRST, HIGH, LOW, LAST]);
  assert.deepEqual(keptPlaces(stretch, { first: false, last: false }), [HIGH, LOW]);
  const falling = measureAll(columnsOf([[0, 9], [1, 5], [2, 1]]));
  assert.equal(keptPlaces(falling, { first: true, last: true }).length, 2);
  assert.equal(keptPlaces(measureAll(columnsOf([[0, 1]])), { first: true, last: true }).length, 1);
});

Deno.test("judgeStretch() says whether all, some or none of the points are wanted", () => {
  const stretch = measureAll(columnsOf([[1, 0], [4, 0], [8, 0]])); // revs 1 to 3, epochs none, 4, 8
  const judge = (range: PointRange, { afterRev = -1, toRev = 9 } = {}) =>
    judgeStretch(stretch, { range, afterRev, toRev });
  assert.deepEqual(
    [{}, { step: [1, 8] }, { step: [2, 8] }, { step: [1, 7] }].map((range) => judge(range as PointRange)),
    [
      "all",
      "all",
      "some",
      "some",
    ],
  );
  assert.deepEqual([judge({ step: [9, 20] }), judge({ step: [-5, 0] }), judge({ globalStep: [-9, 9] })], [
    "none",
    "none",
    "none",
  ]);
  assert.deepEqual([judge({ epoch: [0, 9] }), judge({ epoch: [9, 20] })], ["some", "none"]);
  assert.deepEqual([judge({}, { afterRev: 0 }), judge({}, { afterRev: 1 }), judge({}, { afterRev: 3 })], [
    "all",
    "some",
    "none",
  ]);
  assert.deepEqual([judge({}, { toRev: 3 }), judge({}, { toRev: 2 }), judge({}, { toRev: 0 })], [
    "all",
    "some",
    "none",
  ]);
});

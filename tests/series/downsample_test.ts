import assert from "node:assert/strict";
import fc from "fast-check";
import type { Columns } from "../../lib/model.ts";
import { thinColumns } from "../../lib/series/downsample.ts";

/** Points of these values at the steps 0, 1, … */
const columnsOf = (values: number[]): Columns => ({
  step: Float64Array.from(values, (_, i) => i),
  value: Float64Array.from(values),
  time: Float64Array.from(values, (_, i) => 1000 + i),
  line: Uint32Array.from(values, (_, i) => i + 1),
  epoch: Float64Array.from(values, () => NaN),
  globalStep: Float64Array.from(values, () => NaN),
});

Deno.test("thinColumns() keeps the limit, the order, both ends and the extremes", () => {
  const values = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constant(NaN)), { minLength: 1, maxLength: 300 });
  fc.assert(fc.property(values, fc.integer({ min: 2, max: 60 }), (values, maxPoints) => {
    const thin = thinColumns(columnsOf(values), maxPoints);
    const steps = [...thin.step];
    assert.ok(steps.length <= Math.max(maxPoints, 1));
    assert.deepEqual(steps, steps.toSorted((a, b) => a - b));
    assert.equal(new Set(steps).size, steps.length);
    assert.equal(steps[0], 0);
    assert.equal(steps.at(-1), values.length - 1);
    assert.deepEqual([...thin.value], steps.map((step) => values[step]));
    const numbers = values.filter((value) => !Number.isNaN(value));
    if (maxPoints < 4 || numbers.length === 0) return;
    const has = (value: number) => thin.value.some((kept) => kept === value);
    assert.ok(has(numbers.reduce((a, b) => Math.min(a, b))) && has(numbers.reduce((a, b) => Math.max(a, b))));
  }));
});

/** Long runs of usual values with some of these in between. */
const curve = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom(NaN, Infinity, -Infinity, 1e30, -7)),
  { minLength: 1, maxLength: 60 },
).map((parts) => parts.flatMap(([length, odd]) => [...Array.from({ length }, (_, at) => Math.sin(at)), odd]));

Deno.test("thinColumns() keeps finite extremes beside infinities, and the first value of each burst that is no number", () => {
  fc.assert(fc.property(curve, fc.integer({ min: 24, max: 400 }), (values, maxPoints) => {
    const thin = thinColumns(columnsOf(values), maxPoints), kept = new Set(thin.step);
    assert.ok(kept.size === thin.step.length && kept.size <= maxPoints);
    const finite = values.filter(Number.isFinite), of = new Set(thin.value);
    assert.ok(of.has(Math.min(...finite)) && of.has(Math.max(...finite)));
    for (const kind of [NaN, Infinity, -Infinity]) assert.equal(of.has(kind), values.includes(kind), `${kind}`);
    const bursts = values.flatMap((value, at) =>
      !Number.isFinite(value) && !Object.is(values[at - 1], value) ? [at] : []
    );
    if (bursts.length <= maxPoints / 8) assert.ok(bursts.every((at) => kept.has(at)));
  }));
});

Deno.test("thinColumns() keeps a peak in each bucket, not only the highest of all", () => {
  // Two buckets between the ends: steps 1 to 4 and 5 to 8.
  const thin = thinColumns(columnsOf([5, 5, 9, 5, 1, 5, 6, 4, 5, 5]), 6);
  assert.deepEqual([...thin.step], [0, 2, 4, 6, 7, 9]);
});

Deno.test("thinColumns() keeps two points as both ends, and as a third one the extreme that lies farther beyond them", () => {
  const thin = (values: number[], maxPoints: number) => [...thinColumns(columnsOf(values), maxPoints).step];
  assert.deepEqual(thin([5, 9, 1, 7, 5], 2), [0, 4]);
  assert.deepEqual(thin([5, 9, 2, 7, 5], 3), [0, 1, 4]);
  assert.deepEqual(thin([5, 7, 1, 6, 5], 3), [0, 2, 4]);
  assert.deepEqual(thin([NaN, 4, 7, 1, NaN], 3), [0, 2, 4]);
  assert.deepEqual(thin([1, NaN, NaN, 1], 3), [0, 1, 3]);
  assert.deepEqual(thin([5, 9, 2, 7, 5], 4), [0, 1, 2, 4]);
});

Deno.test("thinColumns() returns the same columns when there are few points", () => {
  const few = columnsOf([3, 1, 2]);
  assert.equal(thinColumns(few, 3), few);
});

Deno.test("thinColumns() keeps a NaN of a stretch that holds nothing else", () => {
  const values = [...Array(50).fill(1), ...Array(50).fill(NaN), 1];
  assert.ok(thinColumns(columnsOf(values), 20).value.some(Number.isNaN));
});

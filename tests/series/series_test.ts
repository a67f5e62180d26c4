import assert from "node:assert/strict";
import fc from "fast-check";
import type { Columns } from "../../lib/model.ts";
import { thinColumns } from "../../lib/series/downsample.ts";
import { formatDuration, formatNumber } from "../../lib/text/format.ts";
import { findGaps } from "../../lib/series/gaps.ts";
import { smoothValues } from "../../lib/series/smooth.ts";

const columnsOf = (values: number[]): Columns => ({
  step: Float64Array.from(values, (_, i) => i),
  value: Float64Array.from(values),
  time: Float64Array.from(values, (_, i) => 1000 + i),
  line: Uint32Array.from(values, (_, i) => i + 1),
  epoch: Float64Array.from(values, () => NaN),
});

Deno.test("thinColumns() keeps bound, order, ends and extremes", () => {
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

Deno.test("thinColumns() gives few points as they are", () => {
  const few = columnsOf([3, 1, 2]);
  assert.equal(thinColumns(few, 3), few);
});

Deno.test("thinColumns() lets a stretch of NaN show", () => {
  const values = [...Array(50).fill(1), ...Array(50).fill(NaN), 1];
  assert.ok(thinColumns(columnsOf(values), 20).value.some(Number.isNaN));
});

Deno.test("findGaps() finds a stretch without points and takes a restart for none", () => {
  const steps = [0, 10, 20, 30, 40, 400, 410, 420, 0, 10, 20];
  assert.deepEqual(findGaps(steps), [[40, 400]]);
});

Deno.test("findGaps() finds none in steps that are dense here and wide there, nor in a few", () => {
  assert.deepEqual(findGaps([0, 1, 2, 3, 10, 20, 30, 40, 50]), []);
  assert.deepEqual(findGaps([0, 1, 1000]), []);
  assert.deepEqual(findGaps([]), []);
});

Deno.test("smoothValues() starts at the first value and tends to a constant's value", () => {
  assert.deepEqual([...smoothValues([4, 4, 4], 0.9)].map((value) => Math.round(value * 1e9) / 1e9), [4, 4, 4]);
  // By hand: s1 = 0.5·1 = 0.5 → 0.5/0.5 = 1; s2 = 0.25 + 0.5·3 = 1.75 → 1.75/0.75
  assert.deepEqual([...smoothValues([1, 3], 0.5)], [1, 1.75 / 0.75]);
});

Deno.test("smoothValues() leaves NaN where it is, and everything at weight 0", () => {
  assert.deepEqual([...smoothValues([2, NaN, 2], 0.5)], [2, NaN, 2]);
  assert.deepEqual([...smoothValues([1, 5], 0)], [1, 5]);
});

Deno.test("formatNumber() writes values as training people do", () => {
  const written = [1.23456789, 0.0001, 0.00001, 1e-4 / 3, 12345, 1_000_000, 2.5e12, 0, -0.5, NaN, Infinity].map(
    formatNumber,
  );
  const expected = ["1.2346", "0.0001", "1e-5", "3.3333e-5", "12345", "1,000,000", "2.5e12", "0", "-0.5", "NaN", "∞"];
  assert.deepEqual(written, expected);
});

Deno.test("formatDuration() writes the two largest units", () => {
  const written = [0, 999, 1000, 61_000, 3_600_000, 273_600_000].map(formatDuration);
  assert.deepEqual(written, ["0 ms", "999 ms", "1 s", "1 min 1 s", "1 h", "3 d 4 h"]);
});

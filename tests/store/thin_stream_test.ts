import assert from "node:assert/strict";
import fc from "fast-check";
import { createPointColumns, type PointColumns } from "../../lib/store/columns.ts";
import type { PointRange } from "../../lib/store/point_range.ts";
import { thinStream } from "../../lib/store/thin_stream.ts";

function columnsOf(values: number[]): PointColumns {
  const columns = createPointColumns(values.length);
  for (const [i, value] of values.entries()) {
    columns.step[i] = i;
    columns.value[i] = value;
    columns.line[i] = i + 1;
  }
  return columns;
}

/** Thins values that are added in parts. Their indexes are their steps. */
function thin(
  values: number[],
  most: number,
  { part = 7, range = {} }: { part?: number; range?: PointRange } = {},
): PointColumns {
  const thinned = thinStream({ most, range });
  const all = columnsOf(values);
  for (let from = 0; from < values.length; from += part) {
    const count = Math.min(part, values.length - from), columns = createPointColumns(part);
    columns.step.set(all.step.subarray(from, from + count));
    columns.value.set(all.value.subarray(from, from + count));
    columns.line.set(all.line.subarray(from, from + count));
    thinned.add(columns, count);
  }
  return thinned.finish();
}

Deno.test("thinStream() keeps every point of a short series", () => {
  assert.deepEqual([...thin([3, 1, 2, NaN, 5], 8).value], [3, 1, 2, NaN, 5]);
  assert.deepEqual([...thin([], 8).value], []);
});

Deno.test("thinStream() keeps the first, last, lowest and highest points, unchanged and in order", () => {
  const value = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -5, max: 5 }), fc.constant(NaN));
  const values = fc.array(value, { minLength: 1, maxLength: 700 });
  fc.assert(fc.property(values, fc.integer({ min: 16, max: 60 }), (values, most) => {
    const { step, value, line } = thin(values, most);
    assert.ok(step.length <= most);
    assert.deepEqual([step[0], step.at(-1)], [0, values.length - 1]);
    for (let i = 0; i < step.length; i++) {
      assert.ok(i === 0 || step[i]! > step[i - 1]!);
      assert.deepEqual([value[i], line[i]], [values[step[i]!], step[i]! + 1]);
    }
    const numbers = values.filter((each) => !Number.isNaN(each)),
      kept = [...value].filter((each) => !Number.isNaN(each));
    assert.equal(Math.min(...kept), Math.min(...numbers));
    assert.equal(Math.max(...kept), Math.max(...numbers));
  }));
});

Deno.test("thinStream() keeps every peak, and points from every part of the series", () => {
  const values = Array.from({ length: 50_000 }, (_, i) => i % 977 === 500 ? 100 + i : Math.sin(i / 300));
  const { step, value } = thin(values, 600);
  for (let peak = 500; peak < values.length; peak += 977) assert.ok(value.includes(100 + peak), `peak at ${peak}`);
  assert.ok(step.length > 200);
  const widest = Math.max(...Array.from(step, (each, i) => i === 0 ? 0 : each - step[i - 1]!));
  assert.ok(widest < 1_000, `${widest} steps without a point`);
});

Deno.test("thinStream() leaves out points outside the range of steps", () => {
  const values = Array.from({ length: 1_000 }, (_, i) => i);
  assert.deepEqual([...thin(values, 60, { range: { step: [500, 510] } }).step], values.slice(500, 511));
});

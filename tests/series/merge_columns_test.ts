import assert from "node:assert/strict";
import fc from "fast-check";
import type { Columns } from "../../lib/model.ts";
import { createColumns } from "../../lib/series/columns.ts";
import { mergeColumns } from "../../lib/series/merge_columns.ts";

/** Columns of `[line, step, value]` rows. */
function columnsOf(...rows: [number, number, number][]): Columns {
  return {
    line: Uint32Array.from(rows, ([line]) => line),
    step: Float64Array.from(rows, ([, step]) => step),
    value: Float64Array.from(rows, ([, , value]) => value),
    time: Float64Array.from(rows, ([line]) => line * 1000),
    epoch: new Float64Array(rows.length).fill(NaN),
    globalStep: new Float64Array(rows.length).fill(NaN),
  };
}

Deno.test("mergeColumns() adds later points at the end", () => {
  const merged = mergeColumns(columnsOf([1, 10, 3]), columnsOf([2, 20, 2], [3, 30, 1]));
  assert.deepEqual([...merged.step], [10, 20, 30]);
  assert.deepEqual([...merged.value], [3, 2, 1]);
});

Deno.test("mergeColumns() inserts a late point of an early line in the order of lines", () => {
  const merged = mergeColumns(columnsOf([1, 10, 3], [9, 30, 1]), columnsOf([5, 20, 2]));
  assert.deepEqual([...merged.step], [10, 20, 30]);
  assert.deepEqual([...merged.time], [1000, 5000, 9000]);
});

Deno.test("mergeColumns() keeps every point of a redrawn line, and a step that goes back", () => {
  const merged = mergeColumns(columnsOf([4, 1, 0.9]), columnsOf([4, 2, 0.8], [5, 1, 0.95]));
  assert.deepEqual([...merged.step], [1, 2, 1]);
});

Deno.test("mergeColumns() changes nothing when the same answer arrives again, with or without NaN", () => {
  const rows = fc.array(
    fc.tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 5 }),
      fc.constantFrom(1, 2, NaN),
    ),
    { maxLength: 30 },
  );
  fc.assert(fc.property(rows, (answer) => {
    const once = mergeColumns(createColumns(0), columnsOf(...answer));
    assert.deepEqual(mergeColumns(once, columnsOf(...answer)), once);
  }));
});

Deno.test("mergeColumns() keeps a point of the same line and value at another step", () => {
  const merged = mergeColumns(columnsOf([4, 1, 0.9]), columnsOf([4, 2, 0.9]));
  assert.deepEqual([...merged.step], [1, 2]);
});

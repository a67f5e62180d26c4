import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeColumns, decodePoints, mergeColumns } from "../../../lib/client/chart/metric_columns.ts";
import { createColumns } from "../../../lib/series/columns.ts";

/** Columns of `[line, step, value]` rows. */
function columnsOf(...rows: [number, number, number][]) {
  return decodeColumns({
    line: rows.map((row) => row[0]),
    step: rows.map((row) => row[1]),
    value: rows.map((row) => row[2]),
    timestamp: rows.map((row) => row[0] * 1000),
    epoch: rows.map(() => null),
    global_step: rows.map(() => null),
  });
}

Deno.test("decodePoints() reads NaN and infinities, which JSON writes as strings", () => {
  const timestamp = "1970-01-01T00:00:01.500Z";
  const columns = decodePoints([
    { step: 1, value: 0.5, timestamp, line: 7, epoch: null, global_step: null },
    { step: 2, value: "NaN", timestamp, line: 8, epoch: 2, global_step: 2 },
    { step: 3, value: "-Infinity", timestamp, line: 9, epoch: 2, global_step: 2 },
  ]);
  assert.deepEqual([...columns.value], [0.5, NaN, -Infinity]);
  assert.deepEqual([...columns.time], [1500, 1500, 1500]);
  assert.deepEqual([...columns.epoch], [NaN, 2, 2]);
  assert.deepEqual([...columns.line], [7, 8, 9]);
});

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

Deno.test("decodeColumns() reads the same points as decodePoints()", () => {
  const timestamp = "1970-01-01T00:00:01.500Z";
  const points = decodePoints([
    { step: 1, value: 0.5, timestamp, line: 7, epoch: null, global_step: null },
    { step: 2, value: "Infinity", timestamp, line: 8, epoch: 2, global_step: 2 },
  ]);
  const wire = {
    step: [1, 2],
    value: [0.5, "Infinity" as const],
    timestamp: [1500, 1500],
    line: [7, 8],
    epoch: [null, 2],
    global_step: [null, 2],
  };
  assert.deepEqual(decodeColumns(wire), points);
});

Deno.test("mergeColumns() keeps a point of the same line and value at another step", () => {
  const merged = mergeColumns(columnsOf([4, 1, 0.9]), columnsOf([4, 2, 0.9]));
  assert.deepEqual([...merged.step], [1, 2]);
});

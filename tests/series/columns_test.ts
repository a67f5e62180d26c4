import assert from "node:assert/strict";
import type { Columns } from "../../lib/model.ts";
import { createColumns, joinColumns, pickColumns } from "../../lib/series/columns.ts";

/** Points whose step, value, time, line, epoch and global step are `n`, `n + 0.5`, `n · 1000`, `n + 10`, `n + 20` and `n + 30`. */
function columnsOf(...numbers: number[]): Columns {
  return {
    step: Float64Array.from(numbers),
    value: Float64Array.from(numbers, (n) => n + 0.5),
    time: Float64Array.from(numbers, (n) => n * 1000),
    line: Uint32Array.from(numbers, (n) => n + 10),
    epoch: Float64Array.from(numbers, (n) => n + 20),
    globalStep: Float64Array.from(numbers, (n) => n + 30),
  };
}

Deno.test("createColumns() makes columns of one length", () => {
  assert.deepEqual(Object.values(createColumns(3)).map((column) => column.length), [3, 3, 3, 3, 3, 3]);
});

Deno.test("pickColumns() copies every column in the order of the indexes", () => {
  assert.deepEqual(pickColumns(columnsOf(1, 2, 3), [2, 0]), columnsOf(3, 1));
});

Deno.test("joinColumns() puts every column of the second behind the first", () => {
  assert.deepEqual(joinColumns(columnsOf(1, 2), columnsOf(3)), columnsOf(1, 2, 3));
});

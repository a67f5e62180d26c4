import assert from "node:assert/strict";
import { createPointColumns, growColumns, viewColumns } from "../../../lib/store/points/columns.ts";

Deno.test("viewColumns() shows a part of every column, without a copy", () => {
  const columns = createPointColumns(4);
  const view = viewColumns(columns, 1, 3);
  columns.rev[1] = 7;
  columns.value[2] = 0.5;
  assert.deepEqual([[...view.rev], [...view.value], view.epoch.length], [[7, 0], [0, 0.5], 2]);
});

Deno.test("growColumns() returns the same columns when they have room", () => {
  const columns = growColumns(null, 3);
  assert.equal(columns.step.length, 16);
  assert.equal(growColumns(columns, 16), columns);
});

Deno.test("growColumns() copies into columns twice as long, or longer when more is needed", () => {
  const columns = growColumns(null, 1);
  columns.line[15] = 9;
  const grown = growColumns(columns, 17);
  assert.deepEqual([grown.line.length, grown.line[15], grown.rev.length], [32, 9, 32]);
  assert.equal(growColumns(grown, 100).step.length, 100);
});

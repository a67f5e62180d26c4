import assert from "node:assert/strict";
import { createRowMap } from "../../../lib/client/terminal/span_map.ts";

/** Lines 1 to 10, two bars that lines 11 to 60 drew (the upper one last), then lines 61 to 70. */
const ANSWER = {
  first_row: 1,
  spans: [
    { line: 1, count: 10, text: null },
    { line: 60, count: 1, text: "outer" },
    { line: 59, count: 1, text: "inner" },
    { line: 61, count: 10, text: null },
  ],
  last_row: 22,
  fixed_rows: 5,
};
const map = createRowMap(ANSWER.spans, ANSWER);

Deno.test("shown() gives each row its line, and a text of its own where it has one", () => {
  assert.deepEqual(map.shown(3), { row: 3, line: 3, text: null });
  assert.deepEqual(map.shown(11), { row: 11, line: 60, text: "outer" });
  assert.deepEqual(map.shown(12), { row: 12, line: 59, text: "inner" });
  assert.deepEqual(map.shown(22), { row: 22, line: 70, text: null });
  assert.deepEqual(map.shown(23), { row: 23, line: null, text: null });
});

Deno.test("rowOf() finds the row of each line, and of one that was drawn over the row of the next", () => {
  assert.equal(map.rowOf(10), 10);
  assert.equal(map.rowOf(60), 11);
  assert.equal(map.rowOf(59), 12);
  assert.equal(map.rowOf(30), 12);
  assert.equal(map.rowOf(61), 13);
  assert.equal(map.rowOf(99), 22);
});

Deno.test("withLine() adds a row for a line that was drawn over, and only for that", () => {
  const more = map.withLine(30);
  assert.equal(more.lastRow, 23);
  assert.deepEqual(more.shown(more.rowOf(30)), { row: 12, line: 30, text: null });
  assert.deepEqual(more.shown(13), { row: 13, line: 59, text: "inner" });
  assert.deepEqual(more.shown(23), { row: 23, line: 70, text: null });
  assert.equal(map.withLine(5), map);
});

Deno.test("add() puts newer rows in the place of those from there on", () => {
  const next = map.add({
    first_row: 6,
    spans: [{ line: 6, count: 5, text: null }, { line: 80, count: 1, text: "outer 2" }],
    last_row: 11,
    fixed_rows: 8,
  });
  assert.equal(next.lastRow, 11);
  assert.deepEqual([5, 6, 10, 11].map((row) => next.shown(row).line), [5, 6, 10, 80]);
});

Deno.test("createRowMap() knows nothing of the rows before a first answer that begins later", () => {
  const part = createRowMap(ANSWER.spans, { ...ANSWER, first_row: 101, last_row: 122 });
  assert.equal(part.shown(100).line, null);
  assert.equal(part.shown(101).line, 1);
});

Deno.test("beside() goes by rows, past all rows of one line, and stays within the log", () => {
  assert.equal(map.beside(60, 1), 59);
  assert.equal(map.beside(60, -1), 10);
  assert.equal(map.beside(71, -1), 70);
  assert.equal(map.beside(70, 1), 70);
  assert.equal(map.beside(1, -1), 1);
  const twice = createRowMap([{ line: 1, count: 1, text: null }, { line: 4, count: 1, text: "a" }, {
    line: 4,
    count: 1,
    text: "b",
  }], { first_row: 1, last_row: 3, fixed_rows: 0 });
  assert.equal(twice.beside(4, -1), 1);
  assert.equal(twice.beside(1, 1), 4);
});

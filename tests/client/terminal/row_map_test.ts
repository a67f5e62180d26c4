import assert from "node:assert/strict";
import { rowsAtEnd, shownRow } from "../../../lib/client/terminal/row_map.ts";

Deno.test("shownRow() is the line of the row's number without a map", () => {
  assert.deepEqual(shownRow(null, 8), { row: 8, line: 8, text: null });
});

Deno.test("rowsAtEnd() gives the rows from the end on, up to one whose text the page came without", () => {
  const answer = {
    first_row: 11,
    spans: [{ line: 5, count: 2, text: null }, { line: 60, count: 1, text: "bar" }, { line: 61, count: 1, text: null }],
    last_row: 14,
    fixed_rows: 0,
  };
  const rows = rowsAtEnd(answer, [{ line: 6 }, { line: 60 }, { line: 61 }]);
  assert.deepEqual(rows, [
    { row: 12, line: 6, text: null },
    { row: 13, line: 60, text: "bar" },
    { row: 14, line: 61, text: null },
  ]);
});

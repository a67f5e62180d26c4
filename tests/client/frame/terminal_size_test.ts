import assert from "node:assert/strict";
import { clampRows, rowsOf, TERMINAL_ROWS_MAX, TERMINAL_ROWS_MIN } from "../../../lib/client/frame/terminal_size.ts";

Deno.test("rowsOf() is the nearest number of whole rows, and clampRows() keeps it within the limits", () => {
  assert.deepEqual([160, 169, 171].map(rowsOf), [8, 8, 9]);
  assert.deepEqual([rowsOf(0), rowsOf(99_999)], [TERMINAL_ROWS_MIN, TERMINAL_ROWS_MAX]);
  assert.deepEqual([clampRows(-5), clampRows(7)], [TERMINAL_ROWS_MIN, 7]);
});

import assert from "node:assert/strict";
import { keepColumns, readKeptColumns } from "../../../lib/client/table/kept_columns.ts";

Deno.test("keepColumns() keeps the columns of an experiment until they are forgotten", () => {
  keepColumns("a", ["status", "best(loss)"]);
  try {
    assert.deepEqual([readKeptColumns("a"), readKeptColumns("b"), readKeptColumns(null)], [
      ["status", "best(loss)"],
      null,
      null,
    ]);
    localStorage.setItem("stdcurve-columns-b", "{");
    assert.equal(readKeptColumns("b"), null);
  } finally {
    keepColumns("a", null);
    localStorage.removeItem("stdcurve-columns-b");
  }
  assert.equal(readKeptColumns("a"), null);
});

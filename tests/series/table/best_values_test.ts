import assert from "node:assert/strict";
import { findBestValues } from "../../../lib/series/table/best_values.ts";
import { listColumns } from "../../../lib/series/table/table_columns.ts";
import { rowOf } from "./rows.ts";

Deno.test("findBestValues() goes by the metric's sense, and marks nothing where all values are the same", () => {
  const names = { metrics: ["loss", "accuracy", "zorp", "err"], settings: [] };
  const rows = [
    rowOf({ metrics: { loss: [3, 1, 5], accuracy: [0.3, 0.1, 0.5], zorp: [1, 1, 1], err: [7, 7, 7] } }),
    rowOf({ metrics: { loss: [2, 2, 9], accuracy: [0.4, 0.1, 0.4], zorp: [2, 2, 2], err: [7, 7, 7] } }),
    rowOf({ metrics: { loss: [NaN, NaN, NaN] } }),
  ];
  assert.deepEqual(Object.fromEntries(findBestValues(rows, listColumns(names))), {
    "last(loss)": 2,
    "best(loss)": 1,
    "last(accuracy)": 0.4,
    "best(accuracy)": 0.5,
  });
});

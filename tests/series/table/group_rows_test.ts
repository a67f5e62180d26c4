import assert from "node:assert/strict";
import { groupRows, summarizeGroup } from "../../../lib/series/table/group_rows.ts";
import { findColumns } from "../../../lib/series/table/table_columns.ts";
import { rowOf } from "./rows.ts";

const lossOf = (lr: string | null, last: number) =>
  rowOf({ settings: lr === null ? {} : { lr }, metrics: { loss: [last, last, last] } });

Deno.test("groupRows() keeps the order of rows and groups, and has a group of the runs without the setting", () => {
  const rows = [lossOf("0.2", 1), lossOf(null, 2), lossOf("0.1", 3), lossOf("0.2", 4)];
  const groups = groupRows(rows, "lr").map((
    { value, rows: members },
  ) => [value, members.map((row) => row.metrics.loss!.last)]);
  assert.deepEqual(groups, [["0.2", [1, 4]], [null, [2]], ["0.1", [3]]]);
});

Deno.test("summarizeGroup() gives mean, lowest and highest of the finite values, and their number", () => {
  const [column] = findColumns(["last(loss)"], { metrics: ["loss"], settings: [] });
  const summary = summarizeGroup([lossOf("1", 1), lossOf("1", 4), lossOf("1", NaN)], column!, 0);
  assert.deepEqual(summary, { count: 2, mean: 2.5, min: 1, max: 4 });
  assert.equal(summarizeGroup([rowOf({})], column!, 0), null);
});

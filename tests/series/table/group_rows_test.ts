import assert from "node:assert/strict";
import { chooseOfGroups, groupRows, summarizeGroup } from "../../../lib/series/table/group_rows.ts";
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

Deno.test("summarizeGroup() gives mean, lowest and highest of the finite values, and how many are none", () => {
  const [column] = findColumns(["last(loss)"], { metrics: ["loss"], settings: [] });
  const summary = summarizeGroup([lossOf("1", 1), lossOf("1", 4), lossOf("1", NaN)], column!, 0);
  assert.deepEqual(summary, { finite: { count: 2, mean: 2.5, min: 1, max: 4 }, diverged: 1 });
  assert.deepEqual(summarizeGroup([lossOf("1", NaN)], column!, 0), { finite: null, diverged: 1 });
  assert.equal(summarizeGroup([rowOf({})], column!, 0), null);
});

Deno.test("chooseOfGroups() takes rows of each group by turns, and all where there is room", () => {
  const rows = [lossOf("a", 1), lossOf("a", 2), lossOf("a", 3), lossOf("b", 4), lossOf("c", 5), lossOf("c", 6)];
  const lastOf = (most: number) => chooseOfGroups(rows, "lr", most).map(({ metrics }) => metrics.loss!.last);
  assert.deepEqual(lastOf(6), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(lastOf(5), [1, 2, 4, 5, 6]);
  assert.deepEqual(lastOf(3), [1, 4, 5]);
});

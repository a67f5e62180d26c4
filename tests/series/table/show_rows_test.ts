import assert from "node:assert/strict";
import { showRows } from "../../../lib/series/table/show_rows.ts";
import { rowOf } from "./rows.ts";

const ROWS = [
  rowOf({ name: "a", status: "failed", metrics: { loss: [3, 1, 5] } }),
  rowOf({ name: "b", metrics: { loss: [2, 2, 9] } }),
];
const options = { names: { metrics: ["loss"], settings: [] }, now: 0 };
const namesOf = (filter: string) => showRows(ROWS, { filter, sort: [] }, options).rows.map(({ name }) => name);

Deno.test("showRows() shows the rows that the filter matches, by best values too", () => {
  assert.deepEqual(namesOf("status:failed"), ["a"]);
  assert.deepEqual(namesOf("best(loss)<1.5"), ["a"]);
  assert.deepEqual(namesOf("loss<2.5"), ["b"]);
  assert.deepEqual(namesOf(""), ["a", "b"]);
});

Deno.test("showRows() shows all rows while the filter can't be read, and says where that is", () => {
  const { rows, error } = showRows(ROWS, { filter: "loss<", sort: [] }, options);
  assert.deepEqual([rows.length, error?.at], [2, 5]);
});

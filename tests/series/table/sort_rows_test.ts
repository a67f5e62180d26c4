import assert from "node:assert/strict";
import { sortRows } from "../../../lib/series/table/sort_rows.ts";
import { rowOf } from "./rows.ts";

const NAMES = { metrics: ["loss"], settings: ["lr"] };
const ROWS = [
  rowOf({ name: "a10", settings: { lr: "0.01" }, metrics: { loss: [3, 1, 5] } }),
  rowOf({ name: "a9", settings: { lr: "1e-3" }, metrics: { loss: [NaN, 2, 5] } }),
  rowOf({ name: "b", settings: {}, metrics: { loss: [2, 2, 2] } }),
];
const names = (...sort: [string, boolean][]) =>
  sortRows(ROWS, sort.map(([column, isDescending]) => ({ column, isDescending })), { names: NAMES, now: 0 })
    .map(({ name }) => name);

Deno.test("sortRows() sorts numbers as numbers, and runs without the value last in both directions", () => {
  assert.deepEqual(names(["last(loss)", false]), ["b", "a10", "a9"]);
  assert.deepEqual(names(["last(loss)", true]), ["a10", "b", "a9"]);
  assert.deepEqual(names(["setting(lr)", false]), ["a9", "a10", "b"]);
  assert.deepEqual(names(["setting(lr)", true]), ["a10", "a9", "b"]);
});

Deno.test("sortRows() sorts names with their numbers, and keeps the order of what no key tells apart", () => {
  assert.deepEqual(names(["name", false]), ["a9", "a10", "b"]);
  assert.deepEqual(names(["status", true]), ["a10", "a9", "b"]);
  assert.deepEqual(names(["status", false], ["name", true]), ["b", "a10", "a9"]);
  assert.deepEqual(names(["nothing", false]), ["a10", "a9", "b"]);
});

Deno.test("sortRows() sorts no imported log among the durations of runs", () => {
  const rows = [rowOf({ name: "log", imported: true }), rowOf({ name: "run" })];
  for (const isReverse of [true, false]) {
    const sorted = sortRows(rows, [{ column: "duration", isDescending: isReverse }], { names: NAMES, now: 0 });
    assert.deepEqual(sorted.map(({ name }) => name), ["run", "log"]);
  }
});

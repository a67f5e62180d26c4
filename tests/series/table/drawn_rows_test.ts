import assert from "node:assert/strict";
import { DRAWN_RUNS_MAX } from "../../../lib/limits.ts";
import { chooseDrawn } from "../../../lib/series/table/drawn_rows.ts";

const ROWS = Array.from({ length: 120 }, (_, at) => ({ id: `run-${String(119 - at).padStart(3, "0")}` }));
const idsOf = (ticked: string[], known = ROWS) => chooseDrawn(ROWS, ticked, known).map(({ id }) => id);

Deno.test("chooseDrawn() draws the ten first rows without ticks, and ticked runs in the order of their ticks", () => {
  assert.deepEqual(idsOf([]), ROWS.slice(0, 10).map(({ id }) => id));
  assert.deepEqual(idsOf(["run-003", "run-007", "nobody"]), ["run-003", "run-007"]);
  assert.deepEqual(idsOf(["gone"], [{ id: "gone" }]), ["gone"]);
});

Deno.test("chooseDrawn() draws the newest of too many ticked runs", () => {
  const oldestFirst = ROWS.map(({ id }) => id).reverse();
  assert.deepEqual(idsOf(oldestFirst), oldestFirst.slice(-DRAWN_RUNS_MAX));
});

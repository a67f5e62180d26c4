import assert from "node:assert/strict";
import { numberColumns, plotScatter } from "../../../lib/series/table/scatter.ts";
import { findColumns, listColumns } from "../../../lib/series/table/table_columns.ts";
import { rowOf } from "./rows.ts";

const NAMES = { metrics: ["loss"], settings: ["lr", "optimizer"] };
const [lr, loss] = findColumns(["setting(lr)", "best(loss)"], NAMES);
const rowWith = (name: string, rate: string, best: number) =>
  rowOf({ name, settings: { lr: rate, optimizer: "adam" }, metrics: { loss: [best, best, best] } });
const ROWS = [rowWith("a", "0.001", 3), rowWith("b", "0.01", 2), rowWith("c", "0.1", 1)];

Deno.test("plotScatter() places dots by both columns, evenly on a logarithmic axis", () => {
  const plot = plotScatter(ROWS, { x: { column: lr!, isLog: true }, y: { column: loss!, isLog: false }, now: 0 });
  assert.deepEqual(plot.dots.map(({ name, x, y }) => [name, Math.round(100 * x), y]), [["a", 0, 1], ["b", 50, 0.5], [
    "c",
    100,
    0,
  ]]);
  assert.ok(plot.x.some(({ value, at }) => Math.abs(value - 0.01) < 1e-12 && Math.abs(at - 0.5) < 1e-9));
  assert.ok(plot.y.every(({ at }) => at >= 0 && at <= 1));
});

Deno.test("plotScatter() leaves out runs without a number, and on a logarithmic axis those at 0", () => {
  const rows = [...ROWS, rowWith("zero", "0", 1), rowOf({ name: "none" }), rowWith("text", "fast", 1)];
  const axes = (isLog: boolean) => ({ x: { column: lr!, isLog }, y: { column: loss!, isLog: false }, now: 0 });
  assert.deepEqual([plotScatter(rows, axes(true)).leftOut, plotScatter(rows, axes(false)).leftOut], [3, 2]);
  assert.deepEqual(plotScatter([], axes(true)).dots, []);
});

Deno.test("plotScatter() puts a single value into the middle", () => {
  const { dots } = plotScatter([ROWS[0]!], {
    x: { column: lr!, isLog: true },
    y: { column: loss!, isLog: true },
    now: 0,
  });
  assert.deepEqual([dots[0]!.x, dots[0]!.y], [0.5, 0.5]);
});

Deno.test("numberColumns() offers columns in which some run has a number", () => {
  const ids = numberColumns(ROWS, listColumns(NAMES), 0).map(({ id }) => id);
  assert.deepEqual(ids, ["started", "duration", "setting(lr)", "last(loss)", "best(loss)"]);
});

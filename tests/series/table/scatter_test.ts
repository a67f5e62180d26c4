import assert from "node:assert/strict";
import { numberColumns, plotScatter, type ScatterAxis } from "../../../lib/series/table/scatter.ts";
import { findColumns, listColumns } from "../../../lib/series/table/table_columns.ts";
import { rowOf } from "./rows.ts";

const NAMES = { metrics: ["loss"], settings: ["lr", "optimizer"] };
const rowWith = (name: string, rate: string, best: number) =>
  rowOf({ name, settings: { lr: rate, optimizer: "adam" }, metrics: { loss: [best, best, best] } });
const ROWS = [rowWith("a", "0.001", 3), rowWith("b", "0.01", 2), rowWith("c", "0.1", 1)];

function axisOf(id: string, isLog = false): ScatterAxis {
  const [column] = findColumns([id], NAMES);
  return { column: column!, title: column!.title, isLog, zone: 0 };
}

Deno.test("plotScatter() places dots by both columns, evenly on a logarithmic axis", () => {
  const { dots, x, y } = plotScatter(ROWS, { x: axisOf("setting(lr)", true), y: axisOf("best(loss)"), now: 0 });
  assert.deepEqual(dots.map(({ name, x, y }) => [name, Math.round(100 * x), y]), [
    ["a", 0, 1],
    ["b", 50, 0.5],
    ["c", 100, 0],
  ]);
  assert.deepEqual([x.texts, x.title], [["0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1"], "lr (log)"]);
  assert.deepEqual([y.ticks, y.title], [[1, 1.5, 2, 2.5, 3], "loss"]);
  assert.deepEqual(dots[1]!.texts, { x: "0.01", y: "2" });
});

Deno.test("plotScatter() leaves out runs without a number, and on a logarithmic axis those at 0", () => {
  const rows = [...ROWS, rowWith("zero", "0", 1), rowOf({ name: "none" }), rowWith("text", "fast", 1)];
  const axes = (isLog: boolean) => ({ x: axisOf("setting(lr)", isLog), y: axisOf("best(loss)"), now: 0 });
  assert.deepEqual([plotScatter(rows, axes(true)).leftOut, plotScatter(rows, axes(false)).leftOut], [3, 2]);
  assert.deepEqual(plotScatter([], axes(true)).dots, []);
});

Deno.test("plotScatter() puts a single value between two ticks", () => {
  const { dots } = plotScatter([ROWS[0]!], { x: axisOf("setting(lr)", true), y: axisOf("best(loss)", true), now: 0 });
  for (const share of [dots[0]!.x, dots[0]!.y]) assert.ok(share > 0.2 && share < 0.8, String(share));
});

Deno.test("plotScatter() writes times as clocks and durations as lengths of time, whatever is asked of their axes", () => {
  const rows = ROWS.map((row, at) => ({
    ...row,
    started_at: `2026-01-0${at + 1}T10:00:00Z`,
    ended_at: `2026-01-0${at + 1}T1${at}:30:00Z`,
  }));
  const { dots, x, y } = plotScatter(rows, { x: axisOf("started", true), y: axisOf("duration"), now: 0 });
  assert.deepEqual(dots.map(({ texts }) => [texts.x, texts.y]), [
    ["1 Jan 2026 10:00", "30 min"],
    ["2 Jan 2026 10:00", "1 h 30 min"],
    ["3 Jan 2026 10:00", "2 h 30 min"],
  ]);
  assert.match(x.title, /^Started .*UTC/);
  assert.deepEqual([y.title, y.texts.includes("1 h"), dots.map(({ x }) => x)], ["Duration", true, [0, 0.5, 1]]);
});

Deno.test("numberColumns() offers columns in which some run has a number", () => {
  const ids = numberColumns(ROWS, listColumns(NAMES), 0).map(({ id }) => id);
  assert.deepEqual(ids, ["started", "duration", "setting(lr)", "last(loss)", "best(loss)"]);
});

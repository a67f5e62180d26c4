import assert from "node:assert/strict";
import { type ChartView, PLAIN_VIEW } from "../../../lib/series/chart_view.ts";
import { describeState, plotMetric } from "../../../lib/client/chart/metric_plots.ts";
import { columnsOf, heldRunOf } from "./runs.ts";

const named = ["a", "b"].map((id, at) => ({ id, name: `run ${id}`, status: "completed" as const, style: at + 1 }));
const a = () => heldRunOf("a", { loss: columnsOf([1, 4], [2, NaN], [3, 2]) });
const b = () => heldRunOf("b", { loss: columnsOf([1, 8]) });
const viewOf = (change: Partial<ChartView>) => ({ named, view: { ...PLAIN_VIEW, ...change } });

Deno.test("plotMetric() gives each run the style that it keeps, and legend rows in the order of the held", () => {
  const { runs, rows } = plotMetric("loss", [b(), a()], viewOf({}));
  assert.deepEqual(runs.map(({ name, style }) => [name, style]), [["run b", 2], ["run a", 1]]);
  assert.deepEqual(
    rows.map(({ last, lastStep, min, max, mean, points }) => [last, lastStep, min.text, max.text, mean, points]),
    [
      ["8", "1", "8", "8", "8", "1"],
      ["2", "3", "2", "4", "3", "3"],
    ],
  );
});

Deno.test("plotMetric() leaves a hidden run out of the lines and the marks, not out of the legend", () => {
  const { runs, rows, marks } = plotMetric("loss", [a(), b()], viewOf({ hidden: [1] }));
  assert.deepEqual(runs.map(({ id }) => id), ["b"]);
  assert.equal(rows.length, 2);
  assert.deepEqual(marks.holes, []);
});

Deno.test("plotMetric() marks values that can't be drawn, in the style of their line", () => {
  assert.deepEqual(plotMetric("loss", [b(), a()], viewOf({})).marks.holes, [{ x: 2, kind: "nan", style: 1 }]);
});

Deno.test("plotMetric() marks the mean as approximate, and counts all points, when the page holds fewer", () => {
  const run = a();
  run.totals.set("loss", 1200);
  const [row] = plotMetric("loss", [run], viewOf({})).rows;
  assert.deepEqual([row!.mean, row!.points, row!.isThinned], ["≈ 3", "3 of 1,200", true]);
});

Deno.test("plotMetric() writes dashes when the range of steps holds no point", () => {
  const [row] = plotMetric("loss", [a()], viewOf({ minX: 50 })).rows;
  assert.deepEqual([row!.last, row!.lastStep, row!.min.text, row!.mean], ["–", "–", "–", "–"]);
});

const gappy = () => heldRunOf("a", { loss: columnsOf([0, 1], [1, 1], [2, 1], [3, 1], [4, 1], [90, 1]) });

Deno.test("plotMetric() finds the gaps itself when the page holds all points", () => {
  const { gaps, marks } = plotMetric("loss", [gappy()], viewOf({}));
  assert.deepEqual(gaps, [{ metric: "loss", gap: [4, 90], run: null }]);
  assert.deepEqual(marks.gaps, [[4, 90]]);
});

Deno.test("plotMetric() uses the server's gaps when the page holds fewer points, and names the run when there are several", () => {
  const run = gappy();
  run.totals.set("loss", 1000);
  run.gaps.set("loss", [[10, 20]]);
  assert.deepEqual(plotMetric("loss", [run, b()], viewOf({})).gaps, [{ metric: "loss", gap: [10, 20], run: "run a" }]);
});

Deno.test("plotMetric() draws no gaps on a time axis, where a step has no x position", () => {
  assert.deepEqual(plotMetric("loss", [gappy()], viewOf({ x: "time" })).marks.gaps, []);
});

Deno.test("plotMetric() is not drawn when no run has a point", () => {
  assert.equal(plotMetric("acc", [a()], viewOf({})).isDrawn, false);
  assert.equal(plotMetric("loss", [a()], viewOf({})).isDrawn, true);
});

Deno.test("describeState() has its own words for a failing server, missing points, a live run and a complete run", () => {
  const live = heldRunOf("a", {});
  live.isComplete = false;
  const done = heldRunOf("b", {});
  assert.equal(describeState([live], null, true), "Metrics unavailable");
  assert.equal(describeState([live], "loss", false), "Loading metrics…");
  assert.equal(describeState([live, done], null, false), "Training metrics will appear here");
  assert.equal(describeState([done], null, false), "No metrics recorded");
  done.loading.add("loss");
  assert.equal(describeState([done], null, false), "Loading metrics…");
});

Deno.test("describeState() says that the runs were deleted only when all were", () => {
  const gone = heldRunOf("a", {});
  gone.isDeleted = true;
  assert.equal(describeState([gone], "loss", true), "This run was deleted.");
  assert.equal(describeState([gone, gone], null, false), "These runs were deleted.");
  assert.equal(describeState([gone, heldRunOf("b", {})], null, false), "No metrics recorded");
});

Deno.test("plotMetric() keeps the style of a run whatever else is drawn, hidden or not", () => {
  const runs = ["a", "b", "c"].map((id, at) => ({ id, name: id, status: "completed" as const, style: at + 4 }));
  const held = runs.map(({ id }) => heldRunOf(id, { loss: columnsOf([1, 2]) }));
  const stylesOf = (from: number, hidden: readonly number[] = []) =>
    plotMetric("loss", held.slice(from), { named: runs.slice(from), view: { ...PLAIN_VIEW, hidden } }).runs
      .map(({ style }) => style);
  assert.deepEqual([stylesOf(0), stylesOf(1), stylesOf(0, [1])], [[4, 5, 6], [5, 6], [5, 6]]);
});

for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty", "length", "valueOf"]) {
  Deno.test(`plotMetric() draws a metric that is named ${name}, also where a run lacks it`, () => {
    const held = heldRunOf("a", Object.fromEntries([[name, columnsOf([1, 4], [2, 3])]]));
    const { rows, gaps, isDrawn } = plotMetric(name, [held, b()], viewOf({}));
    assert.deepEqual([rows.map(({ points }) => points), gaps, isDrawn], [["2", "0"], [], true]);
  });
}

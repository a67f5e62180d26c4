import assert from "node:assert/strict";
import type { BoardView } from "../../../../lib/client/chart/grid/board_scene.ts";
import type { Curve } from "../../../../lib/client/chart/grid/curves.ts";
import { chartViewOf, shareCurves } from "../../../../lib/client/chart/grid/panel_share.ts";
import { createColumns } from "../../../../lib/series/columns.ts";

const plain: BoardView = { x: "step", isLog: false, smoothing: 0, low: null, high: null, hidden: [], clip: false };

/** A curve of these values at the steps 0, 1, 2 … and the global steps 0, 10, 20 … */
function curveOf(runId: string, metric: string, values: number[], change: Partial<Curve> = {}): Curve {
  const columns = createColumns(values.length);
  columns.step.set([...values.keys()]);
  columns.globalStep.set([...values.keys()].map((at) => 10 * at));
  columns.value.set(values);
  const x = change.x ?? columns.step, line = { x, step: columns.step, y: columns.value };
  return { runId, metric, name: metric, style: 3, isSecond: false, columns, x, line, ...change };
}

const names = new Map([["a", "first"], ["b", "second"]]);
const pointsOf = (curve: Curve, view: Partial<BoardView> = {}) =>
  shareCurves([curve], { ...plain, ...view }, names)[0]!.plot.runs[0]!.points.map(({ x, y }) => [x, y]);

Deno.test("shareCurves() gives each metric a chart with the lines of its runs", () => {
  const curves = [curveOf("a", "train", [1]), curveOf("a", "val", [2]), curveOf("b", "train", [3])];
  const shared = shareCurves(curves, { ...plain, hidden: [3] }, names);
  assert.deepEqual(shared.map(({ plot }) => [plot.metric, plot.runs.map(({ name, style }) => [name, style])]), [
    ["train", [["first", 3], ["second", 3]]],
    ["val", [["first", 3]]],
  ]);
  assert.deepEqual(shared[0]!.view.hidden, [3]);
});

Deno.test("shareCurves() keeps the shown range, and interrupts a line where the step or the axis goes back and at what can't be drawn", () => {
  assert.deepEqual(pointsOf(curveOf("a", "loss", [1, 2, 3, 4]), { low: 1, high: 2 }), [[1, 2], [2, 3]]);
  assert.deepEqual(pointsOf(curveOf("a", "loss", [1, 0, Infinity]), { isLog: true }), [[0, 1], [1, NaN], [2, NaN]]);
  const restarted = curveOf("a", "loss", [1, 2], { x: Float64Array.of(5, 3) });
  assert.deepEqual(pointsOf(restarted), [[5, 1], [3, NaN], [3, 2]]);
  restarted.columns.step.set([7, 6]);
  assert.deepEqual(pointsOf({ ...restarted, x: Float64Array.of(3, 5) }), [[3, 1], [5, NaN], [5, 2]]);
});

Deno.test("shareCurves() draws the smoothed line beside the points", () => {
  const curve = curveOf("a", "loss", [1, 3], {
    line: { x: Float64Array.of(0, 1), step: Float64Array.of(0, 1), y: Float64Array.of(1, 2) },
  });
  const [run] = shareCurves([curve], { ...plain, smoothing: 0.5 }, names)[0]!.plot.runs;
  assert.deepEqual([run!.points.map(({ y }) => y), run!.smoothed!.map(({ y }) => y)], [[1, 3], [1, 2]]);
});

Deno.test("chartViewOf() says which axis is shown: the training's steps where training and validation share a chart", () => {
  const own = curveOf("a", "val", [1, 2]), paired = { ...own, x: own.columns.globalStep };
  assert.deepEqual([chartViewOf(plain, [own]).x, chartViewOf(plain, [paired]).x], ["step", "global_step"]);
  const zoomed = chartViewOf({ ...plain, x: "epoch", isLog: true, low: 2, high: 3, clip: true }, [paired]);
  assert.deepEqual([zoomed.x, zoomed.y, zoomed.minX, zoomed.maxX, zoomed.clip], ["epoch", "log", 2, 3, true]);
});

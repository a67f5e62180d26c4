/**
 * What a small chart shows, as it is written into files: a chart for each of its metrics, with the same lines in the same range. Pure.
 *
 * @module
 */
import { type ChartView, PLAIN_VIEW } from "../../../series/chart_view.ts";
import { isNewSegment } from "../../../series/segments.ts";
import type { IndexedPoint } from "../plot_points.ts";
import type { PlottedRun } from "../plotted_run.ts";
import type { ShownChart } from "../share/shown_chart.ts";
import type { BoardView } from "./board_scene.ts";
import { axisOf, type Curve, type DrawnLine } from "./curves.ts";

/** How a small chart is shown, as a large one's view. Training and validation on one chart stand at the training's steps. */
export function chartViewOf(
  { x, isLog, low, high, ...view }: BoardView,
  curves: readonly Curve[],
): ChartView {
  const axis = curves.map((curve) => axisOf(curve, x)).find((each) => each !== x);
  return {
    ...PLAIN_VIEW,
    ...view,
    x: axis ?? x,
    y: isLog ? "log" : "linear",
    minX: low,
    maxX: high,
  };
}

/** The charts of the shown curves, one for each metric. `names` has the names of the runs. */
export function shareCurves(
  curves: readonly Curve[],
  view: BoardView,
  names: ReadonlyMap<string, string>,
): ShownChart[] {
  const shown = chartViewOf(view, curves), byMetric = Map.groupBy(curves, ({ metric }) => metric);
  return [...byMetric].map(([metric, own]) => ({
    plot: { metric, runs: own.map((curve) => plotCurve(curve, view, names.get(curve.runId) ?? curve.runId)) },
    view: shown,
  }));
}

function plotCurve(curve: Curve, view: BoardView, name: string): PlottedRun {
  const { runId, style, columns, x, line } = curve;
  return {
    id: runId,
    name,
    style,
    columns,
    points: drawnPoints({ x, step: columns.step, y: columns.value }, view),
    smoothed: view.smoothing > 0 ? drawnPoints(line, view) : null,
    holes: [],
    positions: x,
    markCount: 0,
  };
}

/** The points within the shown range. A line is interrupted where the step or x goes back, and at what can't be drawn. */
function drawnPoints(line: DrawnLine, { low, high, isLog }: BoardView): IndexedPoint[] {
  const points: IndexedPoint[] = [];
  const { x, y } = line;
  let before = -1;
  for (let index = 0; index < x.length; index++) {
    const at = x[index]!, value = y[index]!;
    if (!(at >= (low ?? -Infinity) && at <= (high ?? Infinity))) continue;
    if (before >= 0 && isNewSegment(line, index, before)) points.push({ x: at, y: NaN, index: -1 });
    before = index;
    points.push({ x: at, y: Number.isFinite(value) && (!isLog || value > 0) ? value : NaN, index });
  }
  return points;
}

import assert from "node:assert/strict";
import { decodeColumns } from "../../../lib/client/chart/metric_columns.ts";
import {
  findPointNearLine,
  findPointOfLine,
  type PlotOptions,
  plotPoints,
} from "../../../lib/client/chart/plot_points.ts";

const PLAIN: PlotOptions = { x: "step", startMs: 0, y: "linear", minX: null, maxX: null };

function columnsOf(step: number[], value: number[]) {
  return decodeColumns({
    step,
    value,
    line: step.map((_, at) => at + 1),
    timestamp: step.map((_, at) => 1000 + at * 500),
    epoch: step.map(() => null),
    global_step: step.map(() => null),
  });
}

Deno.test("plotPoints() draws a point for each step", () => {
  assert.deepEqual(plotPoints(columnsOf([1, 2], [5, 4]), PLAIN), {
    points: [{ x: 1, y: 5, index: 0 }, { x: 2, y: 4, index: 1 }],
    holes: [],
    positions: Float64Array.of(1, 2),
  });
});

Deno.test("plotPoints() breaks the line where the step goes back", () => {
  const { points } = plotPoints(columnsOf([1, 9, 2], [5, 4, 3]), PLAIN);
  assert.deepEqual(points.map((point) => point.index), [0, 1, -1, 2]);
  assert.ok(Number.isNaN(points[2]!.y));
});

Deno.test("plotPoints() breaks the line and notes a hole where a value is not finite", () => {
  const { points, holes } = plotPoints(columnsOf([1, 2, 3, 4], [5, NaN, Infinity, 2]), PLAIN);
  assert.deepEqual(points.map((point) => point.y), [5, NaN, NaN, 2]);
  assert.deepEqual(holes, [{ x: 2, kind: "nan" }, { x: 3, kind: "above" }]);
});

Deno.test("plotPoints() notes a hole for 0 and negative values when the axis is logarithmic", () => {
  const { points, holes } = plotPoints(columnsOf([1, 2, 3], [1, 0, -2]), { ...PLAIN, y: "log" });
  assert.deepEqual(points.map((point) => point.y), [1, NaN, NaN]);
  assert.deepEqual(holes, [{ x: 2, kind: "not-positive" }, { x: 3, kind: "not-positive" }]);
});

Deno.test("plotPoints() counts seconds from the start on a time axis", () => {
  const { points } = plotPoints(columnsOf([1, 2], [5, 4]), { ...PLAIN, x: "elapsed", startMs: 1000 });
  assert.deepEqual(points.map((point) => point.x), [0, 0.5]);
});

Deno.test("plotPoints() draws only the points within the range, both ends included", () => {
  const columns = columnsOf([1, 2, 3, 4], [5, 4, 3, 2]);
  const { points } = plotPoints(columns, { ...PLAIN, minX: 2, maxX: 3 });
  assert.deepEqual(points.map((point) => point.x), [2, 3]);
});

Deno.test("plotPoints() draws the given values instead of the columns' own", () => {
  const { points } = plotPoints(columnsOf([1, 2], [5, 4]), PLAIN, [5, 4.5]);
  assert.deepEqual(points.map((point) => point.y), [5, 4.5]);
});

Deno.test("findPointOfLine() finds the point by its value, else the last of the line", () => {
  const columns = decodeColumns({
    step: [1, 2, 3],
    value: [9, 8, 7],
    line: [4, 4, 5],
    timestamp: [0, 0, 0],
    epoch: [null, null, 1],
    global_step: [null, null, 1],
  });
  assert.equal(findPointOfLine(columns, 4, 9), 0);
  assert.equal(findPointOfLine(columns, 4), 1);
  assert.equal(findPointOfLine(columns, 6), -1);
});

Deno.test("findPointNearLine() finds the point of the nearest line when the line has none", () => {
  const columns = decodeColumns({
    step: [1, 2, 3],
    value: [9, 8, 7],
    line: [4, 10, 20],
    timestamp: [0, 0, 0],
    epoch: [null, null, null],
    global_step: [null, null, null],
  });
  assert.deepEqual([1, 10, 14, 16, 99].map((line) => findPointNearLine(columns, line)), [0, 1, 1, 2, 2]);
  assert.equal(
    findPointNearLine(decodeColumns({ step: [], value: [], line: [], timestamp: [], epoch: [], global_step: [] }), 1),
    -1,
  );
});

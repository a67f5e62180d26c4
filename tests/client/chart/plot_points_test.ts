import assert from "node:assert/strict";
import { decodeColumns } from "../../../lib/client/chart/metric_columns.ts";
import { nearestPoint, placeOfLine, placePoints, type PlotOptions } from "../../../lib/client/chart/plot_points.ts";

const PLAIN: PlotOptions = { x: "step", startMs: 0, y: "linear", minStep: null, maxStep: null };

function columnsOf(step: number[], value: number[]) {
  return decodeColumns({
    step,
    value,
    line: step.map((_, at) => at + 1),
    timestamp: step.map((_, at) => 1000 + at * 500),
    epoch: step.map(() => null),
  });
}

Deno.test("placePoints() draws a point for each step", () => {
  assert.deepEqual(placePoints(columnsOf([1, 2], [5, 4]), PLAIN), {
    points: [{ x: 1, y: 5, place: 0 }, { x: 2, y: 4, place: 1 }],
    holes: [],
  });
});

Deno.test("placePoints() breaks the line when the step goes back", () => {
  const { points } = placePoints(columnsOf([1, 9, 2], [5, 4, 3]), PLAIN);
  assert.deepEqual(points.map((point) => point.place), [0, 1, -1, 2]);
  assert.ok(Number.isNaN(points[2]!.y));
});

Deno.test("placePoints() interrupts the line and marks the place when a value is no number", () => {
  const { points, holes } = placePoints(columnsOf([1, 2, 3, 4], [5, NaN, Infinity, 2]), PLAIN);
  assert.deepEqual(points.map((point) => point.y), [5, NaN, NaN, 2]);
  assert.deepEqual(holes, [2, 3]);
});

Deno.test("placePoints() marks values of zero and below when the axis is logarithmic", () => {
  const { points, holes } = placePoints(columnsOf([1, 2, 3], [1, 0, -2]), { ...PLAIN, y: "log" });
  assert.deepEqual(points.map((point) => point.y), [1, NaN, NaN]);
  assert.deepEqual(holes, [2, 3]);
});

Deno.test("placePoints() counts seconds from the start on a time axis", () => {
  const { points } = placePoints(columnsOf([1, 2], [5, 4]), { ...PLAIN, x: "time", startMs: 1000 });
  assert.deepEqual(points.map((point) => point.x), [0, 0.5]);
});

Deno.test("placePoints() draws what is within the range, ends included", () => {
  const columns = columnsOf([1, 2, 3, 4], [5, 4, 3, 2]);
  const { points } = placePoints(columns, { ...PLAIN, minStep: 2, maxStep: 3 });
  assert.deepEqual(points.map((point) => point.x), [2, 3]);
});

Deno.test("placePoints() draws other values at the same places when it is given some", () => {
  const { points } = placePoints(columnsOf([1, 2], [5, 4]), PLAIN, [5, 4.5]);
  assert.deepEqual(points.map((point) => point.y), [5, 4.5]);
});

Deno.test("nearestPoint() goes by x, and by y among points of the same x", () => {
  const { points } = placePoints(columnsOf([1, 2, 2], [5, 4, 1]), PLAIN);
  const found = nearestPoint(points, { x: 1.8, y: 1.5 }, (point) => point);
  assert.equal(found?.point.place, 2);
  assert.equal(nearestPoint([], { x: 0, y: 0 }, (point) => point), null);
});

Deno.test("placeOfLine() finds the point by its value when a line printed several", () => {
  const columns = decodeColumns({
    step: [1, 2, 3],
    value: [9, 8, 7],
    line: [4, 4, 5],
    timestamp: [0, 0, 0],
    epoch: [null, null, 1],
  });
  assert.equal(placeOfLine(columns, 4, 9), 0);
  assert.equal(placeOfLine(columns, 4), 1);
  assert.equal(placeOfLine(columns, 6), -1);
});

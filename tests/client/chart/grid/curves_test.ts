import assert from "node:assert/strict";
import {
  axisOf,
  type Curve,
  drawnAt,
  drawnValues,
  nearestIndex,
  nearestValue,
  positionsOf,
  spanOf,
  valuesAt,
} from "../../../../lib/client/chart/grid/curves.ts";
import { createColumns } from "../../../../lib/series/columns.ts";

/** A curve through `[x, y]` points. */
function curveOf(runId: string, ...points: [number, number][]): Curve {
  const columns = createColumns(points.length);
  columns.step.set(points.map(([x]) => x));
  columns.value.set(points.map(([, y]) => y));
  const look = { metric: "loss", name: runId, style: 1, isSecond: false };
  return { ...look, runId, columns, x: columns.step, line: { x: columns.step, step: columns.step, y: columns.value } };
}

Deno.test("positionsOf() gives the positions of the chosen axis", () => {
  const columns = createColumns(2);
  columns.step.set([1, 2]);
  columns.time.set([5_000, 7_500]);
  columns.epoch.set([NaN, 1]);
  columns.globalStep.set([100, 200]);
  const on = (x: "step" | "global_step" | "epoch" | "elapsed" | "time", isPaired = false) => [
    ...positionsOf(columns, { x, startMs: 4_000, isPaired }),
  ];
  assert.deepEqual(on("step"), [1, 2]);
  assert.deepEqual(on("elapsed"), [1, 3.5]);
  assert.deepEqual(on("time"), [5_000, 7_500]);
  assert.deepEqual(on("epoch"), [NaN, 1]);
  assert.deepEqual(on("global_step"), [100, 200]);
  assert.deepEqual(on("step", true), [100, 200], "training and validation share the training's steps");
});

Deno.test("positionsOf() keeps the metric's own steps where the log shows no training steps", () => {
  const columns = createColumns(1);
  columns.step.set([3]);
  columns.globalStep.set([NaN]);
  assert.deepEqual([...positionsOf(columns, { x: "step", startMs: 0, isPaired: true })], [3]);
});

Deno.test("spanOf() gives the range of what can be drawn within a window", () => {
  const curves = [curveOf("a", [0, 5], [1, NaN], [2, -1]), curveOf("b", [1, 3])];
  assert.deepEqual(spanOf(curves, "x"), { low: 0, high: 2 });
  assert.deepEqual(spanOf(curves, "y"), { low: -1, high: 5 });
  assert.deepEqual(spanOf(curves, "y", { low: 0, high: 1 }), { low: 3, high: 5 });
  assert.deepEqual(spanOf(curves, "y", undefined, true), { low: 3, high: 5 });
  assert.deepEqual(spanOf([], "y"), { low: NaN, high: NaN });
});

Deno.test("nearestIndex() finds the nearest x, also behind a restart and beside missing ones", () => {
  assert.equal(nearestIndex(Float64Array.of(0, 10, 20, 5, 15), 14), 4);
  assert.equal(nearestIndex(Float64Array.of(NaN, 10), 0), 1);
  assert.equal(nearestIndex(Float64Array.of(NaN), 0), -1);
});

Deno.test("valuesAt() gives every curve's value, highest first and NaN last", () => {
  const curves = [curveOf("nan", [0, NaN]), curveOf("low", [0, 1]), curveOf("inf", [0, Infinity]), curveOf("none")];
  assert.deepEqual(valuesAt(curves, 3).map(({ curve, value }) => [curve.runId, value]), [
    ["inf", Infinity],
    ["low", 1],
    ["nan", NaN],
  ]);
});

Deno.test("nearestValue() marks the curve nearest to the pointer", () => {
  const values = valuesAt([curveOf("a", [0, 1]), curveOf("b", [0, 8])], 0);
  assert.equal(nearestValue(values, 6, (value) => value)!.curve.runId, "b");
  assert.equal(nearestValue([], 6, (value) => value), null);
});

Deno.test("drawnValues() smooths what is drawn, and the value itself stays", () => {
  const { columns } = curveOf("a", [0, 0], [1, 1]);
  assert.equal(drawnValues(columns, 0), columns.value);
  assert.ok(drawnValues(columns, 0.5)[1]! < 1);
});

Deno.test("drawnValues() smooths thinned points as far as all points would be", () => {
  const { columns } = curveOf("a", ...Array.from({ length: 10 }, (_, x): [number, number] => [x, x]));
  const lag = (total?: number) => 9 - drawnValues(columns, 0.9, total)[9]!;
  // Of a line, an average with weight w lags behind by about w / (1 - w) points: 0.9 ** 10 is 0.35, and 0.9 ** 100 nothing.
  assert.ok(Math.abs(lag(100) - 0.35 / 0.65) < 0.02, `${lag(100)}`);
  assert.ok(lag(1_000_000) < 1e-3 && lag() > 2);
});

Deno.test("drawnAt() gives the smoothed line's value at the position of a point, wherever its own points are", () => {
  const curve = {
    ...curveOf("a", [0, 5], [10, 7]),
    line: { x: Float64Array.of(0, 4, 9), step: Float64Array.of(0, 4, 9), y: Float64Array.of(5, 6, 6.5) },
  };
  assert.equal(drawnAt({ curve, index: 1 }), 6.5);
  assert.equal(drawnAt({ curve: curveOf("a", [0, 5], [10, 7]), index: 1 }), 7);
});

Deno.test("valuesAt() gives the exact value beside a drawn point, and says so where only that of the drawn point is known", () => {
  const curves = [curveOf("here", [5, 1]), curveOf("known", [4, 2]), curveOf("near", [4, 3]), curveOf("whole", [4, 4])];
  const values = valuesAt(curves, 5, {
    exact: ({ runId }) => runId === "known" || runId === "here" ? 9 : undefined,
    isThinned: ({ runId }) => runId !== "whole",
  });
  assert.deepEqual(values.map(({ curve, value, isNear }) => [curve.runId, value, isNear]), [
    ["known", 9, false],
    ["whole", 4, false],
    ["near", 3, true],
    ["here", 1, false],
  ]);
});

Deno.test("axisOf() says when training and validation stand at the training's steps", () => {
  const curve = curveOf("a", [1, 2]), paired = { ...curve, x: curve.columns.globalStep };
  assert.deepEqual([axisOf(curve, "step"), axisOf(paired, "step"), axisOf(paired, "epoch")], [
    "step",
    "global_step",
    "epoch",
  ]);
});

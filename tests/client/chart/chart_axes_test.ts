import assert from "node:assert/strict";
import { axesOf } from "../../../lib/client/chart/chart_axes.ts";

const line = (...points: [x: number, y: number][]) => ({ points: points.map(([x, y]) => ({ x, y })) });
const ANY = { y: "linear", minX: null, maxX: null } as const;

Deno.test("axesOf() spans the points of all lines, and widens only the y axis to whole ticks", () => {
  const axes = axesOf({ ...ANY, lines: [line([3, 0.4], [40, 2.1]), line([1, 1])] });
  assert.deepEqual(axes.x, { low: 1, high: 40, ticks: [10, 20, 30, 40] });
  assert.deepEqual(axes.y, { low: 0, high: 2.5, ticks: [0, 0.5, 1, 1.5, 2, 2.5] });
});

Deno.test("axesOf() counts the x position of a point that has no value", () => {
  const { x, y } = axesOf({ ...ANY, lines: [line([0, 1], [10, NaN])] });
  assert.deepEqual([x.low, x.high], [0, 10]);
  assert.deepEqual([y!.low, y!.high], [0.4, 1.6]);
});

Deno.test("axesOf() reaches as far as the chosen range of steps when it is wider than the points", () => {
  const { x } = axesOf({ ...ANY, lines: [line([20, 1], [30, 2])], minX: 0, maxX: 100 });
  assert.deepEqual([x.low, x.high], [0, 100]);
});

Deno.test("axesOf() has no y axis when it is logarithmic", () => {
  assert.equal(axesOf({ ...ANY, lines: [line([1, 1])], y: "log" }).y, null);
});

Deno.test("axesOf() is 0 to 1 when there are no lines", () => {
  const { x, y } = axesOf({ ...ANY, lines: [] });
  assert.deepEqual([x.low, x.high, y!.low, y!.high], [0, 1, 0, 1]);
});

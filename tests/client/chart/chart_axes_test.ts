import assert from "node:assert/strict";
import { axesOf } from "../../../lib/client/chart/chart_axes.ts";
import * as more from "../../../lib/series/any_axis.ts";

const line = (...points: [x: number, y: number][]) => ({ points: points.map(([x, y]) => ({ x, y })) });
const ANY = { x: "step", title: "loss", y: "linear", clip: false, minX: null, maxX: null } as const;

Deno.test("axesOf() spans the points of all lines, and widens only the y axis to whole ticks", () => {
  const axes = axesOf({ ...ANY, lines: [line([3, 0.4], [40, 2.1]), line([1, 1])] }, more);
  assert.deepEqual(axes.x, {
    low: 1,
    high: 40,
    ticks: [10, 20, 30, 40],
    texts: ["10", "20", "30", "40"],
    title: "step",
  });
  assert.deepEqual([axes.y.low, axes.y.high, axes.y.ticks], [0, 2.5, [0, 0.5, 1, 1.5, 2, 2.5]]);
  assert.equal(axes.y.title, "loss");
});

Deno.test("axesOf() counts the x position of a point that has no value", () => {
  const { x, y } = axesOf({ ...ANY, lines: [line([0, 1], [10, NaN])] }, more);
  assert.deepEqual([x.low, x.high], [0, 10]);
  assert.deepEqual([y.low, y.high], [0.4, 1.6]);
});

Deno.test("axesOf() reaches as far as the chosen range of steps when it is wider than the points", () => {
  const { x } = axesOf({ ...ANY, lines: [line([20, 1], [30, 2])], minX: 0, maxX: 100 }, more);
  assert.deepEqual([x.low, x.high], [0, 100]);
});

Deno.test("axesOf() says that a y axis is logarithmic, and leaves values out that it can't show", () => {
  const { y } = axesOf({ ...ANY, lines: [line([1, 0.02], [2, 3], [3, 0])], y: "log" }, more);
  assert.deepEqual([y.low, y.high, y.title], [0.02, 5, "loss (log)"]);
});

Deno.test("axesOf() is 0 to 1 when there are no lines", () => {
  const { x, y } = axesOf({ ...ANY, lines: [] }, more);
  assert.deepEqual([x.low, x.high, y.low, y.high], [0, 1, 0, 1]);
});

Deno.test("axesOf() has plain axes until those of time and logarithmic ones are loaded", () => {
  const options = { ...ANY, x: "elapsed", y: "log", lines: [line([1, 0.02], [60, 3])] } as const;
  assert.deepEqual([axesOf(options, null).isLog, axesOf(options, null).y.low], [false, 0]);
  assert.deepEqual([axesOf(options, more).isLog, axesOf(options, more).y.low], [true, 0.02]);
});

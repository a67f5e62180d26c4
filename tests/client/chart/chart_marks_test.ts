import assert from "node:assert/strict";
import type { Chart } from "chart.js";
import { type ChartMarks, drawMarks } from "../../../lib/client/chart/chart_marks.ts";

/** What is drawn on a chart of 100 by 50 pixels at (10, 20), with x positions 0 to 100: boxes, and the centres of crosses. */
function draw(marks: ChartMarks) {
  const boxes: unknown[] = [];
  const crosses: unknown[] = [];
  let corner: number[] = [];
  const ctx = {
    fillStyle: "",
    strokeStyle: "",
    save() {},
    restore() {},
    beginPath: () => corner = [],
    moveTo: (x: number, y: number) => corner.push(x, y),
    lineTo: (x: number, y: number) => corner.push(x, y),
    stroke() {
      const [left, top, right, bottom] = corner;
      crosses.push([(left! + right!) / 2, (top! + bottom!) / 2, ctx.strokeStyle]);
    },
    fillRect: (...box: number[]) => boxes.push([...box, ctx.fillStyle]),
  };
  const chart = {
    ctx,
    chartArea: { left: 10, right: 110, top: 20, bottom: 70 },
    scales: { x: { getPixelForValue: (value: number) => 10 + value } },
  };
  drawMarks(chart as unknown as Chart, { marks, colour: (name) => name });
  return { boxes, crosses };
}

Deno.test("drawMarks() shades a gap over the full height", () => {
  assert.deepEqual(draw({ gaps: [[20, 50]], holes: [] }).boxes, [[30, 20, 30, 50, "--warn"]]);
});

Deno.test("drawMarks() cuts a gap at the edges of the chart", () => {
  assert.deepEqual(draw({ gaps: [[-40, 5], [90, 400]], holes: [] }).boxes, [
    [10, 20, 5, 50, "--warn"],
    [100, 20, 10, 50, "--warn"],
  ]);
});

Deno.test("drawMarks() draws a cross at the bottom, in the colour of the run", () => {
  assert.deepEqual(draw({ gaps: [], holes: [{ x: 30, style: 2 }] }).crosses, [[40, 63, "--run-2"]]);
});

Deno.test("drawMarks() draws no cross outside the chart", () => {
  assert.deepEqual(draw({ gaps: [], holes: [{ x: -20, style: 1 }, { x: 130, style: 1 }] }).crosses, []);
});

import assert from "node:assert/strict";
import type { Chart } from "chart.js";
import { type ChartMarks, drawMarks } from "../../../lib/client/chart/chart_marks.ts";

/** What is drawn on a chart of 100 by 50 pixels at (10, 20), with x positions 0 to 100: boxes and signs. */
function draw(marks: ChartMarks) {
  const boxes: unknown[] = [];
  const signs: unknown[] = [];
  const ctx = {
    fillStyle: "",
    save() {},
    restore() {},
    fillText: (sign: string, ...at: number[]) => signs.push([sign, ...at, ctx.fillStyle]),
    fillRect: (...box: number[]) => boxes.push([...box, ctx.fillStyle]),
  };
  const chart = {
    ctx,
    chartArea: { left: 10, right: 110, top: 20, bottom: 70 },
    scales: { x: { getPixelForValue: (value: number) => 10 + value } },
  };
  drawMarks(chart as unknown as Chart, { marks, colour: (name) => name });
  return { boxes, signs };
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

Deno.test("drawMarks() has a sign for each kind of value, in the colour of the run: +∞ at the top, the others at the bottom", () => {
  const kinds = ["nan", "above", "below", "not-positive"] as const;
  const holes = kinds.map((kind, at) => ({ x: 10 * at, kind, style: 2 }));
  assert.deepEqual(draw({ gaps: [], holes }).signs, [
    ["×", 10, 67, "--run-2"],
    ["▲", 20, 32, "--run-2"],
    ["▼", 30, 67, "--run-2"],
    ["○", 40, 67, "--run-2"],
  ]);
});

Deno.test("drawMarks() draws no sign outside the chart", () => {
  const at = (x: number) => ({ x, kind: "nan" as const, style: 1 });
  assert.deepEqual(draw({ gaps: [], holes: [at(-20), at(130)] }).signs, []);
});

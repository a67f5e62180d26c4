/**
 * Draws marks over the lines of a chart: a shade for each gap, and a cross for each value that can't be drawn.
 *
 * @module
 */
import type { Chart } from "chart.js";

/** The marks of a chart, in the units of its axes. */
export interface ChartMarks {
  /** Ranges of x without points. */
  gaps: readonly (readonly [number, number])[];
  /** The x positions of values that can't be drawn, with the style of their line. */
  holes: readonly { x: number; style: number }[];
}

/** The marks, and their colours. */
export interface MarkOptions {
  marks: ChartMarks;
  /** Reads a CSS variable. */
  colour(name: string): string;
}

/** Half the size of a cross, CSS pixels. */
const CROSS_PX = 3.5;

/** Draws the marks on the chart's canvas. */
export function drawMarks(chart: Chart, { marks, colour }: MarkOptions): void {
  const { ctx, chartArea: area } = chart;
  const x = chart.scales.x!;
  const clampX = (value: number) => Math.min(area.right, Math.max(area.left, x.getPixelForValue(value)));
  ctx.save();
  ctx.globalAlpha = 0.1;
  ctx.fillStyle = colour("--warn");
  for (const [from, to] of marks.gaps) {
    const left = clampX(from);
    ctx.fillRect(left, area.top, clampX(to) - left, area.bottom - area.top);
  }
  ctx.globalAlpha = 1;
  ctx.lineWidth = 1.75;
  for (const hole of marks.holes) {
    const at = x.getPixelForValue(hole.x);
    if (at < area.left - 1 || at > area.right + 1) continue;
    ctx.strokeStyle = colour(`--run-${hole.style}`);
    drawCross(ctx, at, area.bottom - 2 * CROSS_PX);
  }
  ctx.restore();
}

function drawCross(ctx: CanvasRenderingContext2D, x: number, y: number): void {
  ctx.beginPath();
  ctx.moveTo(x - CROSS_PX, y - CROSS_PX);
  ctx.lineTo(x + CROSS_PX, y + CROSS_PX);
  ctx.moveTo(x + CROSS_PX, y - CROSS_PX);
  ctx.lineTo(x - CROSS_PX, y + CROSS_PX);
  ctx.stroke();
}

/**
 * Draws marks over the lines of a chart: a shade for each gap, and a sign for each value that can't be drawn.
 *
 * @module
 */
import { colourNumber } from "../../series/run_styles.ts";
import type { Chart } from "chart.js";
import { type Hole, UNDRAWN_SIGNS } from "../../series/undrawn.ts";

/** The marks of a chart, in the units of its axes. */
export interface ChartMarks {
  /** Ranges of x without points. */
  gaps: readonly (readonly [number, number])[];
  /** Values that can't be drawn, with the style of their line. */
  holes: readonly (Hole & { style: number })[];
}

/** The marks, and their colours. */
export interface MarkOptions {
  marks: ChartMarks;
  /** Reads a CSS variable. */
  colour(name: string): string;
}

/** Size of a sign, and its distance from the edge of the chart, CSS pixels. */
const SIGN_PX = 12, EDGE_PX = 3;

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
  ctx.font = `${SIGN_PX}px sans-serif`;
  ctx.textAlign = "center";
  for (const { x: position, kind, style } of marks.holes) {
    const at = x.getPixelForValue(position);
    if (at < area.left - 1 || at > area.right + 1) continue;
    ctx.fillStyle = colour(`--run-${colourNumber(style)}`);
    ctx.fillText(UNDRAWN_SIGNS[kind], at, kind === "above" ? area.top + SIGN_PX : area.bottom - EDGE_PX);
  }
  ctx.restore();
}

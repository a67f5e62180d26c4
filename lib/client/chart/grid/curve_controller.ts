/**
 * How Chart.js draws the curves of a small chart: straight from arrays of numbers. Chart.js' own controller of lines makes an object of every
 * point, which takes ten times as long for twenty runs. Its only text are the signs of
 * values that can't be drawn.
 *
 * @module
 */
import type { Chart } from "chart.js";
import { isNewSegment } from "../../../series/segments.ts";
import { type Hole, UNDRAWN_SIGNS } from "../../../series/undrawn.ts";
// @ts-types="../chart_parts.ts"
import { DatasetController } from "../chart_parts.gen.js";

/** A line as it is drawn. */
export interface DrawnCurve {
  x: ArrayLike<number>;
  step: ArrayLike<number>;
  /** A line is interrupted where this is not finite, or not positive on a logarithmic axis. */
  y: ArrayLike<number>;
  /** Values that can't be drawn. */
  signs: readonly Hole[];
  colour: string;
  dash: readonly number[];
  /** CSS pixels. */
  width: number;
  /** 0 to 1. */
  alpha: number;
}

/** A line with at most this many points shows each of them as a dot. */
const DOTTED_POINTS = 60;
/** Size of a sign, and its distance from the edge of the chart, CSS pixels. */
const SIGN_PX = 10, SIGN_EDGE_PX = 2;
/** Radius of a dot, CSS pixels. */
const DOT_PX = 2;

/** Draws the curves of `chart.options.curves`. It has one dataset without points, so Chart.js keeps nothing of them. */
export class CurveController extends DatasetController {
  static id = "curves";
  static defaults = { dataElementType: "point", datasetElementType: false };
  override update(): void {}
  override draw(): void {
    for (const curve of curvesOf(this.chart)) {
      drawCurve(this.chart, curve);
      if (curve.signs.length > 0) drawSigns(this.chart, curve);
    }
  }
}

const held = new WeakMap<object, readonly DrawnCurve[]>();

/** Gives a chart other curves. */
export function setCurves(chart: object, curves: readonly DrawnCurve[]): void {
  held.set(chart, curves);
}

const curvesOf = (chart: object): readonly DrawnCurve[] => held.get(chart) ?? [];

function drawSigns({ ctx, chartArea: area, scales }: Chart, { signs, colour, alpha }: DrawnCurve): void {
  ctx.save();
  ctx.globalAlpha = alpha;
  ctx.fillStyle = colour;
  ctx.font = `${SIGN_PX}px sans-serif`;
  ctx.textAlign = "center";
  for (const { x, kind } of signs) {
    const left = scales.x!.getPixelForValue(x), isAbove = kind === "above";
    if (left < area.left - 1 || left > area.right + 1) continue;
    ctx.fillText(UNDRAWN_SIGNS[kind], left, isAbove ? area.top + SIGN_PX : area.bottom - SIGN_EDGE_PX);
  }
  ctx.restore();
}

function drawCurve({ ctx, chartArea: area, scales }: Chart, curve: DrawnCurve): void {
  const { x, y, colour, dash, width, alpha } = curve;
  const xScale = scales.x!, yScale = scales.y!, count = x.length;
  ctx.save();
  ctx.beginPath();
  ctx.rect(area.left - width, area.top - width, area.right - area.left + 2 * width, area.bottom - area.top + 2 * width);
  ctx.clip();
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.globalAlpha = alpha;
  ctx.lineWidth = width;
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.setLineDash([...dash]);
  ctx.beginPath();
  let isDown = false, before = -1;
  const dots: [number, number][] = [];
  for (let at = 0; at < count; at++) {
    const left = xScale.getPixelForValue(x[at]!), top = yScale.getPixelForValue(y[at]!);
    if (!Number.isFinite(left) || !Number.isFinite(top) || !Number.isFinite(y[at]!)) {
      isDown = false;
      continue;
    }
    if (isDown && !isNewSegment(curve, at, before)) ctx.lineTo(left, top);
    else ctx.moveTo(left, top);
    const isAlone = !isDown && !Number.isFinite(y[at + 1] ?? NaN);
    if (count <= DOTTED_POINTS || isAlone) dots.push([left, top]);
    isDown = true;
    before = at;
  }
  ctx.stroke();
  ctx.setLineDash([]);
  for (const [left, top] of dots) {
    ctx.beginPath();
    ctx.arc(left, top, Math.max(DOT_PX, width), 0, 2 * Math.PI);
    ctx.fill();
  }
  ctx.restore();
}

/**
 * The canvas of a small chart: axes by Chart.js, curves by `curve_controller.ts`. A chart that leaves the window gives its canvas to the next
 * one that comes into sight: to set one up takes longer than to draw on it. Knows no pointer and no text but its ticks.
 *
 * @module
 */
import type { ChartConfiguration, Scale } from "chart.js";
import { PANEL_GAPS, type WrittenAxis } from "../../../series/axis.ts";
import { createXAxis, createYAxis } from "../../../series/any_axis.ts";
import type { WireAxis } from "../../../wire/points.ts";
import { scaleRange } from "../chart_axes.ts";
import { zoneOf } from "../reader_zone.ts";
// @ts-types="../chart_parts.ts"
import { BasicPlatform, Chart, LinearScale, PointElement } from "../chart_parts.gen.js";
import { createLogScale } from "../log_scale.ts";
import { CurveController, type DrawnCurve, setCurves } from "./curve_controller.ts";
import type { AxisSpan } from "./curves.ts";
import { type PlotSize, watchSize } from "./plot_size.ts";

/** What the chart shows. */
export interface PanelPicture {
  curves: readonly DrawnCurve[];
  x: AxisSpan;
  y: AxisSpan;
  /** What the x axis shows. */
  axis: WireAxis;
  isLog: boolean;
}

/** Colours and font of the page's theme. */
export interface PanelTheme {
  line: string;
  lineStrong: string;
  muted: string;
  font: string;
}

/** A chart on a canvas. */
export interface PanelChart {
  /** Shows this plot instead of the previous one. */
  update(plot: PanelPicture, theme: PanelTheme): void;
  /** Draws other curves on the same axes. */
  redraw(curves: readonly DrawnCurve[]): void;
  /** CSS pixels from the left edge of the canvas. */
  pixelOfX(x: number): number;
  /** CSS pixels from the top of the canvas. */
  pixelOfY(y: number): number;
  /** The x at so many CSS pixels from the left edge of the canvas. */
  xAt(pixel: number): number;
  /** The area with the curves, CSS pixels from the upper left corner. */
  area(): { left: number; right: number; top: number; bottom: number };
  close(): void;
}

/** A logarithmic axis is thinned to so many ticks. */
const LOG_TICKS_MAX = 4;
/** Width of the y axis, CSS pixels: the same in all panels, so that the same x is below one another. */
const AXIS_PX = 52;

/** So many canvases wait for charts at most. */
const IDLE_MAX = 32;

type AxesChart = Chart<"line", never[]>;

/** Charts with their canvases that are on no page now. */
const idle: AxesChart[] = [];

/**
 * Creates a chart within an element, which gives its size: it gets its canvas with the first plot. `onResize` is called after it was drawn in
 * another size. Chart.js is kept from measuring the page: that cost a layout for each of twenty charts that come into sight together.
 */
export function createPanelChart(box: HTMLElement, onResize: () => void): PanelChart {
  let chart: AxesChart | null = null, size: PlotSize | null = null;
  const unwatch = watchSize(box, (now) => {
    size = now;
    if (!chart || (chart.width === now.width && chart.height === now.height)) return;
    chart.resize(now.width, now.height);
    onResize();
  });
  const drawn = () => chart!;
  return {
    update(plot, theme) {
      chart ??= takeChart(size ?? sizeNow(box));
      setCurves(chart, plot.curves);
      setAxes(chart, plot, theme);
      chart.update("none");
      // Drawn before it is on the page: a font that is set on a canvas of a page makes the browser find all styles anew, for each chart.
      if (chart.canvas.parentElement !== box) box.append(chart.canvas);
    },
    redraw(curves) {
      setCurves(drawn(), curves);
      drawn().draw();
    },
    pixelOfX: (x) => drawn().scales.x!.getPixelForValue(x),
    pixelOfY: (y) => drawn().scales.y!.getPixelForValue(y),
    xAt: (pixel) => drawn().scales.x!.getValueForPixel(pixel)!,
    area: () => drawn().chartArea,
    close() {
      unwatch();
      if (chart) giveBack(chart);
    },
  };
}

const sizeNow = ({ clientWidth, clientHeight }: Element): PlotSize => ({ width: clientWidth, height: clientHeight });

/** A chart of this size: one that waits, or a new one. */
function takeChart(size: PlotSize): AxesChart {
  const chart = idle.pop() ?? setUp(size);
  const isSame = chart.currentDevicePixelRatio === globalThis.devicePixelRatio;
  if (!isSame) chart.options.devicePixelRatio = globalThis.devicePixelRatio;
  if (!isSame || chart.width !== size.width || chart.height !== size.height) chart.resize(size.width, size.height);
  return chart;
}

function giveBack(chart: AxesChart): void {
  chart.canvas.remove();
  setCurves(chart, []);
  if (idle.length < IDLE_MAX) idle.push(chart);
  else chart.destroy();
}

function setUp({ width, height }: PlotSize): AxesChart {
  Chart.register(CurveController, PointElement, LinearScale, createLogScale(LinearScale));
  const canvas = document.createElement("canvas");
  canvas.ariaHidden = "true";
  canvas.width = width;
  canvas.height = height;
  return new Chart(canvas, configure()) as AxesChart;
}

const finiteOr = (bound: number): number | null => Number.isFinite(bound) ? bound : null;

function configure(): ChartConfiguration<"line", never[]> {
  return {
    platform: BasicPlatform,
    type: "curves" as "line",
    data: { datasets: [{ data: [] }] },
    options: {
      animation: false,
      responsive: false,
      devicePixelRatio: globalThis.devicePixelRatio,
      maintainAspectRatio: false,
      events: [],
      layout: { padding: { top: 8, right: 12, bottom: 2 } },
      scales: {
        // Nothing is seen before the first points: what the server drew is still there then.
        x: { type: "linear", display: false },
        y: {
          type: "linear",
          display: false,
          afterFit: (scale) => scale.width = AXIS_PX,
        },
      },
    },
  };
}

function setAxes(chart: AxesChart, { x: { low, high }, y, axis, isLog }: PanelPicture, theme: PanelTheme): void {
  const bounds = { minX: finiteOr(low), maxX: finiteOr(high) }, gaps = PANEL_GAPS;
  const xAxis = createXAxis([[low, high]], { x: axis, ...bounds, gaps, zone: zoneOf(axis, low) });
  const yAxis = createYAxis([[y.low, y.high]], { y: isLog ? "log" : "linear", title: "", gaps });
  setAxis(chart, "x", { axis: xAxis, isLog: false, theme });
  setAxis(chart, "y", { axis: yAxis, isLog, theme });
}

/** Sets an axis whole: what Chart.js gives back of its options can't be written into them again. */
function setAxis(
  chart: AxesChart,
  name: "x" | "y",
  { axis, isLog, theme }: { axis: WrittenAxis; isLog: boolean; theme: PanelTheme },
): void {
  Object.assign(chart.options.scales![name]!, {
    ...scaleRange(axis, isLog),
    display: true,
    afterBuildTicks: (scale: Scale) => {
      scale.ticks = axis.ticks.map((value) => ({ value }));
    },
    afterTickToLabelConversion: (scale: Scale) => {
      for (const tick of scale.ticks) tick.label = axis.texts[axis.ticks.indexOf(tick.value)] ?? "";
    },
    grid: { color: theme.line, drawTicks: false, display: name === "y" },
    border: { color: theme.lineStrong, display: name === "x" },
    ticks: {
      ...(name === "x" ? { maxRotation: 0, autoSkipPadding: 16, padding: 3 } : { padding: 5 }),
      ...(isLog ? { maxTicksLimit: LOG_TICKS_MAX } : {}),
      color: theme.muted,
      font: { family: theme.font, size: 10.5 },
    },
  });
}

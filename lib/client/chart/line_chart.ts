/**
 * The canvas: Chart.js with the parts that draw lines, and no others. A chart is created once and then gets new points.
 * It knows no pointer, no text and no table. Colours come from the page's CSS variables.
 *
 * @module
 */
import { colourNumber } from "../../series/run_styles.ts";
import type { ChartConfiguration, Scale } from "chart.js";
import type { WrittenAxis } from "../../series/axis.ts";
import { watchColours } from "../frame/theme.ts";
import { axesOf, type AxesOptions, scaleRange } from "./chart_axes.ts";
import type { ChartMarks } from "./chart_marks.ts";
// @ts-types="./chart_parts.ts"
import { Chart, LinearScale, LineController, LineElement, PointElement } from "./chart_parts.gen.js";
import { moreAxes } from "./later_axes.ts";
import { dotLookOf, type LineDataset, type PlotLine, type PlotPoint, syncDatasets } from "./line_datasets.ts";

/** Everything that a chart shows at one time. */
export interface Plot extends AxesOptions {
  lines: readonly PlotLine[];
  marks: ChartMarks;
}

/** A chart on a canvas. */
export interface LineChart {
  /** Shows this plot instead of the previous one. */
  update(plot: Plot): void;
  /** Where a point is on the canvas, CSS pixels from the upper left corner. */
  pixelOf(point: PlotPoint): { x: number; y: number };
  /** Upper and lower edge of the area with the lines, CSS pixels from the top of the canvas. */
  edges(): { top: number; bottom: number };
  /** The shown part of the x axis, and where its ends are: CSS pixels from the left edge of the canvas. */
  span(): { low: number; high: number; left: number; right: number };
  /** Removes the chart and its listeners from the canvas. */
  close(): void;
}

type CanvasChart = Chart<"line", PlotPoint[]>;

/** Creates a chart. The canvas' parent element gives its size; `onResize` is called after it was drawn in a new size. */
export function createLineChart(canvas: HTMLCanvasElement, onResize: () => void): LineChart {
  Chart.register(LineController, LineElement, PointElement, LinearScale);
  let plot: Plot | null = null;
  let width = 0, area = "";
  let dotLook = "";
  const colour = (name: string) => readColour(canvas, name);
  const chart: CanvasChart = new Chart(
    canvas,
    configure((drawn) => {
      if (drawn.width !== width) queueMicrotask(onResize);
      width = drawn.width;
      area = placeServerMarks(drawn, area);
      if (plot) moreAxes.peek()?.drawMarks(drawn, { marks: plot.marks, colour });
    }),
  );
  const repaint = () => {
    paintAxes(chart, getComputedStyle(canvas).fontFamily, colour);
    paintLines(chart, plot?.lines ?? [], colour);
    const look = dotLookOf(datasetsOf(chart));
    // In the mode "none", which is faster, Chart.js keeps the radius and the colour that the dots of a line had at first.
    chart.update(look === dotLook ? "none" : undefined);
    dotLook = look;
  };
  const unwatch = watchColours(repaint);
  return {
    update(next) {
      plot = next;
      scaleAxes(chart, next);
      syncDatasets(datasetsOf(chart), next.lines);
      repaint();
    },
    pixelOf: (point) => pixelOf(chart, point),
    edges: () => ({ top: chart.chartArea.top, bottom: chart.chartArea.bottom }),
    span: () => spanOfChart(chart),
    close() {
      unwatch();
      chart.destroy();
    },
  };
}

/**
 * The server's marks lie above the canvas until the chart is touched, and its axis may be wider than that of the server's drawing. Returns the
 * margins of the lines' area as text, and writes them into the frame unless they are what they were.
 */
function placeServerMarks({ canvas, width, chartArea: { left, right } }: Chart, before: string): string {
  const now = `${left} ${width - right}`, style = canvas.closest<HTMLElement>(".chart-frame")?.style;
  if (now === before || !style) return before;
  style.setProperty("--area-left", `${left}px`);
  style.setProperty("--area-right", `${width - right}px`);
  return now;
}

function spanOfChart({ scales, chartArea: { left, right } }: CanvasChart): ReturnType<LineChart["span"]> {
  return { low: scales.x!.min, high: scales.x!.max, left, right };
}

function pixelOf({ scales }: CanvasChart, { x, y }: PlotPoint): { x: number; y: number } {
  return { x: scales.x!.getPixelForValue(x), y: scales.y!.getPixelForValue(y) };
}

/** Height of the x axis, and width of the y axis unless its numbers need more: those of the server's drawing in chart.css. */
const X_AXIS_PX = 36, Y_AXIS_PX = 56;

function configure(afterDraw: (chart: Chart) => void): ChartConfiguration<"line", PlotPoint[]> {
  return {
    type: "line",
    data: { datasets: [] },
    options: {
      parsing: false,
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      events: [],
      spanGaps: false,
      elements: { line: { borderJoinStyle: "round", borderCapStyle: "round" } },
      layout: { padding: { top: 8, right: 8 } },
      scales: {
        x: {
          type: "linear",
          ticks: { maxRotation: 0, autoSkipPadding: 16 },
          afterFit: (scale) => void (scale.height = X_AXIS_PX),
        },
        y: {
          type: "linear",
          ticks: { padding: 6 },
          afterFit: (scale) => void (scale.width = Math.max(Y_AXIS_PX, scale.width)),
        },
      },
    },
    plugins: [{ id: "marks", afterDatasetsDraw: afterDraw }],
  };
}

/** Sets ranges, ticks and titles. */
function scaleAxes(chart: CanvasChart, plot: Plot): void {
  const more = moreAxes.peek(), { x, y, isLog } = axesOf(plot, more);
  if (isLog) Chart.register(more!.createLogScale(LinearScale));
  const scales = chart.options.scales!;
  Object.assign(scales.x!, scaleOf(x, false));
  Object.assign(scales.y!, scaleOf(y, isLog));
}

function scaleOf(axis: WrittenAxis, isLog: boolean) {
  const { ticks, texts, title } = axis;
  return {
    ...scaleRange(axis, isLog),
    title: { display: true, text: title },
    afterBuildTicks: (scale: Scale) => {
      scale.ticks = ticks.map((value) => ({ value }));
    },
    afterTickToLabelConversion: (scale: Scale) => {
      for (const tick of scale.ticks) tick.label = texts[ticks.indexOf(tick.value)] ?? "";
    },
  };
}

function paintAxes(chart: CanvasChart, family: string, colour: (name: string) => string): void {
  for (const axis of ["x", "y"] as const) {
    const options = chart.options.scales![axis]!;
    Object.assign(options, {
      grid: { color: colour("--line"), drawTicks: false },
      border: { color: colour("--line-strong"), display: axis === "x" },
      ticks: { ...options.ticks, color: colour("--muted"), font: { family, size: 11 } },
      title: { ...options.title, color: colour("--muted"), font: { family, size: 11 }, padding: 2 },
    });
  }
}

function paintLines(chart: CanvasChart, lines: readonly PlotLine[], colour: (name: string) => string): void {
  const datasets = datasetsOf(chart);
  for (const [at, { style, isFaint }] of lines.entries()) {
    const stroke = colour(`--run-${colourNumber(style)}`);
    datasets[at]!.borderColor = isFaint ? withAlpha(stroke, 0.3) : stroke;
    datasets[at]!.pointBackgroundColor = datasets[at]!.borderColor;
  }
}

/** Chart.js' own type of a dataset knows no key. */
function datasetsOf(chart: CanvasChart): LineDataset[] {
  return chart.data.datasets as unknown as LineDataset[];
}

function readColour(canvas: HTMLCanvasElement, name: string): string {
  return getComputedStyle(canvas).getPropertyValue(name).trim() || "#888888";
}

/** `#rrggbb` with an alpha from 0 to 1. A colour in another notation stays opaque. */
function withAlpha(colour: string, alpha: number): string {
  const hex = Math.round(alpha * 255).toString(16).padStart(2, "0");
  return /^#[0-9a-f]{6}$/i.test(colour) ? colour + hex : colour;
}

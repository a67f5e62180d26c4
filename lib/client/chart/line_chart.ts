/**
 * The canvas: Chart.js with the parts that draw lines and nothing else. It is made once and then given new points in
 * place; pointing, words and tables are others' business. Colours come from the page's CSS variables.
 *
 * @module
 */
import {
  Chart,
  type ChartConfiguration,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
} from "chart.js";
import { type ChartMarks, drawMarks } from "./chart_marks.ts";

/** A point as it is drawn. `y` is NaN where the line is interrupted. */
export interface PlotPoint {
  x: number;
  y: number;
}

/** A line to draw. */
export interface PlotLine {
  /** Stays the same as long as it is the same line. */
  key: string;
  /** 1 to 12: the run's colour and dash in chart.css. */
  style: number;
  /** Drawn thin and pale: the points behind a smoothed line. */
  isFaint: boolean;
  points: readonly PlotPoint[];
}

/** Everything a chart shows at one time. */
export interface Plot {
  lines: readonly PlotLine[];
  y: "linear" | "log";
  /** Words of a tick of the x axis. */
  formatX(value: number): string;
  /** The axis reaches at least this far; no point lies beyond. */
  minX: number | null;
  maxX: number | null;
  marks: ChartMarks;
}

/** A chart on a canvas. */
export interface LineChart {
  /** Shows this; points are changed in place. */
  update(plot: Plot): void;
  /** Where a point is on the canvas, CSS pixels from its corner. */
  pixelOf(point: PlotPoint): { x: number; y: number };
  /** Upper and lower edge of what is drawn, CSS pixels from the top of the canvas. */
  edges(): { top: number; bottom: number };
  /** Lets go of the canvas and all listeners. */
  close(): void;
}

type Dataset = {
  key: string;
  data: PlotPoint[];
  borderColor: string;
  borderDash: number[];
  borderWidth: number;
  pointRadius: number | number[];
  pointBackgroundColor: string;
};

/** Dashes of the styles 1 to 12; the SVG and the legend have the same in chart.css. */
const DASHES = [
  ...[[], [7, 4], [2, 4], [9, 4, 2, 4], [12, 5], [4, 3], [9, 3, 2, 3, 2, 3], [1, 5]],
  ...[[12, 4, 2, 4], [2, 4], [10, 4], []],
];
/** Lines of no more points than this show each of them as a dot. */
const DOTTED_POINTS = 60;

/** Puts a chart on a canvas; its parent gives the size, and `onResize` is called when that changed and all is drawn. */
export function createLineChart(canvas: HTMLCanvasElement, onResize: () => void): LineChart {
  Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale);
  let plot: Plot | null = null;
  let width = 0;
  const chart = new Chart(
    canvas,
    configure(() => plot, (drawn) => {
      if (drawn.width !== width) queueMicrotask(onResize);
      width = drawn.width;
      if (plot) {
        drawMarks(drawn, {
          marks: plot.marks,
          colour: (name) => readColour(canvas, name),
        });
      }
    }),
  );
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function paint(): void {
    const colour = (name: string) => readColour(canvas, name);
    const font = { family: getComputedStyle(canvas).fontFamily, size: 11 };
    for (const axis of ["x", "y"] as const) {
      Object.assign(chart.options.scales![axis]!, {
        grid: { color: colour("--line"), drawTicks: false },
        border: { color: colour("--line-strong"), display: axis === "x" },
        ticks: { ...chart.options.scales![axis]!.ticks, color: colour("--muted"), font },
      });
    }
    for (const [at, dataset] of (chart.data.datasets as unknown as Dataset[]).entries()) {
      const line = plot?.lines[at];
      if (!line) continue;
      const stroke = colour(`--run-${line.style}`);
      dataset.borderColor = line.isFaint ? withAlpha(stroke, 0.3) : stroke;
      dataset.pointBackgroundColor = dataset.borderColor;
    }
  }

  function update(next: Plot): void {
    plot = next;
    const scales = chart.options.scales!;
    Object.assign(scales.x!, {
      suggestedMin: next.minX ?? undefined,
      suggestedMax: next.maxX ?? undefined,
    });
    Object.assign(scales.y!, { type: next.y === "log" ? "logarithmic" : "linear" });
    syncDatasets(chart.data.datasets as unknown as Dataset[], next.lines);
    paint();
    chart.update("none");
  }

  const repaint = () => {
    paint();
    chart.update("none");
  };
  dark.addEventListener("change", repaint);
  return {
    update,
    pixelOf: ({ x, y }) => ({
      x: chart.scales.x!.getPixelForValue(x),
      y: chart.scales.y!.getPixelForValue(y),
    }),
    edges: () => ({ top: chart.chartArea.top, bottom: chart.chartArea.bottom }),
    close() {
      dark.removeEventListener("change", repaint);
      chart.destroy();
    },
  };
}

function configure(
  plot: () => Plot | null,
  afterDraw: (chart: Chart) => void,
): ChartConfiguration<"line", PlotPoint[]> {
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
          bounds: "data",
          afterBuildTicks: (axis) => {
            axis.ticks = roundTicks(axis.min, axis.max, axis.ticks).map((value) => ({ value }));
          },
          ticks: {
            maxRotation: 0,
            autoSkipPadding: 24,
            callback: (value) => plot()?.formatX(Number(value)) ?? String(value),
          },
        },
        y: { type: "linear", ticks: { maxTicksLimit: 7, padding: 6 } },
      },
    },
    plugins: [{ id: "marks", afterDatasetsDraw: afterDraw }],
  };
}

/** Chart.js counts its ticks from the first value (1, 501, 1001); these are the multiples of the same spacing. */
function roundTicks(min: number, max: number, ticks: readonly { value: number }[]): number[] {
  const spacing = (ticks[2]?.value ?? NaN) - (ticks[1]?.value ?? NaN);
  if (!(spacing > 0)) return ticks.map((tick) => tick.value);
  const first = Math.ceil(min / spacing);
  const count = Math.floor(max / spacing) - first + 1;
  return Array.from({ length: count }, (_, at) => (first + at) * spacing);
}

/** One dataset a line, kept by key so that Chart.js goes on with what it has. */
function syncDatasets(datasets: Dataset[], lines: readonly PlotLine[]): void {
  const byKey = new Map(datasets.map((dataset) => [dataset.key, dataset]));
  datasets.length = 0;
  for (const line of lines) {
    const dataset = byKey.get(line.key) ?? {
      key: line.key,
      data: [],
      borderColor: "",
      borderDash: [],
      borderWidth: 1,
      pointRadius: 0,
      pointBackgroundColor: "",
    };
    dataset.borderDash = line.isFaint ? [] : DASHES[(line.style - 1) % DASHES.length]!;
    dataset.borderWidth = line.isFaint ? 1 : 1.75;
    syncPoints(dataset.data, line.points);
    dataset.pointRadius = radii(line.points, line.isFaint);
    datasets.push(dataset);
  }
}

/** By index: Chart.js listens to `push`, and the line may not be on the chart at this moment. */
function syncPoints(drawn: PlotPoint[], points: readonly PlotPoint[]): void {
  drawn.length = Math.min(drawn.length, points.length);
  for (const [at, { x, y }] of points.entries()) {
    const point = drawn[at];
    if (point) {
      point.x = x;
      point.y = y;
    } else {
      drawn[at] = { x, y };
    }
  }
}

/**
 * A dot a point on a short line; on a long one only where a point has no neighbour to be joined with. One number for all
 * of them where that will do: a list makes Chart.js resolve the options of each point, at every update.
 */
function radii(points: readonly PlotPoint[], isFaint: boolean): number | number[] {
  if (points.length <= DOTTED_POINTS) return isFaint ? 1.5 : 2.5;
  const isOpen = (at: number) => Number.isNaN(points[at]?.y ?? NaN);
  const sizes = points.map((_, at) => !isOpen(at) && isOpen(at - 1) && isOpen(at + 1) ? 2 : 0);
  return sizes.includes(2) ? sizes : 0;
}

function readColour(canvas: HTMLCanvasElement, name: string): string {
  return getComputedStyle(canvas).getPropertyValue(name).trim() || "#888888";
}

/** `#rrggbb` made see-through; any other colour stays as it is. */
function withAlpha(colour: string, alpha: number): string {
  const hex = Math.round(alpha * 255).toString(16).padStart(2, "0");
  return /^#[0-9a-f]{6}$/i.test(colour) ? colour + hex : colour;
}

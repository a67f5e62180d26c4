/**
 * The datasets that Chart.js draws, made from lines. They are changed in place, so that Chart.js keeps what it knows of each point.
 * Colours are not set here: they come from the page's style.
 *
 * @module
 */
import { widthOfLines } from "../../series/line_width.ts";
import { listDash } from "../../series/run_styles.ts";

/** A drawn point. `y` is NaN where the line is interrupted. */
export interface PlotPoint {
  x: number;
  y: number;
}

/** A line to draw. */
export interface PlotLine {
  /** Names the line from one update to the next. */
  key: string;
  /** Its colour and dash. */
  style: number;
  /** Drawn thin and pale: the points behind a smoothed line. */
  isFaint: boolean;
  points: readonly PlotPoint[];
}

/** A line as Chart.js wants it. */
export interface LineDataset {
  key: string;
  data: PlotPoint[];
  borderColor: string;
  borderDash: number[];
  borderWidth: number;
  pointRadius: number | number[];
  pointBackgroundColor: string;
}

/** Width of a line among few, CSS pixels. */
const LINE_PX = 1.75;

/** A line with at most this many points shows each point as a dot. */
const DOTTED_POINTS = 60;

/** Makes `datasets` the datasets of these lines, in their order. A dataset stays the same object while its key is there. */
export function syncDatasets(datasets: LineDataset[], lines: readonly PlotLine[]): void {
  const byKey = new Map(datasets.map((dataset) => [dataset.key, dataset]));
  const width = widthOfLines(lines.filter(({ isFaint }) => !isFaint).length, LINE_PX);
  datasets.length = 0;
  for (const line of lines) {
    const dataset = byKey.get(line.key) ?? createDataset(line.key);
    dataset.borderDash = line.isFaint ? [] : listDash(line.style);
    dataset.borderWidth = line.isFaint ? 1 : width;
    syncPoints(dataset.data, line.points);
    dataset.pointRadius = radiiOf(line.points, line.isFaint);
    datasets.push(dataset);
  }
}

/** The size and the colour of the dots, as one text. When it changes, an update of the points alone is not enough. */
export function dotLookOf(datasets: readonly LineDataset[]): string {
  return datasets.map((dataset) => `${dataset.key} ${dataset.pointRadius} ${dataset.pointBackgroundColor}`).join("\n");
}

function createDataset(key: string): LineDataset {
  return {
    key,
    data: [],
    borderColor: "",
    borderDash: [],
    borderWidth: 1,
    pointRadius: 0,
    pointBackgroundColor: "",
  };
}

/** Assigns by index, because Chart.js listens to `push`, and the line may not be on the chart at this moment. */
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
 * The radius of the dots, CSS pixels. A short line has a dot at each point. A long line has one only at a point without neighbours,
 * which no line would show. One number for all points where possible: with a list, Chart.js resolves the options of every point.
 */
function radiiOf(points: readonly PlotPoint[], isFaint: boolean): number | number[] {
  if (points.length <= DOTTED_POINTS) return isFaint ? 1.5 : 2.5;
  const isMissing = (at: number) => Number.isNaN(points[at]?.y ?? NaN);
  const sizes = points.map((_, at) => !isMissing(at) && isMissing(at - 1) && isMissing(at + 1) ? 2 : 0);
  return sizes.includes(2) ? sizes : 0;
}

/**
 * What a chart shows, as it is written into a file: a chart that stands alone, or a table of its points. Pure.
 *
 * @module
 */
import { quoteField } from "../../../text/csv_field.ts";
import type { ChartSheetProps, SheetLine } from "../../../ui/sheet/ChartSheet.tsx";
import { MARKED_RUNS_MAX, placeMarks } from "../../../series/mark_places.ts";
import type { WireMark } from "../../../wire/marks.ts";
import type { ChartView } from "../../../series/chart_view.ts";
import { zoneOf } from "../reader_zone.ts";
import type { MetricPlotted } from "../metric_plots.ts";
import type { IndexedPoint } from "../plot_points.ts";
import type { PlottedRun } from "../plotted_run.ts";

/** A chart on the page: what it shows and how. */
export interface ShownChart {
  plot: Pick<MetricPlotted, "metric" | "runs">;
  view: ChartView;
}

/** How large the file's chart is, and what stands below it. */
export interface SheetLook extends Pick<ChartSheetProps, "width" | "height" | "theme" | "source"> {
  /** The marks that the page shows, by run; none by default. */
  marks?: ReadonlyMap<string, readonly WireMark[]>;
}

/** The chart with the same lines, axes and range. */
export function sheetOf({ plot, view }: ShownChart, { marks = new Map(), ...look }: SheetLook): ChartSheetProps {
  const { metric, runs } = plot, { x, y, clip, minX, maxX } = view;
  return {
    title: runs.length === 1 ? `${metric} · ${runs[0]!.name}` : metric,
    lines: runs.flatMap((run) => linesOf(run, runs.length <= MARKED_RUNS_MAX ? marks.get(run.id) ?? [] : [])),
    x,
    zone: zoneOf(x, minX ?? runs.find(({ points }) => points.length > 0)?.points[0]?.x),
    yTitle: metric,
    y,
    clip,
    minX,
    maxX,
    ...look,
  };
}

function linesOf(run: PlottedRun, marks: readonly WireMark[]): SheetLine[] {
  const { id, name, style, columns, points, smoothed } = run, placed = placeMarks(marks, run);
  const last = columns.value.length > 0 ? columns.value[columns.value.length - 1]! : null;
  const lineOf = (drawn: readonly IndexedPoint[]) => ({
    id,
    name,
    style,
    last,
    x: drawn.map(({ x }) => x),
    value: drawn.map(({ y }) => y),
  });
  return smoothed
    ? [{ ...lineOf(points), isFaint: true }, { ...lineOf(smoothed), marks: placed }]
    : [{ ...lineOf(points), marks: placed }];
}

/** Indexes of the points that a chart shows of a run: those that it draws, and those among them that have no value to draw. */
export function listShownPoints({ columns, points }: PlottedRun): number[] {
  const drawn = new Set(points.map(({ index }) => index).filter((index) => index >= 0));
  const first = Math.min(...drawn), last = Math.max(...drawn);
  const isHole = (index: number) => index > first && index < last && !Number.isFinite(columns.value[index]);
  return [...columns.value.keys()].filter((index) => drawn.has(index) || isHole(index));
}

const HEAD = "run,run_id,metric,step,global_step,epoch,timestamp,value";

/** The points that the chart shows as CSV, a line a point, with the smoothed value where there is one. */
export function writeShownCsv({ plot: { metric, runs } }: ShownChart): string {
  const isSmoothed = runs.some(({ smoothed }) => smoothed !== null);
  const lines = runs.flatMap((run) => {
    const before = [quoteField(run.name), run.id, quoteField(metric)].join(",");
    const smooth = new Map(run.smoothed?.map(({ x, y }) => [x, y])),
      places = new Map(run.points.map(({ x, index }) => [index, x]));
    return listShownPoints(run).map((index) => {
      const cells = writePoint(run, index);
      return `${before},${isSmoothed ? [...cells, smooth.get(places.get(index)!) ?? ""] : cells}\n`;
    });
  });
  return `${HEAD}${isSmoothed ? ",smoothed" : ""}\n${lines.join("")}`;
}

function writePoint({ columns }: PlottedRun, at: number): (number | string)[] {
  const { step, globalStep, epoch, time, value } = columns;
  const known = (number: number) => Number.isNaN(number) ? "" : number;
  return [step[at]!, known(globalStep[at]!), known(epoch[at]!), new Date(time[at]!).toISOString(), value[at]!];
}

/**
 * A file's name made of words: no separator of directories, and nothing that a shell or a system reads as more than a name.
 *
 * @example
 * ```ts
 * import { nameFile } from "./shown_chart.ts";
 * nameFile(["train/loss", "run 1"], "svg"); // "train_loss-run_1.svg"
 * ```
 */
export function nameFile(words: readonly string[], ending: string): string {
  const clean = words.map((word) => word.replace(/[^\p{L}\p{N}.=+-]+/gu, "_").replace(/^[._-]+|[._]+$/g, ""));
  const name = clean.filter((word) => word !== "").join("-").slice(0, 100);
  return `${name === "" ? "chart" : name}.${ending}`;
}

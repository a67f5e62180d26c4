/**
 * Creates the line chart on a component's canvas, and updates it when the component is rendered.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { showHidden } from "../../text/visible.ts";
import { loadMoreAxes, moreAxes, needsMoreAxes } from "./later_axes.ts";
import { laterParts } from "./later_parts.ts";
import type { ChartMarks } from "./chart_marks.ts";
import type { ChartView } from "../../series/chart_view.ts";
import { createLineChart, type LineChart } from "./line_chart.ts";
import type { PlotLine } from "./line_datasets.ts";
import type { PlottedRun } from "./plotted_run.ts";

/** What the chart shows. */
export interface LineChartOptions {
  runs: readonly PlottedRun[];
  view: ChartView;
  marks: ChartMarks;
  cursor: Signal<unknown>;
  /** Title of the y axis. */
  metric: string;
}

/** A chart, and the number of its changes of size and scale, with which a cursor moves. */
export interface UsedLineChart {
  chart: RefObject<LineChart>;
  layout: number;
}

/** The chart on the canvas; null until the component was rendered. A component with a cursor is then rendered a second time. */
export function useLineChart(
  canvas: RefObject<HTMLCanvasElement>,
  { runs, view, marks, cursor, metric }: LineChartOptions,
): UsedLineChart {
  const chart = useRef<LineChart | null>(null);
  const layout = useSignal(0),
    changes = layout.value,
    hasMarks = marks.gaps.length + marks.holes.length > 0,
    isLater = needsMoreAxes(view) || hasMarks,
    axes = moreAxes.value;
  useEffect(() => {
    if (isLater) loadMoreAxes();
  }, [isLater]);

  useLayoutEffect(() => {
    const created = createLineChart(canvas.current!, () => layout.value++);
    chart.current = created;
    return () => {
      chart.current = null;
      created.close();
    };
  }, []);

  useLayoutEffect(() => {
    chart.current?.update({
      lines: runs.flatMap((run) => linesOf(run)),
      x: view.x,
      y: view.y,
      clip: view.clip,
      title: showHidden(metric),
      minX: view.minX,
      maxX: view.maxX,
      marks,
    });
    if (cursor.peek() || laterParts.peek()) layout.value++; // cursor and marks were placed on the axis as it was before
  }, [runs, metric, view.y, view.x, view.clip, view.minX, view.maxX, marks, isLater && axes]);
  return { chart, layout: changes };
}

/** The run's line. With smoothing, a pale line of the points and the smoothed line. */
function linesOf({ id, style, points, smoothed }: PlottedRun): PlotLine[] {
  const raw = { key: `${id} raw`, style, points, isFaint: smoothed !== null };
  return smoothed ? [raw, { key: `${id} smooth`, style, points: smoothed, isFaint: false }] : [raw];
}

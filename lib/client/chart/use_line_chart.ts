/**
 * Creates the line chart on a component's canvas, and updates it when the component is rendered.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ChartMarks } from "./chart_marks.ts";
import type { ChartView } from "./chart_view.ts";
import { createLineChart, type LineChart } from "./line_chart.ts";
import type { PlotLine } from "./line_datasets.ts";
import type { PlottedRun } from "./plotted_run.ts";

/** What the chart shows. */
export interface LineChartOptions {
  runs: readonly PlottedRun[];
  view: ChartView;
  marks: ChartMarks;
  cursor: Signal<unknown>;
  formatX(value: number): string;
}

/** A chart, and the number of its changes of size and scale, with which a cursor moves. */
export interface UsedLineChart {
  chart: RefObject<LineChart>;
  layout: number;
}

/** The chart on the canvas; null until the component was rendered. A component with a cursor is then rendered a second time. */
export function useLineChart(
  canvas: RefObject<HTMLCanvasElement>,
  { runs, view, marks, cursor, formatX }: LineChartOptions,
): UsedLineChart {
  const chart = useRef<LineChart | null>(null);
  const layout = useSignal(0), changes = layout.value;

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
      y: view.y,
      formatX,
      minX: view.x === "step" ? view.minStep : null,
      maxX: view.x === "step" ? view.maxStep : null,
      marks,
    });
    if (cursor.peek()) layout.value++;
  }, [runs, view.y, view.x, view.minStep, view.maxStep, marks]);
  return { chart, layout: changes };
}

/** The run's line. With smoothing, a pale line of the points and the smoothed line. */
function linesOf({ id, style, points, smoothed }: PlottedRun): PlotLine[] {
  const raw = { key: `${id} raw`, style, points, isFaint: smoothed !== null };
  return smoothed ? [raw, { key: `${id} smooth`, style, points: smoothed, isFaint: false }] : [raw];
}

/**
 * What a large chart shows, and what it reports. Types only.
 *
 * @module
 */
import type { Signal } from "@preact/signals";
import type { ChartMarks } from "./chart_marks.ts";
import type { LineChart } from "./line_chart.ts";
import type { ChartView } from "../../series/chart_view.ts";
import type { PlotCursor } from "./plot_cursor.ts";
import type { PlottedRun } from "./plotted_run.ts";

/** What the chart shows, and its callbacks. */
export interface MetricPlotProps {
  experimentId: string;
  metric: string;
  /** Shows the metric's name, because there is more than one chart. */
  isTitled: boolean;
  runs: readonly PlottedRun[];
  view: ChartView;
  marks: ChartMarks;
  /** A CSS length; undefined = as in the style sheet. */
  height: string | undefined;
  cursor: Signal<PlotCursor | null>;
  /** Where the cursor goes when the mouse leaves the chart. */
  pinned: PlotCursor | null;
  /** The pointer or a key is on a point; null when it is on none. */
  onGlance(cursor: PlotCursor | null): void;
  /** A point was clicked, touched, or chosen with Enter. */
  onChoose(cursor: PlotCursor): void;
  /** A range was chosen: inclusive steps; null = all. */
  onRange(minX: number | null, maxX: number | null): void;
}

/**
 * What a component needs that is placed on a chart. It is rendered again only when one of its props changes, and the chart is the same object
 * in every size and on every scale: `layout` changes with them.
 */
export interface PlacedOnChart {
  chart: LineChart;
  layout: number;
}

/**
 * What all panels of a board share: the points, how they are shown, and the queue in which they are drawn.
 *
 * @module
 */
import type { Signal } from "@preact/signals";
import type { WireAxis } from "../../../wire/points.ts";
import type { ChartView } from "../../../series/chart_view.ts";
import type { NamedRun } from "../metric_plots.ts";
import type { AxisSpan } from "./curves.ts";
import type { DrawQueue } from "./draw_queue.ts";
import type { PanelFeed } from "./panel_feed.ts";
import type { PanelSmoothing } from "./panel_smoothing.ts";
import { roundSpan } from "./zoom.ts";

/** How panels are shown. */
export interface BoardView {
  x: WireAxis;
  isLog: boolean;
  /** Leaves outliers outside of the y axis. */
  clip: boolean;
  smoothing: number;
  /** The shown part of the x axis; null = to its end. */
  low: number | null;
  high: number | null;
  /** Numbers of the runs that are hidden, counted from 1. */
  hidden: readonly number[];
}

/** A drawn panel that knows which of its metrics are drawn thinned, by their axes. */
export interface ThinnedDrawing {
  listThinned(): ReadonlyMap<WireAxis, ReadonlySet<string>>;
}

/** What panels share. */
export interface BoardScene {
  /** "" for runs of several experiments. */
  experimentId: string;
  runIds: readonly string[];
  feed: PanelFeed;
  /** The panels in sight. */
  drawings: Set<ThinnedDrawing>;
  /** Smoothed lines over all points. */
  smoothing: PanelSmoothing;
  named: Signal<readonly NamedRun[]>;
  view: Signal<BoardView>;
  /** The range of a gesture that goes on. */
  draft: Signal<AxisSpan | null>;
  queue: DrawQueue;
  /** Counts the changes of the page's theme. */
  theme: Signal<number>;
  onRange(span: AxisSpan | null): void;
  /** A point was chosen: a click, or Enter. */
  onChoose(chosen: ChosenValue): void;
}

/** A point that was chosen in a panel. */
export interface ChosenValue {
  runId: string;
  metric: string;
  line: number;
  step: number;
  value: number;
}

/** The part of the chart's view that panels follow. */
export function boardViewOf({ x, y, clip, smoothing, minX, maxX, hidden }: ChartView): BoardView {
  return { x, isLog: y === "log", clip, smoothing, low: minX, high: maxX, hidden };
}

/** What a range of the panels' axis changes in the chart's view; null shows everything. */
export function viewOfRange(span: AxisSpan | null): Partial<ChartView> {
  const { low = null, high = null } = span ? roundSpan(span) : {};
  return { minX: low, maxX: high };
}

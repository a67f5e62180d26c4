/**
 * The selected line of the log and the point that it printed, shared by the islands of a page. When one of terminal and chart
 * changes it, the other follows.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import type { Columns } from "../../model.ts";

/** A line of a run's log, and a point on it or null. */
export interface Selection {
  runId: string;
  line: number;
  point: SelectedPoint | null;
  /** Character index of a click in the line's plain text. The number there is shown in the chart or offered for tracking. */
  pressedAt?: number;
  /** The island that set it. The other one scrolls there. */
  from: "chart" | "terminal";
}

/** A point of a metric. */
export interface SelectedPoint {
  metric: string;
  step: number;
  value: number;
  /** The whole point, for a chart that doesn't hold it. */
  columns?: Columns;
}

/** The selection of the page; null for none. */
export const selection: Signal<Selection | null> = signal(null);

/** The points of the selected line; null until the panel below the terminal has them. */
export const linePoints: Signal<{ runId: string; line: number; points: readonly SelectedPoint[] } | null> = signal(
  null,
);

/** The line of the point under the chart's cursor. The terminal shows it that long and then scrolls back. */
export const glance: Signal<{ runId: string; line: number } | null> = signal(null);

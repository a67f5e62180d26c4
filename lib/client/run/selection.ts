/**
 * What the reader points at, shared by the islands of a page: a line of the log and the point it printed. The chart
 * sets it and the terminal follows, and the other way round.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import type { Columns } from "../../model.ts";

/** A line of a run's log, with the point on it when it is one. */
export interface Selection {
  runId: string;
  line: number;
  point: SelectedPoint | null;
  /** Place in the line's plain text that was pressed; the number there is gone to or tracked. */
  pressedAt?: number;
  /** Who chose it; the other island goes there. */
  from: "chart" | "terminal";
}

/** A point of a metric. */
export interface SelectedPoint {
  metric: string;
  step: number;
  value: number;
  /** The point whole, for a chart that thinned it away. */
  columns?: Columns;
}

/** The one selection of the page. It stays until another takes its place. */
export const selection: Signal<Selection | null> = signal(null);

/** The line of the point under the chart's cursor. The terminal shows it for as long, then goes back to where it was. */
export const glance: Signal<{ runId: string; line: number } | null> = signal(null);

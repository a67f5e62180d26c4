/**
 * What the cursor is on in each large chart, for the chart's legend. Computes nothing.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import type { TipRow } from "./TipRows.tsx";

/** What the cursor is on. */
export interface LegendReading {
  /** Every run's value; `key` is the run. They are found when they are asked for, after a pause: a pointer that goes on needs none. */
  listRows(): readonly Pick<TipRow, "key" | "value" | "isNear">[];
  /** The run that the cursor is on. */
  nearest: string;
}

const readings = new Map<string, Signal<LegendReading | null>>();

/** The reading of the large chart of a metric; null without a cursor. */
export function legendReadingOf(metric: string): Signal<LegendReading | null> {
  const known = readings.get(metric) ?? signal(null);
  readings.set(metric, known);
  return known;
}

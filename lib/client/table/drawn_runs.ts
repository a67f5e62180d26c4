/**
 * The runs that the table draws on the chart of the page, shared by the two islands.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import type { RunStatus } from "../../model.ts";

/** A run on the chart. */
export interface DrawnRun {
  id: string;
  experimentId: string;
  name: string;
  status: RunStatus;
  /** The style that it keeps. */
  style: number;
}

/** The runs in their order; null until the table has changed what the page came with. */
export const drawnRuns: Signal<readonly DrawnRun[] | null> = signal(null);

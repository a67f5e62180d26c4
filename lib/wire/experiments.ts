/**
 * The JSON of what the list of experiments shows of their runs. Types only.
 *
 * @module
 */
import type { WireExperiment, WireRow } from "../wire.ts";
import type { WireValue } from "./points.ts";

/** What a list shows of the runs of an experiment. */
export interface WireRunsOf {
  total: number;
  /** How many of them are queued or run. */
  live: number;
  /** How many of them an older reader read. */
  older: number;
  newest: Pick<WireRow, "id" | "name" | "status" | "reason"> | null;
  /** The newest change of the experiment or of one of its runs. */
  last_activity: string;
  /** Thinned values of the first metric of the newest run that has two or more of them. */
  spark: { metric: string; values: WireValue[] } | null;
}

/** An experiment in the list; with `runs=true` it says something of its runs. */
export type WireListedExperiment = WireExperiment & { runs?: WireRunsOf | undefined };

/** A page of the list of experiments. `cursor` asks for the next page; null on the last one. */
export interface WireExperimentPage {
  experiments: WireListedExperiment[];
  cursor: string | null;
}

/**
 * What a page says of itself, so that it can ask for what has changed. Types only.
 *
 * @module
 */
import type { WireRows } from "../../wire.ts";

/** What is known of all rows of an experiment. `newest` is the id of its newest run; null without any. */
export type KnownRows = Pick<WireRows["metadata"], "next" | "total" | "older" | "checksum"> & { newest: string | null };

/** The page of a run, with the list of the runs of its experiment. */
export interface LiveRunPage {
  kind: "run";
  experiment: { id: string; name: string };
  runId: string;
  /** What is known of all rows of the experiment. */
  known: KnownRows;
  /** True when the list begins with the newest run. */
  isFirst: boolean;
  mayChange: boolean;
}

/** The page with the list of experiments. */
export interface LiveHomePage {
  kind: "home";
  /** Which page of the list it is; null for the first. */
  cursor: string | null;
  mayChange: boolean;
}

/** The table of numbers of the compared runs. */
export interface LiveComparisonPage {
  kind: "comparison";
  /** Ids of the runs that the server compared. Then the table says which. */
  runs: string[];
}

/** A page of an experiment that has no run yet. */
export interface LiveEmptyPage {
  kind: "empty";
  experimentId: string;
}

/** One of them. */
export type LivePage = LiveRunPage | LiveHomePage | LiveComparisonPage | LiveEmptyPage;

/** Keeps a page up to date. */
export interface LiveView {
  /** Asks for what has changed, and shows it. True while a run on the page is live. */
  refresh(signal: AbortSignal): Promise<boolean>;
}

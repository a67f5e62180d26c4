/**
 * The JSON of the API: one type for each answer. Types only, for the server that writes them and the browser that reads them.
 * Names are snake_case and times are ISO 8601 in UTC. The schemas in `api/answer_schemas.ts` must have exactly these types. The files of
 * `wire/` have those of points, of marks, of single lines and of the list of experiments.
 *
 * @module
 */
import type { MetricKind, Pattern, RunStatus, UnreadName } from "./model.ts";
import type { WireMetadata, WirePoint, WireValue } from "./wire/points.ts";

/** A line of a log. */
export type WireLine = Pick<WirePoint, "line" | "timestamp"> & { text: string };

/** An answer of the logs route. */
export interface WireLogs extends Pick<WireMetadata, "is_complete"> {
  lines: WireLine[];
  last_line: number;
}

/** A metric of a run, without its points. */
export interface WireSummary {
  count: number;
  last: WireValue;
  min: WireValue;
  max: WireValue;
  last_step: number;
  /** Steps of the lowest and the highest value, and the mean of all finite values. Null where they aren't known. */
  min_step: number | null;
  max_step: number | null;
  mean: number | null;
  kind: MetricKind;
}

/** How far a run has come. Null where the log does not say it. */
export interface WireProgress {
  step: number | null;
  total: number | null;
  epoch: number | null;
  epoch_total: number | null;
  /** Steps per second. */
  rate: number | null;
  seconds_left: number | null;
}

/** A run. */
export interface WireRun {
  id: string;
  experiment_id: string;
  name: string;
  status: RunStatus;
  reason: string;
  /** The log's line that the reason speaks of; null for none. */
  reason_line: number | null;
  command: string[];
  cwd: string;
  /** All executions of a run that was resumed; empty for the others. */
  segments: { line: number; started_at: string; command: string[] }[];
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
  exit_code: number | null;
  updated_at: string;
  last_output_at: string | null;
  /** Set for a log that was imported from a file: its times are those of the import. Missing for every other run. */
  imported?: true;
  /** When the log was deleted to save space. Missing while the run has its log. */
  log_deleted_at?: string | undefined;
  /**
   * Who captures a live run, and since when that one is silent, if it is. `not_stored_since` is set while no output is stored: newer output
   * than `last_output_at` may exist then. Null for a run that is complete.
   */
  owner: { host: string; silent_since: string | null; not_stored_since: string | null } | null;
  host: string;
  metrics: Record<string, WireSummary>;
  notes: string;
  tags: string[];
  /** The style of its line, from 1: colours in turn, and dashes. */
  style: number;
  warnings: string[];
  /** Names that recur in the log and aren't charted, and why. */
  unread: UnreadName[];
  settings: Record<string, string>;
  progress: WireProgress;
  last_line: number;
  log_bytes: number;
}

/** A run as its own route answers; with `notes=html` the notes are there as safe HTML, too. */
export type WireOneRun = WireRun & { notes_html?: string | undefined };

/** A metric in a row. */
export type WireRowMetric = Pick<WireSummary, "last" | "min" | "max" | "min_step" | "max_step"> & {
  last_step: number | null;
};

/** What lists show of a run. Long texts are shortened, and settings that all runs of the answer share are left out. */
export interface WireRow
  extends
    Pick<WireRun, "id" | "experiment_id" | "name" | "status" | "reason" | "progress" | "tags" | "style" | "settings">,
    Pick<WireRun, "created_at" | "started_at" | "ended_at" | "last_output_at" | "imported"> {
  /** The metrics that come first, and those that were asked for. */
  metrics: Record<string, WireRowMetric>;
  /** True when some of it had no room and was shortened or left out. The run has it. */
  is_cut: boolean;
  /** True when an older reader gave its points. */
  is_older: boolean;
}

/** Rows of runs, newest first: with `after`, of those alone that changed. */
export interface WireRows {
  rows: WireRow[];
  metadata: {
    /** Send it as `after` to get only what changed. */
    next: string;
    /** True when all rows are here: also with `after`, when the settings in which runs differ are others than before. */
    is_whole: boolean;
    total: number;
    /** How many of all rows are of runs that an older reader read. */
    older: number;
    /** Sum of the runs' ids (`sumIds`). A client that then knows others must ask for all rows: a run was deleted. */
    checksum: number;
    /** Metrics as far as rows and the newest runs show them, settings that differ, and with all rows those that all runs share. */
    metrics: string[];
    settings: string[];
    shared: Record<string, string>;
    unknown_runs: string[];
  };
}

/** An experiment. */
export interface WireExperiment {
  id: string;
  name: string;
  description: string;
  created_at: string;
  updated_at: string;
  patterns: Pattern[];
}

/** A page of the list of runs. `cursor` asks for the next page; null on the last one. */
export interface WireRunPage {
  runs: WireRun[];
  cursor: string | null;
}

/** The result of reading all logs of an experiment again: `read` is the number of runs that were read. */
export interface WireReread {
  read: number;
  failed: { run_id: string; detail: string }[];
}

/** The result of changing many runs: the ids of those that were changed, and why others were not. */
export interface WireBulk {
  done: string[];
  failed: { run_id: string; status: number; detail: string }[];
}

/** An error, as a problem document (RFC 9457). `type` is always `about:blank`. */
export interface WireProblem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** The parameter or field that is wrong. */
  parameter?: string | undefined;
}

/** What changed, as a stream of events says it. */
export interface WireChanges {
  /** True when experiments or runs came, went, began, ended, or got another name. */
  list: boolean;
  /** By experiment, the ids of its runs that changed or are gone; null when any of them may have. */
  experiments: Record<string, string[] | null>;
  /** By run that the request names, the metrics with new points. */
  metrics: Record<string, string[]>;
}

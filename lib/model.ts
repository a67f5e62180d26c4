/**
 * The nouns of the program: experiment, run, metric, point, line. They are plain records without behaviour and do not know how they are
 * stored or sent; `wire.ts` has their JSON. Times are milliseconds since the epoch.
 *
 * @module
 */

/** Status of a run. In the last three a run is *complete*. */
export type RunStatus = "queued" | "running" | "completed" | "failed" | "cancelled";

/** True if a run with this status will get no more lines. */
export function isComplete(status: RunStatus): boolean {
  return status === "completed" || status === "failed" || status === "cancelled";
}

/** A named group of runs that are compared with one another. */
export interface Experiment {
  /** UUID version 7. */
  id: string;
  /** Unique, 1 to 200 characters. */
  name: string;
  description: string;
  createdAt: number;
  updatedAt: number;
  /** Patterns that the user has taught. They apply to all runs of the experiment. */
  patterns: Pattern[];
}

/** How to read a metric that a user has taught. RE2 syntax with the named group `value`, and optionally `step`, `epoch` and `metric`. */
export interface Pattern {
  /** UUID version 7. */
  id: string;
  /** Name of the metric if the pattern has no group `metric`. */
  metric: string;
  pattern: string;
}

/** `throughput` for speeds, durations and memory (tokens/s, it/s, ms/step, mfu), `metric` for all others. */
export type MetricKind = "metric" | "throughput";

/** One number that a line printed, with its metric and step. */
export interface Point {
  metric: string;
  /** May be NaN or an infinity. */
  value: number;
  /** The x position: the training progress. An integer if the log prints one. */
  step: number;
  epoch: number | null;
  /** The training step that the run had reached when the line was printed. Null while the log shows none. */
  globalStep: number | null;
  /** Number of its line in the log, from 1. Newline characters are counted. */
  line: number;
  kind: MetricKind;
}

/** How one state of a line was printed. Whoever splits a log fills in the same record for each state: it is valid until the next one. */
export interface LineState {
  /** True when a carriage return ended the state, so that more states of the same line may follow. */
  redrawn: boolean;
  /** True when the log has more of it than its text. */
  isCut: boolean;
  /** Many lines that were decoded at once: reading characters one by one is faster in them than in each line. */
  piece: string;
  /** Where the text begins in the piece. */
  from: number;
  /** The bytes of the piece, null where they aren't UTF-8; where the state begins among them, and how many it has. */
  bytes: DataView | null;
  byteFrom: number;
  byteLength: number;
}

/** Points of one metric in columns of equal length, in the order in which they were captured. */
export interface Columns {
  step: Float64Array;
  value: Float64Array;
  /** When the line was captured, in milliseconds since the epoch. */
  time: Float64Array;
  line: Uint32Array;
  /** NaN if the log prints no epoch. */
  epoch: Float64Array;
  /** NaN if the log showed no training step. */
  globalStep: Float64Array;
}

/** Summary of the points of a metric. With it a list of runs can be shown without reading any point. */
export interface MetricSummary {
  name: string;
  kind: MetricKind;
  count: number;
  /** Value and step of the newest point. */
  last: number;
  lastStep: number;
  /** Lowest and highest value, NaN values left out. NaN if there is no other value. */
  min: number;
  max: number;
  /** Steps of the points with the lowest and the highest value. NaN where an older version stored the summary. */
  minStep: number;
  maxStep: number;
  /** Mean of all finite values. NaN without one, and where an older version began the summary. */
  mean: number;
}

/** A name that recurs in a log and isn't charted. */
export interface UnreadName {
  name: string;
  /** How often it was printed. */
  count: number;
  /** Line that printed it first. */
  line: number;
  /** Why it isn't charted, and what would make it so. */
  reason: string;
}

/** What a mark of a run tells. Each is a line of the log or a silence; a `note` is the user's own. */
export type RunMarkKind =
  | "nan"
  | "traceback"
  | "out_of_memory"
  | "restart"
  | "checkpoint"
  | "early_stopping"
  | "silence"
  | "note";

/** Something that happened to a run, and the line that says so. */
export interface RunMark {
  kind: RunMarkKind;
  /** Number of its line in the log; of a silence the line before it; 0 for a note at a step. */
  line: number;
  /** The training step that the run had reached; null while the log shows none. */
  step: number | null;
  /** When the line was captured, milliseconds since the epoch. */
  time: number;
  /** The line without escape codes, shortened; for `nan` the metric's name. */
  text: string;
}

/** The user's own note at a step or at a line of a run. */
export interface StepNote {
  /** UUID version 7. */
  id: string;
  /** The training step at which it stands; null for a note at a line where the log shows none. */
  step: number | null;
  /** The line at which it stands; missing for a note at a step alone. */
  line?: number;
  text: string;
  createdAt: number;
}

/** How far a run has come, as far as its log shows. */
export interface Progress {
  step: number | null;
  total: number | null;
  epoch: number | null;
  epochTotal: number | null;
  /** Steps a second, from the newest lines. */
  rate: number | null;
  /** As the log prints it, otherwise computed from rate and total. */
  secondsLeft: number | null;
}

/** Who captures a live run. */
export interface RunOwner {
  /** Name of its machine. */
  host: string;
  /** When it last showed that it is alive, if it has been silent since for so long that it may be dead; else null. */
  silentSince: number | null;
  /**
   * Since when no output is stored, because the owner is silent or the store takes no writes; null while it is. Newer output may exist.
   */
  notStoredSince: number | null;
}

/** One of several executions of a run that was resumed. */
export interface RunSegment {
  /** The line in which its output begins. It may begin in the middle of that line. */
  line: number;
  startedAt: number;
  /** Program and arguments. */
  command: string[];
  /** Id of the request that has begun it, if one with a key did. */
  request?: string;
}

/** The command of a run's newest execution. */
export const newestCommand = ({ command, segments }: Pick<Run, "command" | "segments">): string[] =>
  segments?.at(-1)?.command ?? command;

/** A metric in a row: its name, and of its points the newest, the lowest and the highest value with their steps. NaN where unknown. */
export type RowMetric = [
  name: string,
  last: number,
  lastStep: number,
  min: number,
  minStep: number,
  max: number,
  maxStep: number,
];

/** What lists show of a run. Long texts are shortened. */
export interface RunRow
  extends Pick<Run, "id" | "experimentId" | "name" | "status" | "reason" | "tags" | "style" | "isImported"> {
  createdAt: number;
  startedAt: number | null;
  endedAt: number | null;
  lastOutputAt: number | null;
  progress: Progress;
  /** The metrics that come first; the run may have more. */
  metrics: RowMetric[];
  settings: Record<string, string>;
  /** True when texts, tags, metrics or settings had no room here. The run has them. */
  isCut: boolean;
  /** True when an older reader gave its points. */
  isOlder: boolean;
  /** Numbers of names that aren't charted, and of warnings. */
  unread: number;
  warnings: number;
}

/** One execution of one command, or one imported log. */
export interface Run {
  /** UUID version 7. */
  id: string;
  experimentId: string;
  name: string;
  status: RunStatus;
  /** Why it ended like this: "exit code 1", "killed by SIGKILL", "lost: …". Empty if there is nothing to say. */
  reason: string;
  /** Set for a log that was imported from a file: all its times are those of the import, and say nothing of the training. */
  isImported?: true;
  /** Number of the log's line that the reason speaks of. Null or missing for none. */
  reasonLine?: number | null;
  /** Program and arguments. Empty for an imported log. */
  command: string[];
  cwd: string;
  /** All executions of a run that was resumed, the first among them. Missing for the others. */
  segments?: RunSegment[];
  createdAt: number;
  startedAt: number | null;
  endedAt: number | null;
  exitCode: number | null;
  /** When any of its fields last changed. */
  updatedAt: number;
  /** When its newest output was captured. Null while it has printed nothing. */
  lastOutputAt: number | null;
  /** Name of the machine that captures it. */
  host: string;
  notes: string;
  tags: string[];
  /** The style of its line, 1 to `RUN_STYLES`. Missing where an earlier version stored the run. */
  style?: number;
  /** The user's own notes at steps. Missing for none. */
  stepNotes?: StepNote[];
  /** Number of marks that its log gave. */
  markCount: number;
  /** When its log was deleted to save space, milliseconds since the epoch. Missing while it has its log. */
  logDeletedAt?: number;
  /** In order of first appearance in the log. */
  metrics: MetricSummary[];
  /** Messages about what could not be read or stored. */
  warnings: string[];
  /** Names that recur in the log and aren't charted. */
  unread: UnreadName[];
  /** Values that the log printed once before the training: `lr` → `0.1`. */
  settings: Record<string, string>;
  progress: Progress;
  /** Number of lines stored so far. A last line without a newline counts. */
  lastLine: number;
  /** Number of bytes of log stored so far. */
  logBytes: number;
  /** Set where it was looked up, and only while the run is live. */
  owner?: RunOwner;
}

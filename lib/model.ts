/**
 * The nouns of the program: experiment, run, metric, point, line. Plain records, no behaviour, and nothing of how they are
 * stored or sent. Times are milliseconds since the epoch; `wire.ts` has the JSON.
 *
 * @module
 */

/** Life of a run. A run is *complete* in the last three. */
export type RunStatus = "queued" | "running" | "completed" | "failed" | "cancelled";

/** True when a run of this status will get no further lines. */
export function isComplete(status: RunStatus): boolean {
  return status === "completed" || status === "failed" || status === "cancelled";
}

/** A named group of runs to compare. */
export interface Experiment {
  /** UUID version 7. */
  id: string;
  /** Unique, 1 to 200 characters. */
  name: string;
  description: string;
  createdAt: number;
  updatedAt: number;
  /** Patterns taught by a user; they apply to all its runs. */
  patterns: Pattern[];
}

/** A user's own way to read a metric: RE2 syntax with named groups `value` and, if wished, `step`, `epoch`, `metric`. */
export interface Pattern {
  /** UUID version 7. */
  id: string;
  /** The metric's name when the pattern has no `metric` group. */
  metric: string;
  pattern: string;
}

/** `throughput` for speeds, durations and memory (tokens/s, it/s, ms/step, mfu), `metric` for the rest. */
export type MetricKind = "metric" | "throughput";

/** One number that a line printed, with where it belongs. */
export interface Point {
  metric: string;
  /** May be NaN or an infinity. */
  value: number;
  /** The x value: training progress, an integer where the log gives one. */
  step: number;
  epoch: number | null;
  /** Line of the log it came from, from 1, counted by newline characters. */
  line: number;
  kind: MetricKind;
}

/** Points of one metric in columns of equal length, in order of arrival. */
export interface Columns {
  step: Float64Array;
  value: Float64Array;
  /** Milliseconds since the epoch: when the line was captured. */
  time: Float64Array;
  line: Uint32Array;
  /** NaN where the log gives no epoch. */
  epoch: Float64Array;
}

/** What is kept beside a metric's points, so that a list of runs reads no point. */
export interface MetricSummary {
  name: string;
  kind: MetricKind;
  count: number;
  /** Value and step of the newest point. */
  last: number;
  lastStep: number;
  /** Lowest and highest value that is a number; NaN when there is none. */
  min: number;
  max: number;
}

/** Where a run stands, as far as its log tells. */
export interface Progress {
  step: number | null;
  total: number | null;
  epoch: number | null;
  epochTotal: number | null;
  /** Steps a second over the newest lines. */
  rate: number | null;
  /** As the log prints it, else from rate and total. */
  secondsLeft: number | null;
}

/** One execution of one command, or one imported log. */
export interface Run {
  /** UUID version 7. */
  id: string;
  experimentId: string;
  name: string;
  status: RunStatus;
  /** Why it ended so, in words: "exit code 1", "killed by SIGKILL", "lost: …". Empty while nothing is to be said. */
  reason: string;
  /** Program and arguments; empty for an imported log. */
  command: string[];
  cwd: string;
  createdAt: number;
  startedAt: number | null;
  endedAt: number | null;
  exitCode: number | null;
  /** When anything of it last changed. */
  updatedAt: number;
  /** When what it printed last was captured; null while it has printed nothing. */
  lastOutputAt: number | null;
  /** Name of the machine that captures it. */
  host: string;
  notes: string;
  tags: string[];
  /** In order of first appearance in the log. */
  metrics: MetricSummary[];
  /** What could not be read or kept, in words. */
  warnings: string[];
  /** What the log printed once before training: `lr` → `0.1`. */
  settings: Record<string, string>;
  progress: Progress;
  /** Newlines stored so far, and one more for a last line without one. */
  lastLine: number;
  /** Bytes of log stored so far. */
  logBytes: number;
}

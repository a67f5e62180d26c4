/**
 * The JSON of points: of one run, of many, and of exact numbers in a range. Types only.
 *
 * @module
 */
import type { MetricKind, RunStatus } from "../model.ts";

/** A number. JSON has no NaN and no infinities, so these are strings. */
export type WireValue = number | "NaN" | "Infinity" | "-Infinity";

/** A point of a metric. */
export interface WirePoint {
  step: number;
  value: WireValue;
  timestamp: string;
  line: number;
  epoch: number | null;
  /** The training step that the run had reached. */
  global_step: number | null;
}

/** The points of one metric, as arrays of equal length: `format=columns`. */
export interface WireColumns {
  step: number[];
  value: WireValue[];
  /** Milliseconds since 1970. */
  timestamp: number[];
  line: number[];
  /** Null where the log gives no epoch. */
  epoch: (number | null)[];
  /** Null where the log showed no training step. */
  global_step: (number | null)[];
}

/** Everything in a metrics answer except the points. */
export interface WireMetadata {
  last_updated: string;
  is_complete: boolean;
  status: RunStatus;
  /** Number of stored points by metric. The answer may have fewer. */
  totals: Record<string, number>;
  /** Send it as `after` to get only newer points. */
  next: string;
  /** Ranges of steps without points, by metric. A metric without gaps is missing here. */
  gaps: Record<string, [number, number][]>;
  kinds: Record<string, MetricKind>;
  /** Where elapsed time is 0. */
  started_at: string;
  /** Number of marks that the log gave so far: when it grows, there are new ones to read. */
  marks: number;
  /** Metrics that were asked for and that the run doesn't have, at least not yet. */
  unknown: string[];
}

/** An answer of the metrics route: points by metric. */
export interface WireMetrics<Points = WirePoint[]> {
  run_id: string;
  metrics: Record<string, Points>;
  metadata: WireMetadata;
}

/** What an x axis shows: a column, or the seconds since the run began. */
export type WireAxis = "step" | "global_step" | "epoch" | "elapsed" | "time";

/** The points of one metric with their positions on the axis. */
export interface WireAxisColumns extends WireColumns {
  /** Seconds for `elapsed`, milliseconds since 1970 for `time`. */
  x: number[];
}

/** The points of one of several runs. */
export interface WireRunPoints {
  run_id: string;
  experiment_id: string;
  name: string;
  started_at: string;
  metrics: Record<string, WireAxisColumns>;
  metadata: Omit<WireMetadata, "unknown">;
}

/** The points of many runs: with `after`, of those alone that have something new. */
export interface WireManyMetrics {
  x: WireAxis;
  runs: WireRunPoints[];
  metadata: {
    /** Send it as `after` to get only what is new. It may be sent with other runs. */
    next: string;
    /** Points a metric that the answer has room for. */
    max_points: number;
    /** Runs that are not there. */
    unknown_runs: string[];
    /** Metrics that were asked for and that none of the runs has. */
    unknown: string[];
    /** Metrics of the runs beyond the first 60, when none was asked for by name. */
    left_out: string[];
  };
}

/** Exact numbers of a metric's points in a range. */
export interface WireRangeNumbers {
  count: number;
  /** Number of finite values, and their mean; null without one. */
  finite: number;
  mean: number | null;
  last: WirePoint;
  /** The lowest and the highest point, the infinities among them; null without a number. */
  min: WirePoint | null;
  max: WirePoint | null;
}

/** What a page brings of a run's chart: an answer of the metrics route, and where its points are thinned, exact numbers of the shown range. */
export interface WirePlot extends WireMetrics<WireColumns> {
  exact?: { metric: string; range: string; numbers: WireRangeNumbers | null };
}

/** Numbers of metrics of runs in a range. A metric without points there is missing. */
export interface WireManyNumbers {
  runs: { run_id: string; metrics: Record<string, WireRangeNumbers> }[];
  /** Runs that are not there. */
  unknown_runs: string[];
}

/** The point of each metric of each run that is nearest to a position. A metric without points is missing. */
export interface WireNearest {
  runs: { run_id: string; metrics: Record<string, WirePoint & { x: number }> }[];
  /** Runs that are not there. */
  unknown_runs: string[];
}

/**
 * A run as the page holds it, made of the answers of the metrics route.
 *
 * @module
 */
import type { Columns } from "../../model.ts";
import type { WireMetadata, WireMetrics } from "../../wire.ts";
import { decodePoints } from "./metric_columns.ts";

/** A run as the page holds it. */
export interface HeldRun {
  id: string;
  /** Points by metric; a metric that nobody looked at is missing. */
  metrics: Map<string, Columns>;
  totals: Record<string, number>;
  gaps: Record<string, [number, number][]>;
  next: string | null;
  isComplete: boolean;
  /** It was deleted meanwhile; what is held stays. */
  isDeleted: boolean;
  /** Metrics on their way. */
  loading: Set<string>;
}

/** A run of which the page holds what the server sent with it; `undefined` = nothing. */
export function createHeldRun(id: string, answer: WireMetrics | undefined, isLive: boolean): HeldRun {
  const run: HeldRun = {
    id,
    metrics: new Map(),
    totals: {},
    gaps: {},
    next: null,
    isComplete: !isLive,
    isDeleted: false,
    loading: new Set(),
  };
  if (!answer) return run;
  for (const [name, points] of Object.entries(answer.metrics)) {
    if (points.length > 0 || (answer.metadata.totals[name] ?? 0) === 0) {
      run.metrics.set(name, decodePoints(points));
    }
  }
  noteMetadata(run, answer.metadata);
  run.isComplete = answer.metadata.is_complete;
  run.next = answer.metadata.next;
  return run;
}

/** True when the log was read again in between: then the answer has everything, and what is held is of the past. */
export function isReread(before: string | null, now: string): boolean {
  const reading = (token: string) => token.split(".")[0];
  return before !== null && reading(before) !== reading(now);
}

/** Takes in what an answer says of its metrics. */
export function noteMetadata(run: HeldRun, metadata: WireMetadata): void {
  Object.assign(run.totals, metadata.totals);
  Object.assign(run.gaps, metadata.gaps);
}

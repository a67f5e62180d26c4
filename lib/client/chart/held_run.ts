/**
 * A run as the page holds it, and how the answers of the metrics route change it. Requests nothing.
 *
 * @module
 */
import type { Columns } from "../../model.ts";
import { createColumns } from "../../series/columns.ts";
import { thinColumns } from "../../series/downsample.ts";
import { mergeColumns } from "../../series/merge_columns.ts";
import type { WireColumns, WireMetadata, WireMetrics, WirePlot } from "../../wire/points.ts";
import { decodeColumns } from "./metric_columns.ts";
import { decodeNumbers, type HeldNumbers } from "./range_summary.ts";

/** A run as the page holds it. */
export interface HeldRun {
  id: string;
  /** Points by metric. A metric that was never shown is missing. */
  metrics: Map<string, Columns>;
  /** Number of points on the server, by metric. A map: names come from logs, and `constructor` is one too. */
  totals: Map<string, number>;
  /** Gaps that the server found, by metric. */
  gaps: Map<string, [number, number][]>;
  /** Exact numbers of the range that was shown last, by metric, where the page holds fewer points than the server. */
  numbers: Map<string, HeldNumbers>;
  /** Smoothed points of the range that was shown last, by metric, where the page holds fewer points than the server. */
  smoothed: Map<string, HeldSmooth>;
  /** The `after` of the next request; null before the first answer. */
  next: string | null;
  isComplete: boolean;
  /** Number of marks that its log gave so far. */
  markCount: number;
  /** When the run began, milliseconds since the epoch; null before the first answer. */
  startedAt: number | null;
  /** The server no longer has the run. The page keeps what it holds. */
  isDeleted: boolean;
  /** Metrics that were requested and have not arrived. */
  loading: Set<string>;
}

/** Points with smoothed values, and of which range and weight. */
export interface HeldSmooth {
  key: string;
  columns: Columns;
}

/** The page thins a metric that has more points than this … */
export const POINTS_HELD = 8_000;
/** … to this many, so that a page can stay open for days. */
const POINTS_THINNED = 4_000;

/** A run that holds the answer the server sent with the page, or nothing. */
export function createHeldRun(id: string, answer: WirePlot | undefined, isLive: boolean): HeldRun {
  const run: HeldRun = {
    id,
    metrics: new Map(),
    totals: new Map(),
    gaps: new Map(),
    numbers: new Map(),
    smoothed: new Map(),
    next: null,
    isComplete: !isLive,
    markCount: 0,
    startedAt: null,
    isDeleted: false,
    loading: new Set(),
  };
  if (!answer) return run;
  receiveMetadata(run, answer.metadata);
  for (const [name, points] of Object.entries(answer.metrics)) {
    if (points.step.length > 0 || (run.totals.get(name) ?? 0) === 0) run.metrics.set(name, decodeColumns(points));
  }
  const { exact } = answer;
  if (exact) run.numbers.set(exact.metric, { range: exact.range, summary: decodeNumbers(exact.numbers) });
  run.isComplete = answer.metadata.is_complete;
  run.next = answer.metadata.next;
  return run;
}

/**
 * Receives an answer about what is new. It fills the metrics that the page holds or waits for, and those that it holds whole.
 * When the log was read again since the last answer, this answer replaces everything. Returns false when nothing is new: the page then
 * needs no drawing.
 */
export function receiveNews(run: HeldRun, { metrics, metadata }: WireMetrics<WireColumns>): boolean {
  const { next, is_complete, marks } = metadata;
  const hasPoints = Object.values(metrics).some(({ step }) => step.length > 0);
  if (!hasPoints && run.next === next && run.isComplete === is_complete && run.markCount === marks) return false;
  const isReread = run.next !== null && readingOf(run.next) !== readingOf(metadata.next);
  if (isReread) {
    run.metrics.clear();
    run.totals.clear();
    run.gaps.clear();
    run.numbers.clear();
    run.smoothed.clear();
  }
  receiveMetadata(run, metadata);
  for (const [name, wire] of Object.entries(metrics)) {
    const isWhole = run.totals.get(name) === wire.step.length;
    if (isReread || isWhole || run.metrics.has(name) || run.loading.has(name)) {
      holdPoints(run, name, decodeColumns(wire));
    }
  }
  run.isComplete = is_complete;
  run.next = next;
  return true;
}

/**
 * Receives the answer to a request for one metric. `isComplete` stays as it is: the run may have printed points of other metrics
 * since the last answer about what is new.
 */
export function receiveMetric(run: HeldRun, metric: string, { metrics, metadata }: WireMetrics<WireColumns>): void {
  holdPoints(run, metric, Object.hasOwn(metrics, metric) ? decodeColumns(metrics[metric]!) : createColumns(0));
  receiveMetadata(run, metadata);
  run.next ??= metadata.next;
  run.loading.delete(metric);
}

/** Adds points to a metric without thinning it. Returns false, and adds nothing, when the page doesn't hold the metric. */
export function addPoints(run: HeldRun, metric: string, points: Columns): boolean {
  const held = run.metrics.get(metric);
  if (held) run.metrics.set(metric, mergeColumns(held, points));
  return held !== undefined;
}

/** Which reading of the log a run's points come from; null before the first answer. */
export function readingOf(next: string | null): string | null {
  return next?.split(".")[0] ?? null;
}

function holdPoints(run: HeldRun, metric: string, points: Columns): void {
  const merged = mergeColumns(run.metrics.get(metric) ?? createColumns(0), points);
  run.metrics.set(metric, merged.step.length > POINTS_HELD ? thinColumns(merged, POINTS_THINNED) : merged);
}

function receiveMetadata(run: HeldRun, { totals, gaps, marks, started_at }: WireMetadata): void {
  run.markCount = marks;
  run.startedAt = Date.parse(started_at);
  for (const [name, total] of Object.entries(totals)) run.totals.set(name, total);
  for (const [name, found] of Object.entries(gaps)) run.gaps.set(name, found);
}

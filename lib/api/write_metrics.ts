/**
 * Turns points into the JSON of the API (`wire.ts`). NaN and the infinities become strings, times become ISO 8601. Reads no store.
 *
 * @module
 */
import { type Columns, isComplete, type Run } from "../model.ts";
import { findGaps } from "../series/gaps.ts";
import type { PointAnswer } from "../store/point_chunks.ts";
import { formatTime } from "../time.ts";
import type { WireColumns, WireMetadata, WireMetrics, WirePoint, WireValue } from "../wire.ts";

/** A number as JSON: NaN and the infinities become strings. */
export function writeValue(value: number): WireValue {
  return Number.isFinite(value) ? value : String(value) as WireValue;
}

/** A number as JSON; null for NaN, which stands for a number that isn't known, and for the infinities. */
export function numberOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The points of a metric as JSON, one object for each. */
export function writePoints(columns: Columns): WirePoint[] {
  return Array.from(columns.step, (step, i) => ({
    step,
    value: writeValue(columns.value[i]!),
    timestamp: formatTime(columns.time[i]!),
    line: columns.line[i]!,
    epoch: numberOrNull(columns.epoch[i]!),
    global_step: numberOrNull(columns.globalStep[i]!),
  }));
}

function writeColumns(columns: Columns): WireColumns {
  return {
    step: [...columns.step],
    value: Array.from(columns.value, writeValue),
    timestamp: [...columns.time],
    line: [...columns.line],
    epoch: Array.from(columns.epoch, numberOrNull),
    global_step: Array.from(columns.globalStep, numberOrNull),
  };
}

/** The token that a later request sends as `after` to get only newer points. */
export const writeCursor = (generation: number, rev: number): string => `${generation}.${rev}`;

/** Generation and rev of a token; null when the text is not a token. */
export function readCursor(token: string): { generation: number; rev: number } | null {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(token);
  return match ? { generation: Number(match[1]), rev: Number(match[2]) } : null;
}

/** Metrics that every answer has, even for a run without them. */
export const CLASSIC_METRICS: readonly string[] = ["loss", "learning_rate", "grad_norm"];

/** How to write a metrics answer. */
export interface WriteMetricsOptions {
  /** Metrics that the answer has even without points. None by default. */
  names?: readonly string[];
  /** Gaps by metric, found before the points were thinned. By default they are searched for in the answer's own points. */
  gaps?: ReadonlyMap<string, [number, number][]>;
}

function writeMetadata(run: Run, answer: PointAnswer, gaps: WriteMetricsOptions["gaps"]): WireMetadata {
  const found = gaps ?? new Map([...answer.columns].map(([name, { step }]) => [name, findGaps(step)]));
  return {
    last_updated: formatTime(run.updatedAt),
    is_complete: isComplete(run.status),
    status: run.status,
    totals: Object.fromEntries(answer.summaries.map(({ name, count }) => [name, count])),
    next: writeCursor(answer.generation, answer.rev),
    gaps: Object.fromEntries([...found].filter(([, gaps]) => gaps.length > 0)),
    kinds: Object.fromEntries(answer.summaries.map(({ name, kind }) => [name, kind])),
  };
}

/** Writes an answer. `write` writes the points of a metric; a metric without points becomes `none`. */
function writeAnswer<Points>(
  run: Run,
  answer: PointAnswer,
  { names = [], gaps, write, none }: WriteMetricsOptions & { write: (columns: Columns) => Points; none: Points },
): WireMetrics<Points> {
  const metrics = [...answer.columns].map(([name, columns]) => [name, write(columns)] as const);
  const empty = names.filter((name) => !answer.columns.has(name)).map((name) => [name, none] as const);
  return {
    run_id: run.id,
    metrics: Object.fromEntries([...metrics, ...empty]),
    metadata: writeMetadata(run, answer, gaps),
  };
}

/** A metrics answer with one object for each point. */
export function writeMetrics(run: Run, answer: PointAnswer, options: WriteMetricsOptions = {}): WireMetrics {
  return writeAnswer(run, answer, { ...options, write: writePoints, none: [] });
}

/** A metrics answer with the points of each metric in columns. */
export function writeMetricColumns(
  run: Run,
  answer: PointAnswer,
  options: WriteMetricsOptions = {},
): WireMetrics<WireColumns> {
  const none: WireColumns = { step: [], value: [], timestamp: [], line: [], epoch: [], global_step: [] };
  return writeAnswer(run, answer, { ...options, write: writeColumns, none });
}

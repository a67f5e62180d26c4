/**
 * From records to JSON: here and in `wire_runs.ts` camelCase becomes the wire's snake_case, milliseconds become ISO times and NaN a
 * string.
 *
 * @module
 */
import { type Columns, isComplete, type Run } from "../model.ts";
import { findGaps } from "../series/gaps.ts";
import type { StoredLine } from "../store/log_lines.ts";
import type { PointAnswer } from "../store/point_chunks.ts";
import { formatTime } from "../time.ts";
import type { WireColumns, WireLogs, WireMetadata, WireMetrics, WirePoint, WireValue } from "../wire.ts";

/** A value as JSON has it. */
export function writeValue(value: number): WireValue {
  return Number.isFinite(value) ? value : String(value) as WireValue;
}

/** Points of a metric as JSON. */
export function writePoints(columns: Columns): WirePoint[] {
  return Array.from(columns.step, (step, i) => ({
    step,
    value: writeValue(columns.value[i]!),
    timestamp: formatTime(columns.time[i]!),
    line: columns.line[i]!,
    epoch: Number.isNaN(columns.epoch[i]!) ? null : columns.epoch[i]!,
  }));
}

function writeColumns(columns: Columns): WireColumns {
  return {
    step: [...columns.step],
    value: Array.from(columns.value, writeValue),
    timestamp: [...columns.time],
    line: [...columns.line],
    epoch: Array.from(columns.epoch, (epoch) => Number.isNaN(epoch) ? null : epoch),
  };
}

/** The token by which a later request asks for what came since. */
export const writeCursor = (generation: number, rev: number): string => `${generation}.${rev}`;

/** A token's generation and rev; null for what is no token. */
export function readCursor(token: string): { generation: number; rev: number } | null {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(token);
  return match ? { generation: Number(match[1]), rev: Number(match[2]) } : null;
}

/** Names that are in every answer, whether a run has them or not. */
export const CLASSIC_METRICS: readonly string[] = ["loss", "learning_rate", "grad_norm"];

/** An answer's metadata: gaps are looked for in the answer's own points unless given. */
function writeMetadata(
  run: Run,
  answer: PointAnswer,
  gaps?: ReadonlyMap<string, [number, number][]>,
): WireMetadata {
  const found = gaps ??
    new Map([...answer.columns].map(([name, { step }]) => [name, findGaps(step)]));
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

/** How to write a metrics answer. */
export interface WriteMetricsOptions {
  /** Names that are in the answer even without points. */
  names?: readonly string[];
  /** Gaps of the unthinned points. */
  gaps?: ReadonlyMap<string, [number, number][]>;
}

/** A metrics answer as JSON. */
export function writeMetrics(
  run: Run,
  answer: PointAnswer,
  options: WriteMetricsOptions = {},
): WireMetrics {
  const { names = [] } = options;
  const empty = names.filter((name) => !answer.columns.has(name)).map((name) => [name, []] as const);
  const metrics = [...answer.columns].map(([name, columns]) => [name, writePoints(columns)] as const);
  return {
    run_id: run.id,
    metrics: Object.fromEntries([...metrics, ...empty]),
    metadata: writeMetadata(run, answer, options.gaps),
  };
}

const noColumns: WireColumns = { step: [], value: [], timestamp: [], line: [], epoch: [] };

/** A metrics answer as JSON in columns. */
export function writeMetricColumns(
  run: Run,
  answer: PointAnswer,
  options: WriteMetricsOptions = {},
): WireMetrics<WireColumns> {
  const { names = [] } = options;
  const empty = names.filter((name) => !answer.columns.has(name)).map((name) => [name, noColumns] as const);
  const metrics = [...answer.columns].map(([name, columns]) => [name, writeColumns(columns)] as const);
  return {
    run_id: run.id,
    metrics: Object.fromEntries([...metrics, ...empty]),
    metadata: writeMetadata(run, answer, options.gaps),
  };
}

/** Lines of a log as JSON. */
export function writeLogs(
  run: Run,
  { lines, lastLine }: { lines: StoredLine[]; lastLine: number },
): WireLogs {
  return {
    lines: lines.map(({ line, timestamp, text }) => ({
      line,
      timestamp: formatTime(timestamp),
      text,
    })),
    last_line: lastLine,
    is_complete: isComplete(run.status),
  };
}

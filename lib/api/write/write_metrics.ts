/**
 * Turns points into the JSON of the API (`wire.ts`). NaN and the infinities become strings, times become ISO 8601. Reads no store.
 *
 * @module
 */
import { type Columns, isComplete, type Run } from "../../model.ts";
import { thinColumns } from "../../series/downsample.ts";
import { findGaps } from "../../series/gaps.ts";
import type { PointAnswer } from "../../store/points/point_chunks.ts";
import { formatTime } from "../../time.ts";
import type { WireColumns, WireMetadata, WireMetrics, WirePoint, WireValue } from "../../wire/points.ts";

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

/** The points of a metric as arrays. */
export function writeColumns(columns: Columns): WireColumns {
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

/** How to write a metrics answer. */
export interface WriteMetricsOptions {
  /** Metrics that the answer has even without points. None by default. */
  names?: readonly string[];
  /** Metrics that were asked for and that the run doesn't have. */
  unknown?: readonly string[];
  /** Gaps by metric, found before the points were thinned. By default they are searched for in the answer's own points. */
  gaps?: ReadonlyMap<string, [number, number][]>;
}

/** When a run began, milliseconds since the epoch: where `elapsed` is 0. */
export const startOf = ({ startedAt, createdAt }: Pick<Run, "startedAt" | "createdAt">): number =>
  startedAt ?? createdAt;

/** Everything of an answer but its points. */
export function writeMetadata(
  run: Run,
  answer: PointAnswer,
  { gaps, unknown = [] }: WriteMetricsOptions,
): WireMetadata {
  const found = gaps ?? new Map([...answer.columns].map(([name, { step }]) => [name, findGaps(step)]));
  return {
    last_updated: formatTime(run.updatedAt),
    is_complete: isComplete(run.status),
    status: run.status,
    totals: Object.fromEntries(answer.summaries.map(({ name, count }) => [name, count])),
    next: writeCursor(answer.generation, answer.rev),
    gaps: Object.fromEntries([...found].filter(([, gaps]) => gaps.length > 0)),
    kinds: Object.fromEntries(answer.summaries.map(({ name, kind }) => [name, kind])),
    started_at: formatTime(startOf(run)),
    marks: run.markCount,
    unknown: [...unknown],
  };
}

/** Writes an answer. `write` writes the points of a metric; a metric without points becomes `none`. */
function writeAnswer<Points>(
  run: Run,
  answer: PointAnswer,
  { names = [], write, none, ...options }: WriteMetricsOptions & { write: (columns: Columns) => Points; none: Points },
): WireMetrics<Points> {
  const metrics = [...answer.columns].map(([name, columns]) => [name, write(columns)] as const);
  const empty = names.filter((name) => !answer.columns.has(name)).map((name) => [name, none] as const);
  return {
    run_id: run.id,
    metrics: Object.fromEntries([...metrics, ...empty]),
    metadata: writeMetadata(run, answer, options),
  };
}

/** A metrics answer with one object for each point. */
export function writeMetrics(run: Run, answer: PointAnswer, options: WriteMetricsOptions = {}): WireMetrics {
  return writeAnswer(run, answer, { ...options, write: writePoints, none: [] });
}

/**
 * The same as text. Points of a metric that take more than `maxChars` are thinned further, which keeps their ends, lowest and highest.
 *
 * @param maxChars enough for 4 points
 */
export function writeMetricsText(
  run: Run,
  answer: PointAnswer,
  { maxChars, ...options }: WriteMetricsOptions & { maxChars: number },
): string {
  const write = (columns: Columns) => writeWithin(columns, maxChars);
  const { run_id, metrics, metadata } = writeAnswer(run, answer, { ...options, write, none: "[]" });
  const texts = Object.entries(metrics).map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  return `{"run_id":${JSON.stringify(run_id)},"metrics":{${texts.join(",")}},"metadata":${JSON.stringify(metadata)}}`;
}

const POINTS_LEAST = 4;

function writeWithin(columns: Columns, maxChars: number): string {
  for (let points = columns;;) {
    const text = JSON.stringify(writePoints(points)), count = points.step.length;
    if (text.length <= maxChars || count <= POINTS_LEAST) return text;
    const most = Math.min(Math.floor(count * maxChars / text.length), count - 1);
    points = thinColumns(columns, Math.max(most, POINTS_LEAST));
  }
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

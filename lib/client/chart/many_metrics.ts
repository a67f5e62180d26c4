/**
 * Requests metrics of many runs in one answer. Loaded only where a chart has several runs. Keeps nothing.
 *
 * @module
 */
import "../first_script.ts";
import { MANY_RUNS_MAX, MAX_POINTS_DEFAULT } from "../../limits.ts";
import type { Columns, MetricKind } from "../../model.ts";
import type { WireAxis, WireColumns, WireManyMetrics, WireMetrics } from "../../wire/points.ts";
import type { WireFoundMetrics } from "../../wire/found_metrics.ts";
import { readJson } from "../server/read.ts";
import { decodeColumns } from "./metric_columns.ts";

/** What to request of each run. */
export interface ManyQuery {
  metrics: readonly string[];
  /** `next` of an earlier answer: only what is new since. */
  after?: string | null;
  /** The x axis of the range; steps by default. */
  x?: WireAxis;
  minX?: number | null;
  maxX?: number | null;
  /** Weight of earlier values: the values are averages then. */
  smoothing?: number;
  /** Points a metric of a run; by default the server's usual number, and fewer for many runs. */
  maxPoints?: number;
}

/** Answers by run, as the route of one run gives them. Runs of which nothing is new are missing. */
export interface ManyAnswers {
  answers: Map<string, WireMetrics<WireColumns>>;
  /** Runs that are not there. */
  deleted: string[];
  next: string;
}

/** Points of a metric on a chart of many runs, which is drawn within a blink, and the fewest that a run of it has. */
const CHART_POINTS = 30_000, RUN_POINTS_MIN = 300;

/**
 * How many points of a metric each of so many runs gives a chart.
 *
 * @example
 * ```ts
 * import { pointsOfRun } from "./many_metrics.ts";
 * pointsOfRun(100); // 300
 * ```
 */
export const pointsOfRun = (runs: number): number =>
  Math.max(RUN_POINTS_MIN, Math.min(MAX_POINTS_DEFAULT, Math.floor(CHART_POINTS / runs)));

async function requestPart(
  ids: readonly string[],
  { metrics, after, x, minX, maxX, smoothing, maxPoints }: ManyQuery,
  { origin, signal }: { origin: string; signal: AbortSignal },
): Promise<WireManyMetrics> {
  const query = {
    runs: ids.join(),
    metric_type: metrics,
    x,
    min_x: minX,
    max_x: maxX,
    smoothing,
    max_points: maxPoints,
    after,
  };
  return await readJson<WireManyMetrics>(`${origin}/api/metrics`, query, signal);
}

/**
 * Requests metrics of runs, a hundred runs a request: the answers as they are.
 *
 * @throws {ReadRefused} for an error status
 */
export async function requestParts(
  ids: readonly string[],
  query: ManyQuery,
  options: { origin: string; signal: AbortSignal },
): Promise<WireManyMetrics[]> {
  const parts: WireManyMetrics[] = [], asked = { ...query, maxPoints: query.maxPoints ?? pointsOfRun(ids.length) };
  for (let from = 0; from < ids.length; from += MANY_RUNS_MAX) {
    parts.push(await requestPart(ids.slice(from, from + MANY_RUNS_MAX), asked, options));
  }
  return parts;
}

/**
 * The same, by run.
 *
 * @throws {ReadRefused} for an error status
 */
export async function requestMany(
  ids: readonly string[],
  query: ManyQuery,
  options: { origin: string; signal: AbortSignal },
): Promise<ManyAnswers> {
  const parts = await requestParts(ids, query, options);
  const runs = parts.flatMap((part) => part.runs);
  return {
    answers: new Map(runs.map(({ run_id, metrics, metadata }) => [
      run_id,
      { run_id, metrics, metadata: { ...metadata, unknown: [] } },
    ])),
    deleted: parts.flatMap(({ metadata }) => metadata.unknown_runs),
    next: parts.map(({ metadata }) => metadata.next).filter(Boolean).join("_"),
  };
}

/**
 * Requests the names and kinds of all metrics that runs have.
 *
 * @throws {ReadRefused} for an error status
 */
export async function requestNames(
  ids: readonly string[],
  { origin, signal }: { origin: string; signal: AbortSignal },
): Promise<Record<string, MetricKind>> {
  const parts: Record<string, MetricKind>[] = [], q = "."; // any name
  for (let from = 0; from < ids.length; from += MANY_RUNS_MAX) {
    const runs = ids.slice(from, from + MANY_RUNS_MAX).join();
    parts.push((await readJson<WireFoundMetrics>(`${origin}/api/metrics/names`, { runs, q }, signal)).kinds);
  }
  return Object.assign({}, ...parts);
}

/**
 * Requests one metric of runs: its points by run. Runs without the metric are missing.
 *
 * @throws {ReadRefused} for an error status
 */
export async function requestMetric(
  ids: readonly string[],
  { metric, ...query }: Omit<ManyQuery, "metrics" | "after"> & { metric: string },
  options: { origin: string; signal: AbortSignal },
): Promise<Map<string, Columns>> {
  const { answers } = await requestMany(ids, { ...query, metrics: [metric] }, options);
  return new Map(
    [...answers].flatMap(([id, { metrics }]): [string, Columns][] =>
      Object.hasOwn(metrics, metric) ? [[id, decodeColumns(metrics[metric]!)]] : []
    ),
  );
}

/**
 * The metrics route: a run's points, thinned, as JSON, columns or CSV. Its strong ETag is made without reading a point.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { InvalidInput } from "../errors.ts";
import { ANSWER_POINTS_MAX, MAX_POINTS_DEFAULT, MAX_POINTS_LOWEST, METRIC_JSON_MAX_CHARS } from "../limits.ts";
import type { Run } from "../model.ts";
import { thinColumns } from "../series/downsample.ts";
import { findGaps } from "../series/gaps.ts";
import type { PointAnswer } from "../store/points/point_chunks.ts";
import type { EveryPointQuery } from "../store/points/every_point.ts";
import type { Bounds } from "../store/points/point_range.ts";
import type { Store } from "../store/store.ts";
import { answers, type ApiOptions, createRoutes } from "./frame/context.ts";
import { CSV_HEAD, writeCsv } from "./write/csv.ts";
import { type AxisBounds, readBounds } from "./many_metrics.ts";
import { metricsSchema } from "./schemas/answer_schemas.ts";
import { metricsQuery, runParams } from "./schemas/schemas.ts";
import { CLASSIC_METRICS, resolveNames } from "./metric_names.ts";
import { digestTag, isKnown, notModified, taggedResponse, taggedStream } from "./frame/tagged.ts";
import { rangeOnAxis } from "./write/write_many_metrics.ts";
import { readCursor, writeMetricColumns, writeMetricsText } from "./write/write_metrics.ts";

/** The parameters of the metrics route. */
export interface MetricsParameters extends AxisBounds {
  metric_type?: string[] | undefined;
  min_step?: number | undefined;
  max_step?: number | undefined;
  /** Milliseconds since the epoch. */
  min_time?: number | undefined;
  max_time?: number | undefined;
  /** `MAX_POINTS_DEFAULT` by default; CSV has every point then. */
  max_points?: number | undefined;
  after?: string | undefined;
  format: "json" | "columns" | "csv";
}

/** Points of each metric in an answer: `max_points`, but fewer when very many metrics are asked for. */
export function pointsPerMetric(
  run: Pick<Run, "metrics">,
  { max_points = MAX_POINTS_DEFAULT, metric_type }: MetricsParameters,
): number {
  const metrics = metric_type?.length ?? run.metrics.length;
  return Math.max(Math.min(max_points, Math.floor(ANSWER_POINTS_MAX / Math.max(metrics, 1))), MAX_POINTS_LOWEST);
}

const hasBounds = ({ min_x, max_x }: MetricsParameters): boolean => min_x !== undefined || max_x !== undefined;

/** What lies within both. */
const within = ([low, high]: Bounds = [-Infinity, Infinity], other: Bounds): Bounds => [
  Math.max(low, other[0]),
  Math.min(high, other[1]),
];

/** Which points the parameters ask for. Throws InvalidInput for a malformed `after`. */
function queryOf(
  run: Run,
  parameters: MetricsParameters,
  { generation, signal }: { generation: number; signal: AbortSignal },
): EveryPointQuery {
  const { metric_type, min_step = -Infinity, max_step = Infinity, min_time = -Infinity, max_time = Infinity } =
    parameters;
  const cursor = parameters.after === undefined ? null : readCursor(parameters.after);
  if (parameters.after !== undefined && !cursor) {
    throw new InvalidInput("after", `after must be "next" of an earlier answer, not "${parameters.after}"`);
  }
  const range = hasBounds(parameters) ? rangeOnAxis(run, parameters.x ?? "step", readBounds(parameters)) : {};
  if (min_step !== -Infinity || max_step !== Infinity) range.step = within(range.step, [min_step, max_step]);
  if (min_time !== -Infinity || max_time !== Infinity) range.time = within(range.time, [min_time, max_time]);
  return {
    range,
    signal,
    ...(metric_type ? { metrics: metric_type } : {}),
    ...(cursor?.generation === generation ? { after: cursor.rev } : {}),
  };
}

async function answerFor(
  store: Store,
  run: Run,
  { parameters, query }: { parameters: MetricsParameters; query: EveryPointQuery },
): Promise<{ answer: PointAnswer; gaps: Map<string, [number, number][]> }> {
  const gaps = new Map<string, [number, number][]>(), most = pointsPerMetric(run, parameters);
  const answer = await store.points.read(run.id, {
    ...query,
    thinTo: most,
    reduce(name, columns, { gaps: known }) {
      gaps.set(name, known ?? findGaps(columns.step));
      return thinColumns(columns, most);
    },
  });
  if (parameters.after === undefined) return { answer, gaps };
  return {
    answer: { ...answer, columns: new Map([...answer.columns].filter(([, { step }]) => step.length > 0)) },
    gaps,
  };
}

/** The entity tag of an answer. */
const tagOf = (
  run: Run,
  { generation, rev }: { generation: number; rev: number },
  parameters: MetricsParameters,
): Promise<string> => digestTag([run.id, generation, rev, run.status, run.updatedAt, parameters]);

function writeBody(
  run: Run,
  answer: PointAnswer,
  { parameters, gaps }: { parameters: MetricsParameters; gaps: ReadonlyMap<string, [number, number][]> },
): string {
  const { format, metric_type: asked, max_points } = parameters;
  if (format === "csv") {
    return CSV_HEAD + [...answer.columns].map(([name, columns]) => writeCsv(name, columns)).join("");
  }
  const found = new Set(answer.summaries.map(({ name }) => name));
  const options = { names: asked ?? CLASSIC_METRICS, unknown: asked?.filter((name) => !found.has(name)) ?? [], gaps };
  if (format === "columns") return JSON.stringify(writeMetricColumns(run, answer, options));
  return writeMetricsText(run, answer, {
    ...options,
    maxChars: max_points === undefined ? METRIC_JSON_MAX_CHARS : Infinity,
  });
}

const csvHeaders = (run: Run) => ({
  "content-type": "text/csv; charset=utf-8",
  "content-disposition": `attachment; filename="${run.id}.csv"`,
});

/** Every point as CSV, sent while it is read. What fails before the first point is an answer of its own; later the download breaks off. */
async function downloadCsv(
  store: Store,
  run: Run,
  { parameters, query, request }: { parameters: MetricsParameters; query: EveryPointQuery; request: Request },
): Promise<Response> {
  const { parts, ...version } = await store.points.open(run.id, query), first = await parts.next();
  const lines = async function* () {
    yield CSV_HEAD;
    if (first.done) return;
    yield writeCsv(first.value.name, first.value.columns);
    for await (const { name, columns } of parts) yield writeCsv(name, columns);
  };
  return taggedStream(request, {
    parts: lines(),
    tag: await tagOf(run, version, parameters),
    headers: csvHeaders(run),
  });
}

/** Answers with a run's points, or with 304 when the client has the same answer already. */
export async function answerMetrics(
  store: Store,
  run: Run,
  asked: MetricsParameters,
  request: Request,
): Promise<Response> {
  const names = new Set(run.metrics.map(({ name }) => name));
  const parameters = asked.metric_type ? { ...asked, metric_type: resolveNames(asked.metric_type, names) } : asked;
  const version = await store.points.version(run.id), known = await tagOf(run, version, parameters);
  if (isKnown(request, known)) return notModified(request, known);
  const query = queryOf(run, parameters, { generation: version.generation, signal: request.signal });
  if (parameters.format === "csv" && parameters.max_points === undefined) {
    return await downloadCsv(store, run, { parameters, query, request });
  }
  const { answer, gaps } = await answerFor(store, run, { parameters, query });
  return taggedResponse(request, {
    body: writeBody(run, answer, { parameters, gaps }),
    tag: await tagOf(run, answer, parameters),
    headers: parameters.format === "csv" ? csvHeaders(run) : { "content-type": "application/json" },
  });
}

/** Creates the metrics route. */
export function createMetricsRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  routes.openapi(
    createRoute({
      method: "get",
      path: "/experiments/{experiment_id}/runs/{run_id}/metrics",
      request: { params: runParams, query: metricsQuery },
      responses: {
        ...answers(200, "Points of the run's metrics", metricsSchema, ["text/csv"]),
        304: { description: "Nothing changed since the answer of the given ETag" },
      },
    }),
    async (c) => {
      const { experiment_id, run_id } = c.req.valid("param");
      const run = await store.runs.getOf(experiment_id, run_id);
      return await answerMetrics(store, run, c.req.valid("query"), c.req.raw);
    },
  );
  return routes;
}

/**
 * The metrics route: a run's points, thinned, as JSON, columns or CSV. Its strong ETag is made without reading a point.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { InvalidInput } from "../errors.ts";
import { ANSWER_POINTS_MAX, MAX_POINTS_LOWEST } from "../limits.ts";
import type { Run } from "../model.ts";
import { thinColumns } from "../series/downsample.ts";
import { findGaps } from "../series/gaps.ts";
import type { PointAnswer } from "../store/point_chunks.ts";
import type { Store } from "../store/store.ts";
import { answers, type ApiOptions, createRoutes } from "./context.ts";
import { CSV_HEAD, writeCsv } from "./csv.ts";
import { metricsSchema } from "./answer_schemas.ts";
import { metricsQuery, runParams } from "./schemas.ts";
import { isKnown, notModified, taggedResponse } from "./tagged.ts";
import { CLASSIC_METRICS, readCursor, writeMetricColumns, writeMetrics } from "./write_metrics.ts";

/** The parameters of the metrics route. */
export interface MetricsParameters {
  metric_type?: string[] | undefined;
  min_step?: number | undefined;
  max_step?: number | undefined;
  max_points: number;
  after?: string | undefined;
  format: "json" | "columns" | "csv";
}

/** Points of each metric in an answer: `max_points`, but fewer when very many metrics are asked for. */
export function pointsPerMetric(run: Pick<Run, "metrics">, { max_points, metric_type }: MetricsParameters): number {
  const metrics = metric_type?.length ?? run.metrics.length;
  return Math.max(Math.min(max_points, Math.floor(ANSWER_POINTS_MAX / Math.max(metrics, 1))), MAX_POINTS_LOWEST);
}

async function answerFor(
  store: Store,
  run: Run,
  { parameters, signal }: { parameters: MetricsParameters; signal: AbortSignal },
): Promise<{ answer: PointAnswer; gaps: Map<string, [number, number][]> }> {
  const cursor = parameters.after === undefined ? null : readCursor(parameters.after);
  if (parameters.after !== undefined && !cursor) {
    throw new InvalidInput(
      "after",
      `after must be "next" of an earlier answer, not "${parameters.after}"`,
    );
  }
  const { generation } = await store.points.version(run.id);
  const gaps = new Map<string, [number, number][]>(), most = pointsPerMetric(run, parameters);
  const answer = await store.points.read(run.id, {
    mayThin: true,
    signal,
    reduce(name, columns) {
      gaps.set(name, findGaps(columns.step));
      return thinColumns(columns, most);
    },
    ...(parameters.metric_type ? { metrics: parameters.metric_type } : {}),
    ...(parameters.min_step === undefined ? {} : { minStep: parameters.min_step }),
    ...(parameters.max_step === undefined ? {} : { maxStep: parameters.max_step }),
    ...(cursor?.generation === generation ? { after: cursor.rev } : {}),
  });
  if (!cursor) return { answer, gaps };
  return {
    answer: { ...answer, columns: new Map([...answer.columns].filter(([, { step }]) => step.length > 0)) },
    gaps,
  };
}

/** The entity tag of an answer: a digest of everything that the answer depends on. */
async function tagOf(
  run: Run,
  { generation, rev }: { generation: number; rev: number },
  parameters: MetricsParameters,
): Promise<string> {
  const text = JSON.stringify([run.id, generation, rev, run.status, run.updatedAt, parameters]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(digest).subarray(0, 12).toHex();
}

function writeBody(
  run: Run,
  answer: PointAnswer,
  { parameters, gaps }: { parameters: MetricsParameters; gaps: ReadonlyMap<string, [number, number][]> },
): string {
  if (parameters.format === "csv") {
    return CSV_HEAD + [...answer.columns].map(([name, columns]) => writeCsv(name, columns)).join("");
  }
  const write = parameters.format === "columns" ? writeMetricColumns : writeMetrics;
  return JSON.stringify(write(run, answer, { names: parameters.metric_type ?? CLASSIC_METRICS, gaps }));
}

/** Answers with a run's points, or with 304 when the client has the same answer already. */
export async function answerMetrics(
  store: Store,
  run: Run,
  parameters: MetricsParameters,
  request: Request,
): Promise<Response> {
  const known = await tagOf(run, await store.points.version(run.id), parameters);
  if (isKnown(request, known)) return notModified(request, known);
  const { answer, gaps } = await answerFor(store, run, { parameters, signal: request.signal });
  const headers: Record<string, string> = parameters.format === "csv"
    ? { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${run.id}.csv"` }
    : { "content-type": "application/json" };
  return taggedResponse(request, {
    body: writeBody(run, answer, { parameters, gaps }),
    tag: await tagOf(run, answer, parameters),
    headers,
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

/**
 * The metrics route: points of a run, thinned, as JSON, columns or CSV, with an ETag that costs no reading of points.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { InvalidInput } from "../errors.ts";
import { isComplete, type Run } from "../model.ts";
import { thinColumns } from "../series/downsample.ts";
import { findGaps } from "../series/gaps.ts";
import type { PointAnswer } from "../store/point_chunks.ts";
import type { Store } from "../store/store.ts";
import { answers, type ApiOptions, createRoutes } from "./context.ts";
import { CSV_HEAD, writeCsv } from "./csv.ts";
import { metricsQuery, metricsSchema, runParams } from "./schemas.ts";
import { CLASSIC_METRICS, readCursor, writeMetricColumns, writeMetrics } from "./wire.ts";

/** What is asked of the metrics route. */
export interface MetricsQuestion {
  metric_type?: string[] | undefined;
  min_step?: number | undefined;
  max_step?: number | undefined;
  max_points: number;
  after?: string | undefined;
  format: "json" | "columns" | "csv";
}

async function hash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(digest).subarray(0, 12).toHex();
}

async function answerFor(
  store: Store,
  run: Run,
  question: MetricsQuestion,
): Promise<{ answer: PointAnswer; gaps: Map<string, [number, number][]> }> {
  const cursor = question.after === undefined ? null : readCursor(question.after);
  if (question.after !== undefined && !cursor) {
    throw new InvalidInput(
      "after",
      `after must be the "next" of an earlier answer, not "${question.after}"`,
    );
  }
  const { generation } = await store.points.version(run.id);
  const answer = await store.points.read(run.id, {
    mayThin: true,
    ...(question.metric_type ? { metrics: question.metric_type } : {}),
    ...(question.min_step === undefined ? {} : { minStep: question.min_step }),
    ...(question.max_step === undefined ? {} : { maxStep: question.max_step }),
    ...(cursor?.generation === generation ? { after: cursor.rev } : {}),
  });
  const gaps = new Map([...answer.columns].map(([name, { step }]) => [name, findGaps(step)]));
  const entries = [...answer.columns].map(([name, columns]) =>
    [name, thinColumns(columns, question.max_points)] as const
  );
  const kept = cursor ? entries.filter(([, { step }]) => step.length > 0) : entries;
  return { answer: { ...answer, columns: new Map(kept) }, gaps };
}

/** Answers a question for a run's points; 304 when the asker has the answer already. */
export async function answerMetrics(
  store: Store,
  run: Run,
  question: MetricsQuestion,
  request: Request,
): Promise<Response> {
  const { generation, rev } = await store.points.version(run.id);
  const etag = `"${await hash(JSON.stringify([run.id, generation, rev, run.status, question]))}"`;
  const headers: Record<string, string> = { etag, "cache-control": "no-cache" };
  const known = request.headers.get("if-none-match")?.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (known?.includes(etag) || known?.includes("*")) {
    return new Response(null, { status: 304, headers });
  }
  const { answer, gaps } = await answerFor(store, run, question);
  if (question.format === "csv") {
    headers["content-type"] = "text/csv; charset=utf-8";
    const parts = [...answer.columns].map(([name, columns]) => writeCsv(name, columns));
    return new Response(CSV_HEAD + parts.join(""), { headers });
  }
  headers["content-type"] = "application/json";
  const names = question.metric_type ??
    (question.after === undefined ? CLASSIC_METRICS : CLASSIC_METRICS);
  const write = question.format === "columns" ? writeMetricColumns : writeMetrics;
  const body = write(run, answer, { names, gaps });
  if (isComplete(run.status)) body.metadata.is_complete = true;
  return new Response(JSON.stringify(body), { headers });
}

/** The metrics route. */
export function createMetricsRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  routes.openapi(
    createRoute({
      method: "get",
      path: "/experiments/{experiment_id}/runs/{run_id}/metrics",
      request: { params: runParams, query: metricsQuery },
      responses: {
        ...answers(200, "Points of the run's metrics", metricsSchema),
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

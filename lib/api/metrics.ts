/**
 * The metrics route: points of a run, thinned, as JSON, columns or CSV, with a strong ETag that costs no reading of points.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { InvalidInput } from "../errors.ts";
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

/** What is asked of the metrics route. */
export interface MetricsQuestion {
  metric_type?: string[] | undefined;
  min_step?: number | undefined;
  max_step?: number | undefined;
  max_points: number;
  after?: string | undefined;
  format: "json" | "columns" | "csv";
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

/** Entity tag of an answer, by what it depends on: no point is read for it. */
async function tagOf(
  run: Run,
  { generation, rev }: { generation: number; rev: number },
  question: MetricsQuestion,
): Promise<string> {
  const text = JSON.stringify([run.id, generation, rev, run.status, run.updatedAt, question]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(digest).subarray(0, 12).toHex();
}

function writeBody(
  run: Run,
  answer: PointAnswer,
  { question, gaps }: { question: MetricsQuestion; gaps: ReadonlyMap<string, [number, number][]> },
): string {
  if (question.format === "csv") {
    return CSV_HEAD + [...answer.columns].map(([name, columns]) => writeCsv(name, columns)).join("");
  }
  const write = question.format === "columns" ? writeMetricColumns : writeMetrics;
  return JSON.stringify(write(run, answer, { names: question.metric_type ?? CLASSIC_METRICS, gaps }));
}

/** Answers a question for a run's points; 304 when the asker has the answer already. */
export async function answerMetrics(
  store: Store,
  run: Run,
  question: MetricsQuestion,
  request: Request,
): Promise<Response> {
  const known = await tagOf(run, await store.points.version(run.id), question);
  if (isKnown(request, known)) return notModified(request, known);
  const { answer, gaps } = await answerFor(store, run, question);
  const headers: Record<string, string> = question.format === "csv"
    ? { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${run.id}.csv"` }
    : { "content-type": "application/json" };
  return taggedResponse(request, {
    body: writeBody(run, answer, { question, gaps }),
    tag: await tagOf(run, answer, question),
    headers,
  });
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

/**
 * The route `/api/export.csv`: every point of some runs, or of all runs of an experiment, as one tidy table that is sent while it is read.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import type { Store } from "../store/store.ts";
import { answers, type ApiOptions, createRoutes } from "./frame/context.ts";
import { exportQuery } from "./schemas/schemas.ts";
import { taggedStream } from "./frame/tagged.ts";
import { listTidyCsv, type TidyQuery } from "./write/tidy_csv.ts";

const HEADERS = {
  "content-type": "text/csv; charset=utf-8",
  "content-disposition": 'attachment; filename="runs.csv"',
};

/** Ids of all runs of an experiment, the oldest first. Throws NotFound. */
export async function listIdsOf(store: Store, experimentId: string): Promise<string[]> {
  const ids: string[] = [], { id } = await store.experiments.get(experimentId);
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = await store.runs.list(id, cursor ? { cursor } : {});
    ids.push(...page.items.map((run) => run.id));
    cursor = page.cursor;
  }
  return ids.reverse();
}

/** The text, whose first part was made already: what fails for that one is an answer of its own. */
async function* continueWith(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

/** Creates the route. */
export function createExportRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  const route = createRoute({
    method: "get",
    path: "/export.csv",
    request: { query: exportQuery },
    responses: {
      ...answers(
        200,
        "A line a point: experiment, run, run_id, the settings, metric, step, global_step, epoch, timestamp, value",
      ),
      200: {
        description:
          "A line a point: experiment, run, run_id, the settings, metric, step, global_step, epoch, timestamp, value",
        content: { "text/csv": { schema: { type: "string" as const } } },
      },
    },
  });
  routes.openapi(route, async (c) => {
    const { runs, experiment, metric_type } = c.req.valid("query"), { signal } = c.req.raw;
    const ids = runs ?? await listIdsOf(store, experiment!);
    const query: TidyQuery = { signal, ...(metric_type ? { metrics: metric_type } : {}) };
    const parts = listTidyCsv(store, ids, query), first = await parts.next();
    return taggedStream(c.req.raw, { parts: continueWith(first.value!, parts), tag: null, headers: HEADERS });
  });
  return routes;
}

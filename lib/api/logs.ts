/**
 * The logs route: lines as JSON, or the whole log as a download, byte for byte.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { isComplete } from "../model.ts";
import { answers, type ApiOptions, createRoutes } from "./context.ts";
import { logsSchema } from "./answer_schemas.ts";
import { logsQuery, runParams } from "./schemas.ts";
import { writeLogs } from "./write_runs.ts";

/** The logs route. */
export function createLogRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  routes.openapi(
    createRoute({
      method: "get",
      path: "/experiments/{experiment_id}/runs/{run_id}/logs",
      request: { params: runParams, query: logsQuery },
      responses: answers(
        200,
        "Lines after `after_line`, or the last `tail`; with `format=text` the whole log",
        logsSchema,
        ["text/plain"],
      ),
    }),
    async (c) => {
      const { experiment_id, run_id } = c.req.valid("param");
      const { after_line, limit, tail, format } = c.req.valid("query");
      const run = await store.runs.getOf(experiment_id, run_id);
      if (format === "text") {
        const headers = {
          "content-type": "text/plain; charset=utf-8",
          "content-disposition": `attachment; filename="${run.id}.log"`,
          "cache-control": "no-cache",
          ...(isComplete(run.status) ? { "content-length": String(run.logBytes) } : {}),
        };
        return new Response(ReadableStream.from(store.logs.bytes(run_id)), { headers });
      }
      const found = await store.logs.read(run_id, {
        limit,
        ...(after_line === undefined ? {} : { afterLine: after_line }),
        ...(tail ? { tail } : {}),
      });
      c.header("cache-control", "no-cache");
      return c.json(writeLogs(run, found));
    },
  );
  return routes;
}

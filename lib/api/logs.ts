/**
 * The logs route: some lines as JSON, or the whole log as a download, byte for byte.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { NotAllowed, NotFound } from "../errors.ts";
import { isComplete, type Run } from "../model.ts";
import { describeDeletedLog } from "../store/runs/runs.ts";
import type { Store } from "../store/store.ts";
import { logsSchema } from "./schemas/answer_schemas.ts";
import { answers, type ApiOptions, createRoutes, dropUndefined, isReadOnly } from "./frame/context.ts";
import { logsQuery, runParams } from "./schemas/schemas.ts";
import { blankLines, writeLogs } from "./write/write_runs.ts";

const ONLY_WHOLE =
  "the whole log may hold secrets, and this token is for reading without them; read its lines as JSON, " +
  "or use the full token";

/** Creates the logs route. */
export function createLogRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  const route = createRoute({
    method: "get",
    path: "/experiments/{experiment_id}/runs/{run_id}/logs",
    request: { params: runParams, query: logsQuery },
    responses: answers(
      200,
      "Lines after `after_line`, or the last `tail`; with `format=text` the whole log",
      logsSchema,
      ["text/plain"],
    ),
  });
  routes.openapi(route, async (c) => {
    const { experiment_id, run_id } = c.req.valid("param");
    const { after_line: afterLine, limit, tail, format } = c.req.valid("query");
    const run = await store.runs.getOf(experiment_id, run_id);
    if (format === "text" && isReadOnly(c)) throw new NotAllowed(ONLY_WHOLE);
    if (format === "text") return download(store, run);
    const found = await store.logs.read(run_id, {
      limit,
      signal: c.req.raw.signal,
      ...dropUndefined({ afterLine, tail }),
    });
    c.header("cache-control", "no-cache");
    return c.json(writeLogs(run, isReadOnly(c) ? await blankLines(found) : found));
  });
  return routes;
}

/** The whole log. A client that leaves cancels the stream. It has a length only when the run is complete: a live log may grow while it is sent. */
function download(store: Store, run: Run): Response {
  const [deleted] = describeDeletedLog(run);
  if (deleted !== undefined) throw new NotFound(`run ${run.id} has no log: ${deleted}`);
  const headers = {
    "content-type": "text/plain; charset=utf-8",
    "content-disposition": `attachment; filename="${run.id}.log"`,
    "cache-control": "no-cache",
    ...(isComplete(run.status) ? { "content-length": String(run.logBytes) } : {}),
  };
  return new Response(ReadableStream.from(store.logs.bytes(run.id)), { headers });
}

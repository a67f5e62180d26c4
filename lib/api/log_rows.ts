/**
 * The route of a log's rows: what a terminal shows of it, after cursor movements drew over some of its lines.
 *
 * @module
 */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { WireLogRows } from "../wire/log_rows.ts";
import { schemaOf } from "./schemas/answer_fields.ts";
import { answers, type ApiOptions, createRoutes, isReadOnly } from "./frame/context.ts";
import { readLogRows } from "./read_log_rows.ts";
import { queryOf, whole } from "./schemas/query_fields.ts";
import { runParams } from "./schemas/schemas.ts";

const rowsSchema = schemaOf<WireLogRows>()(
  z.object({
    first_row: z.number().int().openapi({ description: "Number of the first row of `spans`, from 1" }),
    spans: z.array(z.object({
      line: z.number().int().openapi({
        description: "The line that drew on the first row last; the next rows are the next lines",
      }),
      count: z.number().int().openapi({ description: "Number of rows" }),
      text: z.string().nullable().openapi({
        description:
          "What the row shows, with escape codes for its colours; null for rows that show their lines as they are",
      }),
    })),
    last_row: z.number().int(),
    fixed_rows: z.number().int().openapi({ description: "Rows up to this one never change again" }),
  }).openapi("LogRows"),
);

const rowsQuery = queryOf({
  after_row: whole(0, Number.MAX_SAFE_INTEGER).optional().openapi({
    default: 0,
    description: "Only rows behind this one: an earlier answer's `fixed_rows`",
  }),
});

/** Creates the route. */
export function createLogRowRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  const route = createRoute({
    method: "get",
    path: "/experiments/{experiment_id}/runs/{run_id}/logs/rows",
    request: { params: runParams, query: rowsQuery },
    responses: answers(
      200,
      "The rows of the log as a terminal leaves them, each with the line that drew it last",
      rowsSchema,
    ),
  });
  routes.openapi(route, async (c) => {
    const { experiment_id, run_id } = c.req.valid("param"), { after_row: afterRow = 0 } = c.req.valid("query");
    const run = await store.runs.getOf(experiment_id, run_id);
    c.header("cache-control", "no-cache");
    return c.json(await readLogRows(store, run, { afterRow, isBlanked: isReadOnly(c), signal: c.req.raw.signal }));
  });
  return routes;
}

/**
 * The route of the points at a position: of each metric of many runs the stored point that is nearest, however many there are. Charts ask for
 * it where their cursor rests. Its ETag is made without reading a point.
 *
 * @module
 */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Run } from "../model.ts";
import { X_COLUMNS } from "../series/x_axis.ts";
import type { Store } from "../store/store.ts";
import type { WireNearest } from "../wire/points.ts";
import { answerRuns } from "./answer_runs.ts";
import { answers, type ApiOptions, createRoutes } from "./frame/context.ts";
import { readBounds, readOnAxis } from "./many_metrics.ts";
import { nearestSchema } from "./schemas/answer_schemas.ts";
import { numbersQuery } from "./schemas/schemas.ts";
import { rangeOnAxis, writeX } from "./write/write_many_metrics.ts";
import { startOf, writePoints } from "./write/write_metrics.ts";

const nearestQuery = numbersQuery.extend({
  at: z.string().max(40).openapi({ description: "The position; a time in ISO 8601 or milliseconds for x=time" }),
});
type Query = z.output<typeof nearestQuery>;

async function readRun(
  store: Store,
  run: Run,
  { query, names, signal }: { query: Query; names: readonly string[]; signal: AbortSignal },
): Promise<WireNearest["runs"][number]> {
  const { x } = query, range = rangeOnAxis(run, x, readBounds(query)), asked = readOnAxis(query.at, "at", x);
  const at = x === "elapsed" ? startOf(run) + 1000 * asked : asked;
  const found = await store.points.readNearest(run.id, { metrics: names, range, column: X_COLUMNS[x], at, signal });
  const points = [...found].map(([name, columns]) =>
    [name, { x: writeX(run, x, columns)[0]!, ...writePoints(columns)[0]! }] as const
  );
  return { run_id: run.id, metrics: Object.fromEntries(points) };
}

function answerNearest(store: Store, query: Query, request: Request): Promise<Response> {
  readOnAxis(query.at, "at", query.x);
  readBounds(query);
  return answerRuns(store, { query, request }, {
    kind: "nearest",
    read: (run, names) => readRun(store, run, { query, names, signal: request.signal }),
  });
}

/** Creates the route. */
export function createNearestRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  routes.openapi(
    createRoute({
      method: "get",
      path: "/metrics/nearest",
      request: { query: nearestQuery },
      responses: {
        ...answers(200, "The stored point of each metric that is nearest to a position on the axis", nearestSchema),
        304: { description: "Nothing changed since the answer of the given ETag" },
      },
    }),
    async (c) => await answerNearest(store, c.req.valid("query"), c.req.raw),
  );
  return routes;
}

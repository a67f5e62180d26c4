/**
 * The search for metrics by an expression, over the names that some runs have. In RE2's syntax, so the work is linear whatever the
 * expression: a link can bring one with it. Reads no points.
 *
 * @module
 */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { MANY_RUNS_AT_ONCE } from "../limits.ts";
import { createLineSearch } from "../lines/line_search.ts";
import type { WireFoundMetrics } from "../wire/found_metrics.ts";
import { foundMetricsSchema } from "./schemas/answer_schemas.ts";
import { mapAtOnce } from "./frame/at_once.ts";
import { answers, type ApiOptions, createRoutes } from "./frame/context.ts";
import { findStoredRun } from "./many_metrics.ts";
import { manyMetricsQuery } from "./schemas/schemas.ts";

const foundMetricsQuery = manyMetricsQuery.pick({ runs: true }).extend({
  q: z.string().openapi({ description: "An expression in RE2's syntax; upper and lower case are the same" }),
});

/** Creates the route. */
export function createFoundMetricRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  const route = createRoute({
    method: "get",
    path: "/metrics/names",
    request: { query: foundMetricsQuery },
    responses: answers(200, "The names and kinds of the runs' metrics that match", foundMetricsSchema),
  });
  routes.openapi(route, async (c) => {
    const { runs, q } = c.req.valid("query"), matches = createLineSearch(q, { isRegex: true });
    const found = await mapAtOnce(runs, MANY_RUNS_AT_ONCE, (id) => findStoredRun(store, id));
    const kinds = new Map(found.flatMap((each) => each?.run.metrics ?? []).map(({ name, kind }) => [name, kind]));
    const matching = [...kinds].filter(([name]) => matches(name));
    c.header("cache-control", "no-cache");
    const answer: WireFoundMetrics = { names: matching.map(([name]) => name), kinds: Object.fromEntries(matching) };
    return c.json(answer);
  });
  return routes;
}

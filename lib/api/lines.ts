/**
 * The route of one line's points. A reader who clicks on a line of the log sees what was read from it.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { NotFound } from "../errors.ts";
import type { WireLinePoints } from "../wire.ts";
import { linePointsSchema } from "./answer_schemas.ts";
import { answers, type ApiOptions, createRoutes } from "./context.ts";
import { lineParams } from "./schemas.ts";
import { writePoints } from "./write_metrics.ts";

/** Points per metric in an answer. A progress bar that was redrawn a thousand times has a thousand on one line. */
const POINTS_PER_METRIC = 20;

/** Creates the route. */
export function createLineRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  const route = createRoute({
    method: "get",
    path: "/experiments/{experiment_id}/runs/{run_id}/lines/{line}/points",
    request: { params: lineParams },
    responses: answers(200, "Points that the line printed; of a redrawn line the newest", linePointsSchema),
  });
  routes.openapi(route, async (c) => {
    const { experiment_id, run_id, line } = c.req.valid("param");
    const run = await store.runs.getOf(experiment_id, run_id);
    if (line > run.lastLine) throw new NotFound(`run ${run_id} has no line ${line}; its last line is ${run.lastLine}`);
    const columns = await store.points.readLine(run_id, { line, limit: POINTS_PER_METRIC });
    const points = [...columns].flatMap(([metric, found]) => writePoints(found).map((point) => ({ metric, ...point })));
    c.header("cache-control", "no-cache");
    const answer: WireLinePoints = { line, points };
    return c.json(answer);
  });
  return routes;
}

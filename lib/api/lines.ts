/**
 * Between lines and points, for whoever points at one of them: the points that a line printed, and reading all logs of an experiment
 * again, so that what was taught by one line holds for every run.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { NotFound } from "../errors.ts";
import { rereadRuns } from "../intake/reread_all.ts";
import { answers, type ApiOptions, createRoutes } from "./context.ts";
import { linePointsSchema, rereadSchema } from "./answer_schemas.ts";
import { experimentParams, lineParams } from "./schemas.ts";
import type { WireLinePoints, WireReread } from "../wire.ts";
import { writePoints } from "./write_metrics.ts";

/** Points of one metric that are told of a line: a bar that was redrawn a thousand times printed as many. */
const POINTS_PER_METRIC = 20;

/** Points of a line, and reading an experiment again. */
export function createLineRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  routes.openapi(
    createRoute({
      method: "get",
      path: "/experiments/{experiment_id}/runs/{run_id}/lines/{line}/points",
      request: { params: lineParams },
      responses: answers(200, "Points that the line printed; of a redrawn line the newest", linePointsSchema),
    }),
    async (c) => {
      const { experiment_id, run_id, line } = c.req.valid("param");
      const run = await store.runs.getOf(experiment_id, run_id);
      if (line > run.lastLine) throw new NotFound(`run ${run_id} has no line ${line}: its last is ${run.lastLine}`);
      const columns = await store.points.readLine(run_id, { line, limit: POINTS_PER_METRIC });
      const points = [...columns].flatMap(([metric, found]) =>
        writePoints(found).map((point) => ({ metric, ...point }))
      );
      c.header("cache-control", "no-cache");
      return c.json({ line, points } satisfies WireLinePoints);
    },
  );
  routes.openapi(
    createRoute({
      method: "post",
      path: "/experiments/{experiment_id}/reread",
      request: { params: experimentParams },
      responses: answers(200, "How many runs were read again, and which could not be", rereadSchema),
    }),
    async (c) => {
      const { read, failed } = await rereadRuns(store, c.req.valid("param").experiment_id);
      const answer: WireReread = { read, failed: failed.map(({ runId, detail }) => ({ run_id: runId, detail })) };
      return c.json(answer);
    },
  );
  return routes;
}

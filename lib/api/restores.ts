/**
 * The routes that undo a deletion, of a run and of an experiment. Nothing that was deleted for good comes back.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { reportAct } from "./frame/acts.ts";
import { runSchema } from "./schemas/answer_schemas.ts";
import { answers, type ApiOptions, createRoutes } from "./frame/context.ts";
import { experimentParams, runParams } from "./schemas/schemas.ts";
import { experimentSchema } from "./schemas/experiment_schemas.ts";
import { writeExperiment, writeRun } from "./write/write_runs.ts";

/** Creates the routes that end in `/restore`. */
export function createRestoreRoutes(options: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  addRestoreRun(routes, options);
  addRestoreExperiment(routes, options);
  return routes;
}

function addRestoreRun(routes: OpenAPIHono, options: ApiOptions): void {
  const route = createRoute({
    method: "post",
    path: "/experiments/{experiment_id}/runs/{run_id}/restore",
    request: { params: runParams },
    responses: answers(
      200,
      "The run, which was deleted less than a day ago; 404 when it is gone for good, 409 when its experiment is deleted",
      runSchema,
    ),
  });
  routes.openapi(route, async (c) => {
    const { experiment_id, run_id } = c.req.valid("param"), { store } = options;
    await store.runs.restore(experiment_id, run_id);
    await reportAct(c, options, { act: "restore", experiment_id, run_id });
    return c.json(writeRun(await store.runs.getOf(experiment_id, run_id)));
  });
}

function addRestoreExperiment(routes: OpenAPIHono, options: ApiOptions): void {
  const route = createRoute({
    method: "post",
    path: "/experiments/{experiment_id}/restore",
    request: { params: experimentParams },
    responses: answers(
      200,
      "The experiment, which was deleted less than a day ago; 404 when it is gone for good, 409 when its name is taken",
      experimentSchema,
    ),
  });
  routes.openapi(route, async (c) => {
    const { experiment_id } = c.req.valid("param"), { store } = options;
    await store.experiments.restore(experiment_id);
    await reportAct(c, options, { act: "restore", experiment_id });
    return c.json(writeExperiment(await store.experiments.get(experiment_id)));
  });
}

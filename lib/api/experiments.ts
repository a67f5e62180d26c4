/**
 * The routes of experiments: list, create, read, change, delete.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { checkPatterns } from "../points/taught/patterns.ts";
import { endDeadImports } from "../runs/dead_import.ts";
import { reportAct } from "./frame/acts.ts";
import {
  answers,
  type ApiOptions,
  createRoutes,
  dropUndefined,
  jsonBody,
  type RunRouteOptions,
} from "./frame/context.ts";
import { experimentBody, experimentChange } from "./schemas/body_schemas.ts";
import { deleteQuery, experimentParams, experimentsQuery } from "./schemas/schemas.ts";
import { experimentPageSchema, experimentSchema } from "./schemas/experiment_schemas.ts";
import { pageOfExperiments } from "./listed_experiments.ts";
import { taggedJson } from "./frame/tagged.ts";
import { writeExperiment } from "./write/write_runs.ts";

const ALL = "/experiments";
const ONE = "/experiments/{experiment_id}";

/** Creates the routes below `/experiments`, without those of runs. */
export function createExperimentRoutes(options: RunRouteOptions): OpenAPIHono {
  const routes = createRoutes();
  addList(routes, options);
  addCreate(routes, options);
  addRead(routes, options);
  addChange(routes, options);
  addDelete(routes, options);
  return routes;
}

function addList(routes: OpenAPIHono, { store }: ApiOptions): void {
  const route = createRoute({
    method: "get",
    path: ALL,
    request: { query: experimentsQuery },
    responses: answers(200, "Experiments, newest first", experimentPageSchema),
  });
  routes.openapi(route, async (c) => {
    const query = c.req.valid("query");
    const page = await pageOfExperiments(store, { ...query, runs: query.runs === "true", signal: c.req.raw.signal });
    return await taggedJson(c.req.raw, page) as never;
  });
}

function addCreate(routes: OpenAPIHono, { store }: ApiOptions): void {
  const route = createRoute({
    method: "post",
    path: ALL,
    request: jsonBody(experimentBody),
    responses: answers(201, "The new experiment; 409 when the name is taken", experimentSchema),
  });
  routes.openapi(route, async (c) => {
    const { name, description } = c.req.valid("json");
    const experiment = await store.experiments.create({ name, ...dropUndefined({ description }) });
    c.header("location", `/api/experiments/${experiment.id}`);
    return c.json(writeExperiment(experiment), 201);
  });
}

function addRead(routes: OpenAPIHono, { store }: ApiOptions): void {
  const route = createRoute({
    method: "get",
    path: ONE,
    request: { params: experimentParams },
    responses: answers(200, "The experiment", experimentSchema),
  });
  routes.openapi(
    route,
    async (c) => c.json(writeExperiment(await store.experiments.get(c.req.valid("param").experiment_id))),
  );
}

function addChange(routes: OpenAPIHono, { store }: ApiOptions): void {
  const route = createRoute({
    method: "patch",
    path: ONE,
    request: { params: experimentParams, ...jsonBody(experimentChange) },
    responses: answers(200, "The changed experiment; 409 when the name is taken", experimentSchema),
  });
  routes.openapi(route, async (c) => {
    const { patterns, ...change } = c.req.valid("json");
    const changed = await store.experiments.update(c.req.valid("param").experiment_id, {
      ...dropUndefined(change),
      ...(patterns === undefined ? {} : { patterns: checkPatterns(patterns, "patterns") }),
    });
    return c.json(writeExperiment(changed));
  });
}

function addDelete(routes: OpenAPIHono, options: RunRouteOptions): void {
  const route = createRoute({
    method: "delete",
    path: ONE,
    request: { params: experimentParams, query: deleteQuery },
    responses: answers(204, "Deleted with its runs, and can be restored for a day; 409 while a run is live"),
  });
  routes.openapi(route, async (c) => {
    const { experiment_id } = c.req.valid("param"), { forever } = c.req.valid("query");
    const { store, instance, leases } = options;
    await endDeadImports(store, { instance, leases, experimentId: experiment_id });
    await (forever === "true" ? store.experiments.delete(experiment_id) : store.experiments.hide(experiment_id));
    await reportAct(c, options, { act: "delete", experiment_id });
    return c.body(null, 204);
  });
}

/**
 * Routes of experiments.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { checkPatterns } from "../points/taught/patterns.ts";
import { answers, type ApiOptions, createRoutes, jsonBody } from "./context.ts";
import { experimentPageSchema, experimentSchema } from "./answer_schemas.ts";
import { experimentBody, experimentChange, experimentParams, experimentsQuery } from "./schemas.ts";
import { writeExperiment } from "./write_runs.ts";

/** List, create, read, change, delete. */
export function createExperimentRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  const one = "/experiments/{experiment_id}";

  routes.openapi(
    createRoute({
      method: "get",
      path: "/experiments",
      request: { query: experimentsQuery },
      responses: answers(200, "Experiments, newest first", experimentPageSchema),
    }),
    async (c) => {
      const { q, limit, cursor } = c.req.valid("query");
      const page = await store.experiments.list({
        limit,
        ...(q ? { q } : {}),
        ...(cursor ? { cursor } : {}),
      });
      return c.json({ experiments: page.items.map(writeExperiment), cursor: page.cursor });
    },
  );
  routes.openapi(
    createRoute({
      method: "post",
      path: "/experiments",
      request: jsonBody(experimentBody),
      responses: answers(201, "The new experiment; 409 when the name is taken", experimentSchema),
    }),
    async (c) => {
      const { name, description } = c.req.valid("json");
      const experiment = await store.experiments.create({
        name,
        ...(description ? { description } : {}),
      });
      c.header("location", `/api/experiments/${experiment.id}`);
      return c.json(writeExperiment(experiment), 201);
    },
  );
  routes.openapi(
    createRoute({
      method: "get",
      path: one,
      request: { params: experimentParams },
      responses: answers(200, "The experiment", experimentSchema),
    }),
    async (c) => c.json(writeExperiment(await store.experiments.get(c.req.valid("param").experiment_id))),
  );
  routes.openapi(
    createRoute({
      method: "patch",
      path: one,
      request: { params: experimentParams, ...jsonBody(experimentChange) },
      responses: answers(
        200,
        "The changed experiment; 409 when the name is taken",
        experimentSchema,
      ),
    }),
    async (c) => {
      const { name, description, patterns } = c.req.valid("json");
      const changed = await store.experiments.update(c.req.valid("param").experiment_id, {
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
        ...(patterns === undefined ? {} : { patterns: checkPatterns(patterns, "patterns") }),
      });
      return c.json(writeExperiment(changed));
    },
  );
  routes.openapi(
    createRoute({
      method: "delete",
      path: one,
      request: { params: experimentParams },
      responses: answers(204, "Deleted with its runs; 409 while one is live"),
    }),
    async (c) => {
      await store.experiments.delete(c.req.valid("param").experiment_id);
      return c.body(null, 204);
    },
  );
  return routes;
}

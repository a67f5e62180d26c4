/**
 * Routes of runs: list, launch, import, read, change, cancel, read again, delete.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { importLog } from "../runs/import.ts";
import { withPace } from "../runs/pace.ts";
import { previewPattern } from "../intake/preview.ts";
import { rereadRun } from "../intake/reread.ts";
import { previewSchema, runPageSchema, runSchema } from "./answer_schemas.ts";
import { answers, type ApiOptions, createRoutes, jsonBody, problemAnswer } from "./context.ts";
import { experimentParams, importQuery, patternBody, runBody, runChange, runParams, runsQuery } from "./schemas.ts";
import { writeValue } from "./write_metrics.ts";
import { writeRun } from "./write_runs.ts";

const CANNOT_LAUNCH = "commands can't be launched here; start them where the training is to run: " +
  "stdcurve run --kv URL -- COMMAND";

/** All routes below `/experiments/{experiment_id}/runs` but metrics and logs. */
export function createRunRoutes(options: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  addCollection(routes, options);
  addOne(routes, options);
  addActions(routes, options);
  return routes;
}

const all = "/experiments/{experiment_id}/runs";
const one = `${all}/{run_id}`;

function addCollection(routes: OpenAPIHono, { store, launcher, instance, signal, onImport }: ApiOptions): void {
  routes.openapi(
    createRoute({
      method: "get",
      path: all,
      request: { params: experimentParams, query: runsQuery },
      responses: answers(200, "Runs, newest first", runPageSchema),
    }),
    async (c) => {
      const { id } = await store.experiments.get(c.req.valid("param").experiment_id);
      const { status, limit, cursor } = c.req.valid("query");
      const page = await store.runs.list(id, {
        limit,
        ...(status ? { status } : {}),
        ...(cursor ? { cursor } : {}),
      });
      const runs = await Promise.all(page.items.map((run) => withPace(store, run)));
      return c.json({ runs: runs.map(writeRun), cursor: page.cursor });
    },
  );
  routes.openapi(
    createRoute({
      method: "post",
      path: all,
      request: { params: experimentParams, ...jsonBody(runBody) },
      responses: {
        ...answers(201, "The launched run", runSchema),
        501: problemAnswer("Commands can't be launched here"),
      },
    }),
    async (c) => {
      const { id } = await store.experiments.get(c.req.valid("param").experiment_id);
      if (!launcher) throw new HTTPException(501, { message: CANNOT_LAUNCH });
      const { command, name, cwd, env } = c.req.valid("json");
      const run = await launcher.launch({
        experimentId: id,
        command,
        ...(name ? { name } : {}),
        ...(cwd ? { cwd } : {}),
        ...(env ? { env } : {}),
      });
      c.header("location", `/api/experiments/${id}/runs/${run.id}`);
      return c.json(writeRun(run), 201);
    },
  );
  routes.openapi(
    createRoute({
      method: "post",
      path: "/experiments/{experiment_id}/imports",
      request: {
        params: experimentParams,
        query: importQuery,
        body: {
          required: true,
          content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
        },
      },
      responses: answers(201, "The run made of the log", runSchema),
    }),
    async (c) => {
      const { id } = await store.experiments.get(c.req.valid("param").experiment_id);
      const { name } = c.req.valid("query");
      const pieces = c.req.raw.body ?? new Blob([]).stream();
      const importing = importLog(store, pieces, {
        experimentId: id,
        instance,
        name: name ?? "imported log",
        // A length is a file's: all of it or nothing. Without one it is a stream, of which is kept what came.
        whole: c.req.header("content-length") !== undefined,
        ...(signal ? { signal } : {}),
      });
      onImport?.(importing);
      const run = await importing;
      c.header("location", `/api/experiments/${id}/runs/${run.id}`);
      return c.json(writeRun(run), 201);
    },
  );
}

function addOne(routes: OpenAPIHono, { store }: ApiOptions): void {
  routes.openapi(
    createRoute({
      method: "get",
      path: one,
      request: { params: runParams },
      responses: answers(200, "The run", runSchema),
    }),
    async (c) => {
      const { experiment_id, run_id } = c.req.valid("param");
      return c.json(writeRun(await withPace(store, await store.runs.getOf(experiment_id, run_id))));
    },
  );
  routes.openapi(
    createRoute({
      method: "patch",
      path: one,
      request: { params: runParams, ...jsonBody(runChange) },
      responses: answers(200, "The changed run", runSchema),
    }),
    async (c) => {
      const { experiment_id, run_id } = c.req.valid("param");
      const { name, notes, tags } = c.req.valid("json");
      await store.runs.getOf(experiment_id, run_id);
      const changed = await store.runs.update(run_id, {
        ...(name === undefined ? {} : { name }),
        ...(notes === undefined ? {} : { notes }),
        ...(tags === undefined ? {} : { tags }),
      });
      return c.json(writeRun(changed));
    },
  );
  routes.openapi(
    createRoute({
      method: "delete",
      path: one,
      request: { params: runParams },
      responses: answers(204, "Deleted with its log and points; 409 while it is live"),
    }),
    async (c) => {
      const { experiment_id, run_id } = c.req.valid("param");
      await store.runs.getOf(experiment_id, run_id);
      await store.runs.delete(run_id);
      return c.body(null, 204);
    },
  );
}

function addActions(routes: OpenAPIHono, { store }: ApiOptions): void {
  routes.openapi(
    createRoute({
      method: "post",
      path: `${one}/cancel`,
      request: { params: runParams },
      responses: answers(202, "It will be stopped; 409 when it is complete", runSchema),
    }),
    async (c) => {
      const { experiment_id, run_id } = c.req.valid("param");
      const run = await store.runs.getOf(experiment_id, run_id);
      await store.runs.requestCancel(run_id);
      return c.json(writeRun(run), 202);
    },
  );
  routes.openapi(
    createRoute({
      method: "post",
      path: `${one}/reread`,
      request: { params: runParams },
      responses: answers(200, "The run with its log read again", runSchema),
    }),
    async (c) => {
      const { experiment_id, run_id } = c.req.valid("param");
      await store.runs.getOf(experiment_id, run_id);
      await rereadRun(store, run_id);
      return c.json(writeRun(await store.runs.get(run_id)));
    },
  );
  routes.openapi(
    createRoute({
      method: "post",
      path: `${one}/pattern-preview`,
      request: { params: runParams, ...jsonBody(patternBody) },
      responses: answers(200, "What a pattern would read in the stored log", previewSchema),
    }),
    async (c) => {
      const { experiment_id, run_id } = c.req.valid("param");
      const { metric, pattern } = c.req.valid("json");
      await store.runs.getOf(experiment_id, run_id);
      const { total, matches } = await previewPattern(store, run_id, { id: "", metric, pattern });
      return c.json({
        total,
        matches: matches.map((match) => ({ ...match, value: writeValue(match.value) })),
      });
    },
  );
}

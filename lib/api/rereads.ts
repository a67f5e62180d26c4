/**
 * The routes that read stored logs again: one run, all runs of an experiment, and a preview of what a pattern would read.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { previewPattern } from "../intake/preview.ts";
import { rereadRun } from "../intake/reread.ts";
import { rereadRuns } from "../intake/reread_all.ts";
import { blankLine } from "../text/secrets.ts";
import type { WireReread } from "../wire.ts";
import type { WirePreview } from "../wire/lines.ts";
import { rereadSchema, runSchema } from "./schemas/answer_schemas.ts";
import { previewSchema } from "./schemas/line_schemas.ts";
import { answers, type ApiOptions, createRoutes, isReadOnly, jsonBody } from "./frame/context.ts";
import { patternBody } from "./schemas/body_schemas.ts";
import { experimentParams, runParams } from "./schemas/schemas.ts";
import { writeValue } from "./write/write_metrics.ts";
import { writeRun } from "./write/write_runs.ts";

const RUN = "/experiments/{experiment_id}/runs/{run_id}";

/** Creates the three routes. */
export function createRereadRoutes(options: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  addRereadRun(routes, options);
  addRereadAll(routes, options);
  addPreview(routes, options);
  return routes;
}

function addRereadRun(routes: OpenAPIHono, { store }: ApiOptions): void {
  const route = createRoute({
    method: "post",
    path: `${RUN}/reread`,
    request: { params: runParams },
    responses: answers(200, "The run with its log read again", runSchema),
  });
  routes.openapi(route, async (c) => {
    const { experiment_id, run_id } = c.req.valid("param");
    await store.runs.getOf(experiment_id, run_id);
    await rereadRun(store, run_id);
    return c.json(writeRun(await store.runs.get(run_id)));
  });
}

function addRereadAll(routes: OpenAPIHono, { store }: ApiOptions): void {
  const route = createRoute({
    method: "post",
    path: "/experiments/{experiment_id}/reread",
    request: { params: experimentParams },
    responses: answers(200, "How many runs were read again, and which could not be", rereadSchema),
  });
  routes.openapi(route, async (c) => {
    const { read, failed } = await rereadRuns(store, c.req.valid("param").experiment_id);
    const answer: WireReread = { read, failed: failed.map(({ runId, detail }) => ({ run_id: runId, detail })) };
    return c.json(answer);
  });
}

function addPreview(routes: OpenAPIHono, { store }: ApiOptions): void {
  const route = createRoute({
    method: "post",
    path: `${RUN}/pattern-preview`,
    request: { params: runParams, ...jsonBody(patternBody) },
    responses: answers(200, "What a pattern would read in the stored log", previewSchema),
  });
  routes.openapi(route, async (c) => {
    const { experiment_id, run_id } = c.req.valid("param");
    const { metric, pattern } = c.req.valid("json");
    await store.runs.getOf(experiment_id, run_id);
    const { total, matches } = await previewPattern(store, run_id, { id: "", metric, pattern }, c.req.raw.signal);
    const shown = isReadOnly(c) ? matches.map((match) => ({ ...match, text: blankLine(match.text) })) : matches;
    const answer: WirePreview = {
      total,
      matches: shown.map((match) => ({ ...match, value: writeValue(match.value) })),
    };
    return c.json(answer);
  });
}

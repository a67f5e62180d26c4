/**
 * The routes of existing runs: read, change, cancel, delete.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { endDeadImport } from "../runs/dead_import.ts";
import { endByHand } from "../runs/end_by_hand.ts";
import { withOwner } from "../runs/run_owner.ts";
import type { Run } from "../model.ts";
import { withPace } from "../runs/pace.ts";
import type { WireRun } from "../wire.ts";
import { oneRunSchema, runSchema } from "./schemas/answer_schemas.ts";
import { reportAct } from "./frame/acts.ts";
import {
  answers,
  type ApiOptions,
  createRoutes,
  dropUndefined,
  jsonBody,
  type RunRouteOptions,
} from "./frame/context.ts";
import { runChange } from "./schemas/body_schemas.ts";
import { renderNotes } from "./write/notes.ts";
import { cancelQuery, deleteQuery, runParams, runQuery } from "./schemas/schemas.ts";
import { taggedJson } from "./frame/tagged.ts";
import { writeRun } from "./write/write_runs.ts";

const ONE = "/experiments/{experiment_id}/runs/{run_id}";

/** Creates the routes of runs that need neither the launcher nor a log. */
export function createRunRoutes(options: RunRouteOptions): OpenAPIHono {
  const routes = createRoutes();
  addRead(routes, options);
  addChange(routes, options);
  addDelete(routes, options);
  addCancel(routes, options);
  return routes;
}

function addRead(routes: OpenAPIHono, { store, leases }: RunRouteOptions): void {
  const route = createRoute({
    method: "get",
    path: ONE,
    request: { params: runParams, query: runQuery },
    responses: answers(200, "The run", oneRunSchema),
  });
  routes.openapi(route, async (c) => {
    const { experiment_id, run_id } = c.req.valid("param");
    const run = await withPace(store, await store.runs.getOf(experiment_id, run_id));
    const written: WireRun = writeRun(await withOwner(store, run, leases));
    const hasNotes = c.req.valid("query").notes === "html";
    const answer = hasNotes ? { ...written, notes_html: await renderNotes(run.notes) } : written;
    return await taggedJson(c.req.raw, answer) as never;
  });
}

function addChange(routes: OpenAPIHono, { store }: ApiOptions): void {
  const route = createRoute({
    method: "patch",
    path: ONE,
    request: { params: runParams, ...jsonBody(runChange) },
    responses: answers(200, "The changed run", runSchema),
  });
  routes.openapi(route, async (c) => {
    const { experiment_id, run_id } = c.req.valid("param");
    await store.runs.getOf(experiment_id, run_id);
    return c.json(writeRun(await store.runs.update(run_id, dropUndefined(c.req.valid("json")))));
  });
}

function addDelete(routes: OpenAPIHono, options: RunRouteOptions): void {
  const route = createRoute({
    method: "delete",
    path: ONE,
    request: { params: runParams, query: deleteQuery },
    responses: answers(204, "Deleted with its log and points, and can be restored for a day; 409 while it is live"),
  });
  routes.openapi(route, async (c) => {
    const { experiment_id, run_id } = c.req.valid("param"), { forever } = c.req.valid("query");
    const { store } = options;
    await endDeadImport(store, await store.runs.getOf(experiment_id, run_id), options);
    await (forever === "true" ? store.runs.delete(run_id) : store.runs.hide(run_id));
    await reportAct(c, options, { act: "delete", experiment_id, run_id });
    return c.body(null, 204);
  });
}

function addCancel(routes: OpenAPIHono, options: RunRouteOptions): void {
  const route = createRoute({
    method: "post",
    path: `${ONE}/cancel`,
    request: { params: runParams, query: cancelQuery },
    responses: answers(
      202,
      "Its owner was asked to stop it, or with `force` it is being ended; 409 when it is complete, or with `force` its owner is alive",
      runSchema,
    ),
  });
  routes.openapi(route, async (c) => {
    const { experiment_id, run_id } = c.req.valid("param"), { force } = c.req.valid("query");
    const { store } = options, run = await store.runs.getOf(experiment_id, run_id);
    if (force === "true") await endRun(options, run);
    else if (!await endDeadImport(store, run, options)) await store.runs.requestCancel(run_id);
    await reportAct(c, options, { act: "cancel", experiment_id, run_id });
    return c.json(writeRun(await withOwner(store, await store.runs.get(run_id), options.leases)), 202);
  });
}

/** Ends a run that nobody owns. Does not wait for its command to stop. */
async function endRun(
  { store, instance, leases, spoolDirectory, onImport }: RunRouteOptions,
  run: Run,
): Promise<void> {
  const { done } = await endByHand(store, run, { instance, leases, spoolDirectory: spoolDirectory ?? null });
  done.catch(() => {}); // the server's own captures report what fails
  onImport?.(done);
}

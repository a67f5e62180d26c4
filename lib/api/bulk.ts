/**
 * The route that changes many runs at once, of any experiments: tags, cancel, delete, restore. Each run succeeds or fails on its own, and
 * the answer says which.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { endDeadImport } from "../runs/dead_import.ts";
import type { WireBulk, WireProblem } from "../wire.ts";
import { type Act, reportAct } from "./frame/acts.ts";
import { bulkSchema } from "./schemas/answer_schemas.ts";
import { answers, createRoutes, jsonBody, type RunRouteOptions } from "./frame/context.ts";
import { errorResponse } from "./frame/problem.ts";
import { bulkBody } from "./schemas/body_schemas.ts";
import type { z } from "@hono/zod-openapi";

type BulkBody = z.output<typeof bulkBody>;

/** Creates the route `/runs/bulk`. */
export function createBulkRoutes(options: RunRouteOptions): OpenAPIHono {
  const routes = createRoutes();
  const route = createRoute({
    method: "post",
    path: "/runs/bulk",
    request: jsonBody(bulkBody),
    responses: answers(
      200,
      "Which runs were changed, and why others were not, in the order that was asked",
      bulkSchema,
    ),
  });
  routes.openapi(route, async (c) => {
    const body = c.req.valid("json"), answer: WireBulk = { done: [], failed: [] };
    for (const id of new Set(body.ids)) { // to the end, though the caller may leave: an undo is for all of them
      const problem = await changeOne(options, { c, id, body });
      if (problem === null) answer.done.push(id);
      else answer.failed.push({ run_id: id, status: problem.status, detail: problem.detail });
    }
    return c.json(answer);
  });
  return routes;
}

interface OneChange {
  c: Context;
  id: string;
  body: BulkBody;
}

/** Null when the run was changed; else the problem document that a route for it alone would have answered. */
async function changeOne(options: RunRouteOptions, { c, id, body }: OneChange): Promise<WireProblem | null> {
  try {
    const { act, experimentId } = await applyAct(options, id, body);
    if (act !== null) await reportAct(c, options, { act, experiment_id: experimentId, run_id: id });
    return null;
  } catch (error) {
    return await errorResponse(error).json() as WireProblem;
  }
}

/** Does it, and says what is to be reported of it. */
async function applyAct(
  options: RunRouteOptions,
  id: string,
  { act, add_tags, remove_tags }: BulkBody,
): Promise<{ act: Act["act"] | null; experimentId: string }> {
  const { store } = options;
  if (act === "restore") {
    await store.runs.restore(null, id);
    return { act, experimentId: (await store.runs.get(id)).experimentId };
  }
  const run = await store.runs.get(id), { experimentId } = run;
  if (act === "tag") {
    await store.runs.changeTags(id, { add: add_tags ?? [], remove: remove_tags ?? [] });
    return { act: null, experimentId };
  }
  const hasEnded = await endDeadImport(store, run, options);
  if (act === "delete") await store.runs.hide(id);
  else if (!hasEnded) await store.runs.requestCancel(id);
  return { act, experimentId };
}

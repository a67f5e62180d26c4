/**
 * The API: one Hono app with all its routes. It checks bodies, limits waiting, maps errors to problem documents, and describes itself.
 *
 * @module
 */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context, Next } from "hono";
import { HTTPException } from "hono/http-exception";
import { Unavailable } from "../errors.ts";
import { ANSWER_WITHIN_MS } from "../limits.ts";
import { observeLeases } from "../runs/lease.ts";
import { describeOwner } from "../runs/owner.ts";
import { checkBody } from "./frame/body.ts";
import { createBulkRoutes } from "./bulk.ts";
import { answers, type ApiOptions, createRoutes, type RunRouteOptions } from "./frame/context.ts";
import { createChartRoutes } from "./chart_svg.ts";
import { createSheetRoutes } from "./export_html.ts";
import { createEventRoutes } from "./events/events.ts";
import { createExperimentRoutes } from "./experiments.ts";
import { createExportRoutes } from "./export_csv.ts";
import { limitFlood } from "./frame/flood.ts";
import { createLineRoutes } from "./lines.ts";
import { createLogMatchRoutes } from "./log_matches.ts";
import { createLogRoutes } from "./logs.ts";
import { createLogRowRoutes } from "./log_rows.ts";
import { createFoundMetricRoutes } from "./find_metrics.ts";
import { createManyMetricsRoutes } from "./many_metrics.ts";
import { createNearestRoutes } from "./nearest_points.ts";
import { createNumberRoutes } from "./range_numbers.ts";
import { createMarkRoutes } from "./marks.ts";
import { createMetricsRoutes } from "./metrics.ts";
import { createNewRunRoutes } from "./new_runs.ts";
import { errorResponse, problemResponse } from "./frame/problem.ts";
import { createRereadRoutes } from "./rereads.ts";
import { createRestoreRoutes } from "./restores.ts";
import { createResumeRoutes } from "./resumes.ts";
import { createRowRoutes } from "./rows.ts";
import { createRunListRoutes } from "./run_list.ts";
import { createRunRoutes } from "./runs.ts";
import type { Store } from "../store/store.ts";
import { isUnlimited, keepLateSignal, limitTime } from "./frame/time_limit.ts";

const DESCRIPTION = {
  openapi: "3.1.0",
  info: {
    title: "stdcurve",
    version: "1",
    description:
      "Training output as curves: experiments, runs, points and logs. A change needs the token that `stdcurve token` prints, sent as " +
      "Authorization: Bearer. Errors are problem documents (RFC 9457).",
  },
};

const HEALTH = createRoute({
  method: "get",
  path: "/healthz",
  responses: answers(200, "Server and store answer", z.object({ status: z.literal("ok") })),
});

/** Keeps other sites from using an answer. Adds the length to the JSON answer of a HEAD request. */
async function finish(c: Context, next: Next): Promise<void> {
  await next();
  c.header("x-content-type-options", "nosniff");
  if (!c.res.headers.has("cross-origin-resource-policy")) c.header("cross-origin-resource-policy", "same-origin");
  if (c.req.raw.method === "HEAD" && c.res.headers.get("content-type")?.includes("json")) {
    c.header("content-length", String((await c.res.clone().arrayBuffer()).byteLength));
  }
}

/**
 * Limits how long a request waits for the store, and ends the reading for one that got no answer in time. What takes long with a healthy
 * store only waits for a first sign of it.
 */
function limitWaiting(
  { store, answerWithinMs = ANSWER_WITHIN_MS }: ApiOptions,
): (c: Context, next: Next) => Promise<Response | void> {
  const why = () => store.trouble;
  return async (c, next) => {
    if (isUnlimited(c.req.raw)) {
      const sign = store.experiments.list({ limit: 1 });
      return await limitTime(sign, answerWithinMs, { why }) ?? await next();
    }
    const late = new AbortController(), { raw } = c.req;
    const signal = AbortSignal.any([raw.signal, late.signal]);
    keepLateSignal(c, late.signal);
    if (raw.body === null) c.req.raw = new Request(raw, { signal });
    return await limitTime(next(), answerWithinMs, { why, onLate: () => late.abort() });
  };
}

/** Answers a method that a known address does not have: 204 to OPTIONS, 405 to others. Null for an unknown address. */
function answerMethod(routes: OpenAPIHono): (c: Context) => Response | null {
  let known: { method: string; pattern: URLPattern }[] | null = null;
  return (c) => {
    known ??= routes.routes.filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => ({ method, pattern: new URLPattern({ pathname: path }) }));
    const pathname = c.req.path; // Hono has removed a slash at its end
    const methods = new Set(known.filter(({ pattern }) => pattern.test({ pathname })).map(({ method }) => method));
    if (methods.size === 0) return null;
    if (methods.has("GET")) methods.add("HEAD");
    const allow = [...methods].sort().join(", ");
    if (c.req.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
    const response = problemResponse(405, `${c.req.path} does not support ${c.req.method}; it supports ${allow}`);
    response.headers.set("allow", allow);
    return response;
  };
}

/** `/healthz`: whether the store can be read and written. */
function addHealth(routes: OpenAPIHono, store: Store): void {
  routes.openapi(HEALTH, async (c) => {
    await store.experiments.list({ limit: 1 });
    if (store.trouble !== null) throw new Unavailable(store.trouble); // it can be read, and not written
    return c.json({ status: "ok" as const });
  });
}

/** What makes the routes that answer below `/api` alone. */
const BELOW_API: readonly ((options: RunRouteOptions) => OpenAPIHono)[] = [
  createEventRoutes,
  createExperimentRoutes,
  createRunListRoutes,
  createRunRoutes,
  createNewRunRoutes,
  createFoundMetricRoutes,
  createManyMetricsRoutes,
  createNumberRoutes,
  createNearestRoutes,
  createLogRoutes,
  createLogRowRoutes,
  createLineRoutes,
  createLogMatchRoutes,
  createMarkRoutes,
  createRereadRoutes,
  createRestoreRoutes,
  createResumeRoutes,
  createRowRoutes,
  createBulkRoutes,
  createExportRoutes,
  createSheetRoutes,
];

/** Creates the API of a store. It answers below `/api` and at `/healthz`, the metrics route also at
 * `/experiments/…/metrics`, and a chart at `/experiments/…/chart.svg`. */
export function createApi(given: ApiOptions): OpenAPIHono {
  const options = { leases: observeLeases(describeOwner(given.instance)), ...given }, { store } = options;
  const routes = createRoutes();
  routes.use(finish);
  routes.use(limitFlood(options.clock));
  routes.use(checkBody);
  routes.use(limitWaiting(options));
  const metrics = createMetricsRoutes(options);
  for (const create of BELOW_API) routes.route("/api", create(options));
  routes.route("/api", metrics);
  routes.route("/", metrics);
  routes.route("/", createChartRoutes(options));
  addHealth(routes, store);
  routes.doc31("/api/openapi.json", DESCRIPTION);
  const refuseMethod = answerMethod(routes);
  routes.notFound((c) =>
    refuseMethod(c) ??
      problemResponse(404, `there is nothing at ${new URL(c.req.url).pathname}; /api/openapi.json lists all addresses`)
  );
  routes.onError((error) => {
    if (error instanceof HTTPException) {
      return problemResponse(error.status, error.message || "the request can't be read");
    }
    return errorResponse(error);
  });
  return routes;
}

/**
 * The API: all routes under one Hono app, errors mapped in one place, described by the schemas that validate.
 *
 * @module
 */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { type ApiOptions, createRoutes } from "./context.ts";
import { createExperimentRoutes } from "./experiments.ts";
import { createLineRoutes } from "./lines.ts";
import { createLogRoutes } from "./logs.ts";
import { createMetricsRoutes } from "./metrics.ts";
import { errorResponse, problemResponse } from "./problem.ts";
import { createRunRoutes } from "./runs.ts";

const DESCRIPTION = {
  openapi: "3.1.0",
  info: {
    title: "stdcurve",
    version: "1",
    description: "Training output as curves: experiments, runs, points and logs.",
  },
};

/** The API of a store. It answers below `/api`, the metrics route at `/experiments/…/metrics` too, and `/healthz`. */
export function createApi(options: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  const metrics = createMetricsRoutes(options);
  for (
    const each of [
      createExperimentRoutes(options),
      createRunRoutes(options),
      metrics,
      createLogRoutes(options),
      createLineRoutes(options),
    ]
  ) {
    routes.route("/api", each);
  }
  routes.doc31("/api/openapi.json", DESCRIPTION);
  routes.route("/", metrics);
  routes.get("/healthz", async (c) => {
    await options.store.experiments.list({ limit: 1 });
    return c.json({ status: "ok" });
  });
  routes.notFound((c) =>
    problemResponse(404, `there is nothing at ${c.req.path}; /api/openapi.json lists what there is`)
  );
  routes.onError((error) => {
    if (error instanceof HTTPException) {
      return problemResponse(error.status, error.message || "the request can't be read");
    }
    return errorResponse(error);
  });
  return routes;
}

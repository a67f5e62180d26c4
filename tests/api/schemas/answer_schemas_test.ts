import assert from "node:assert/strict";
import type { z } from "@hono/zod-openapi";
import {
  bulkSchema,
  logsSchema,
  manyMetricsSchema,
  metricsSchema,
  problemSchema,
  rereadSchema,
  runPageSchema,
  runSchema,
} from "../../../lib/api/schemas/answer_schemas.ts";
import { experimentPageSchema, experimentSchema } from "../../../lib/api/schemas/experiment_schemas.ts";
import { linePointsSchema, previewSchema } from "../../../lib/api/schemas/line_schemas.ts";
import { importText, inApi } from "../ground.ts";

Deno.test("every answer of the API is valid by its schema", () =>
  inApi(async ({ store, get, send }) => {
    const { path, experimentId } = await importText(store, "Step 1: loss=2.5, lr=1e-4\nStep 2: loss=nan\n");
    const experiment = `/api/experiments/${experimentId}`;
    const pattern = { metric: "z", pattern: "loss=(?P<value>[\\d.]+)" };
    const check = async (schema: z.ZodType, response: Response | Promise<Response>) => {
      const answer = await (await response).json();
      const { success, error } = schema.safeParse(answer);
      assert.ok(success, `${JSON.stringify(answer)}: ${error}`);
    };
    await check(experimentSchema, send("PATCH", experiment, { patterns: [pattern] }));
    await check(experimentPageSchema, get("/api/experiments?limit=1&runs=true"));
    await check(runSchema, get(path));
    await check(runPageSchema, get(`${experiment}/runs`));
    await check(metricsSchema, get(`${path}/metrics`));
    await check(metricsSchema, get(`${path}/metrics?format=columns`));
    await check(manyMetricsSchema, get(`/api/metrics?runs=${path.split("/").at(-1)}&x=elapsed`));
    await check(logsSchema, get(`${path}/logs`));
    await check(linePointsSchema, get(`${path}/lines/1/points`));
    await check(previewSchema, send("POST", `${path}/pattern-preview`, pattern));
    await check(rereadSchema, send("POST", `${experiment}/reread`));
    const ids = [path.split("/").at(-1), crypto.randomUUID()];
    await check(bulkSchema, send("POST", "/api/runs/bulk", { ids, act: "tag", add_tags: ["a"] }));
    await check(problemSchema, get(`${path}/metrics?max_points=0`));
    await check(problemSchema, get("/api/nothing"));
  }));

/**
 * The route of exact numbers: count, last, lowest, highest and mean of metrics in a range, of many runs. Its ETag is made without reading a
 * point. Gives no curve.
 *
 * @module
 */
import { createRoute, type OpenAPIHono, type z } from "@hono/zod-openapi";
import type { RangeNumbers } from "../store/points/range_numbers.ts";
import type { Store } from "../store/store.ts";
import type { WireManyNumbers, WireRangeNumbers } from "../wire/points.ts";
import { manyNumbersSchema } from "./schemas/answer_schemas.ts";
import { answerRuns } from "./answer_runs.ts";
import { answers, type ApiOptions, createRoutes } from "./frame/context.ts";
import { readBounds } from "./many_metrics.ts";
import { numbersQuery } from "./schemas/schemas.ts";
import { rangeOnAxis } from "./write/write_many_metrics.ts";
import { numberOrNull, writePoints } from "./write/write_metrics.ts";

/** The numbers as JSON. */
export function writeNumbers({ count, finite, mean, points }: RangeNumbers): WireRangeNumbers {
  const [last, min, max] = writePoints(points);
  const orNone = (point: WireRangeNumbers["last"]) => point.value === "NaN" ? null : point;
  return { count, finite, mean: numberOrNull(mean), last: last!, min: orNone(min!), max: orNone(max!) };
}

function answerNumbers(store: Store, query: z.output<typeof numbersQuery>, request: Request): Promise<Response> {
  const bounds = readBounds(query);
  return answerRuns<WireManyNumbers["runs"][number]>(store, { query, request }, {
    kind: "numbers",
    async read(run, names) {
      const range = rangeOnAxis(run, query.x, bounds);
      const numbers = await store.points.measure(run.id, { metrics: names, range, signal: request.signal });
      return {
        run_id: run.id,
        metrics: Object.fromEntries([...numbers].map(([name, each]) => [name, writeNumbers(each)])),
      };
    },
  });
}

/** Creates the route of exact numbers. */
export function createNumberRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  routes.openapi(
    createRoute({
      method: "get",
      path: "/metrics/numbers",
      request: { query: numbersQuery },
      responses: {
        ...answers(200, "Count, last, lowest, highest and mean of metrics in a range", manyNumbersSchema),
        304: { description: "Nothing changed since the answer of the given ETag" },
      },
    }),
    async (c) => await answerNumbers(store, c.req.valid("query"), c.req.raw),
  );
  return routes;
}

/**
 * The route `/api/export.html`: some runs, or all runs of an experiment, as one HTML file that opens from the disk and holds no secret of a
 * known form, whoever asks.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { InvalidInput } from "../errors.ts";
import { MANY_RUNS_MAX } from "../limits.ts";
import type { Store } from "../store/store.ts";
import { systemClock } from "../time.ts";
import { answers, type ApiOptions, createRoutes } from "./frame/context.ts";
import { listIdsOf } from "./export_csv.ts";
import { readRunsSheet } from "./read_runs_sheet.ts";
import { sheetQuery } from "./schemas/schemas.ts";
import { writeRunsSheet } from "./write/write_runs_sheet.tsx";

/** Points of a curve. A file that gets too large to be sent has fewer, down to so many. */
const CURVE_POINTS = 300, CURVE_POINTS_LEAST = 60;
/** Bytes of a file of so many runs, unless they have very many metrics. */
const ROOM_BYTES = 300_000, ROOM_RUNS = 10;

/**
 * The text of a file of runs.
 *
 * @throws {InvalidInput} field `runs` for none, or for more than `MANY_RUNS_MAX`
 */
export async function makeRunsSheet(store: Store, ids: readonly string[], signal?: AbortSignal): Promise<string> {
  if (ids.length === 0) throw new InvalidInput("runs", "there are no runs to write");
  if (ids.length > MANY_RUNS_MAX) {
    throw new InvalidInput(
      "runs",
      `a file has at most ${MANY_RUNS_MAX} runs, and these are ${ids.length}; name some of them`,
    );
  }
  const room = ROOM_BYTES * Math.max(1, ids.length / ROOM_RUNS), now = systemClock();
  for (let points = CURVE_POINTS;;) {
    const html = writeRunsSheet(await readRunsSheet(store, ids, { now, points, signal }));
    const bytes = new TextEncoder().encode(html).length;
    if (bytes <= room || points === CURVE_POINTS_LEAST) return html;
    points = Math.max(CURVE_POINTS_LEAST, Math.floor(points * 0.9 * room / bytes));
  }
}

/** Creates the route. It is always a download: a page of this server would run no script of the file. */
export function createSheetRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  const route = createRoute({
    method: "get",
    path: "/export.html",
    request: { query: sheetQuery },
    responses: {
      ...answers(200, "One HTML file with curves, settings and the ends of the logs"),
      200: {
        description: "One HTML file with curves, settings and the ends of the logs",
        content: { "text/html": { schema: { type: "string" as const } } },
      },
    },
  });
  routes.openapi(route, async (c) => {
    const { runs, experiment } = c.req.valid("query");
    const html = await makeRunsSheet(store, runs ?? await listIdsOf(store, experiment!), c.req.raw.signal);
    return c.body(html, 200, {
      "content-type": "text/html; charset=utf-8",
      "content-disposition": 'attachment; filename="runs.html"',
      "cache-control": "no-store",
    });
  });
  return routes;
}

/**
 * The route of one line: its points, and what each of its numbers was taken for. A reader who clicks on a line of the log sees what was
 * read from it, by which rule, and why the rest wasn't.
 *
 * @module
 */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { NotFound } from "../errors.ts";
import type { Columns, Experiment, Point, Run } from "../model.ts";
import { explainLine } from "../points/explain.ts";
import { loadPatterns } from "../points/taught/load_patterns.ts";
import { isReadByOlder } from "../text/older_reader.ts";
import { blankLine } from "../text/secrets.ts";
import type { WireLinePoints } from "../wire/lines.ts";
import { linePointsSchema } from "./schemas/line_schemas.ts";
import { answers, type ApiOptions, createRoutes, isReadOnly } from "./frame/context.ts";
import { lineParams } from "./schemas/schemas.ts";
import { writePoints } from "./write/write_metrics.ts";

/** Points per metric in an answer. A progress bar that was redrawn a thousand times has a thousand on one line. */
const POINTS_PER_METRIC = 20;
/** Numbers of a line that are explained. */
const NUMBERS_MAX = 500;

/** Creates the route. */
export function createLineRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  const route = createRoute({
    method: "get",
    path: "/experiments/{experiment_id}/runs/{run_id}/lines/{line}/points",
    request: { params: lineParams },
    responses: answers(200, "What was read from the line; of a redrawn line the newest points", linePointsSchema),
  });
  routes.openapi(route, async (c) => {
    const { experiment_id, run_id, line } = c.req.valid("param");
    const run = await store.runs.getOf(experiment_id, run_id);
    if (line > run.lastLine) throw new NotFound(`run ${run_id} has no line ${line}; its last line is ${run.lastLine}`);
    const [columns, { lines: [read] }, experiment] = await Promise.all([
      store.points.readLine(run_id, { line, limit: POINTS_PER_METRIC }),
      store.logs.read(run_id, { afterLine: line - 1, limit: 1 }),
      store.experiments.get(experiment_id),
    ]);
    const text = isReadOnly(c) ? blankLine(read?.text ?? "") : read?.text ?? "";
    c.header("cache-control", "no-cache");
    const answer: WireLinePoints = {
      line,
      points: [...columns].flatMap(([metric, found]) => writePoints(found).map((point) => ({ metric, ...point }))),
      numbers: explainLine(text, toPoints(columns, run), await describeRun(run, experiment)).slice(0, NUMBERS_MAX),
    };
    return c.json(answer);
  });
  return routes;
}

const describeRun = async (run: Run, { patterns }: Experiment) => ({
  patterns: await loadPatterns(patterns),
  unread: run.unread,
  isOlder: isReadByOlder(run),
});

/** Points of some metrics in columns as points. */
function toPoints(columns: ReadonlyMap<string, Columns>, { metrics }: Run): Point[] {
  return [...columns].flatMap(([metric, { step, value, epoch, globalStep, line }]) => {
    const kind = metrics.find(({ name }) => name === metric)?.kind ?? "metric";
    return Array.from(value, (each, at) => ({
      metric,
      value: each,
      step: step[at]!,
      epoch: Number.isNaN(epoch[at]) ? null : epoch[at]!,
      globalStep: Number.isNaN(globalStep[at]) ? null : globalStep[at]!,
      line: line[at]!,
      kind,
    })).toReversed();
  });
}

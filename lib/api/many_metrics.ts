/**
 * The route of many runs' points: any runs of any experiments and many metrics in one answer, on one x axis. Reads a few runs at a time.
 *
 * @module
 */
import { createRoute, type OpenAPIHono, type z } from "@hono/zod-openapi";
import { InvalidInput, NotFound } from "../errors.ts";
import {
  MANY_METRICS_MAX,
  MANY_POINTS_MAX,
  MANY_RUNS_AT_ONCE,
  MAX_POINTS_DEFAULT,
  MAX_POINTS_LOWEST,
} from "../limits.ts";
import { isComplete, type Run } from "../model.ts";
import type { Store } from "../store/store.ts";
import type { WireManyMetrics, WireRunPoints } from "../wire/points.ts";
import { manyMetricsSchema } from "./schemas/answer_schemas.ts";
import { mapAtOnce } from "./frame/at_once.ts";
import { answers, type ApiOptions, createRoutes } from "./frame/context.ts";
import { readManyCursor, type RunPosition, writeManyCursor } from "./write/many_cursor.ts";
import { resolveNames } from "./metric_names.ts";
import { parseTime } from "./schemas/query_fields.ts";
import { manyMetricsQuery } from "./schemas/schemas.ts";
import { digestTag, isKnown, notModified, taggedResponse } from "./frame/tagged.ts";
import { rangeOnAxis, writeRunPoints } from "./write/write_many_metrics.ts";

type Query = z.output<typeof manyMetricsQuery>;
/** The x axis of a query, steps by default, and its range there. */
export type AxisBounds = Partial<Pick<Query, "x" | "min_x" | "max_x">>;

/** A run with how far it is stored. */
export interface FoundRun {
  run: Run;
  version: { generation: number; rev: number };
}

/** What is read of each run. */
interface Reading extends Pick<Query, "x" | "smoothing"> {
  names: readonly string[];
  bounds: { low: number; high: number };
  most: number;
  findPosition: (id: string) => RunPosition | null;
  signal: AbortSignal;
}

/** Finds a run; null when it is not there. */
export async function findStoredRun(store: Store, id: string): Promise<FoundRun | null> {
  try {
    const version = await store.points.version(id);
    return { run: await store.runs.get(id), version };
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

/** A position on the axis; `preset` when none is given. Throws InvalidInput. */
function readBound({ x, ...query }: AxisBounds, name: "min_x" | "max_x", preset: number): number {
  const text = query[name];
  return text === undefined ? preset : readOnAxis(text, name, x);
}

/** The position on an axis that a parameter gives. Throws InvalidInput. */
export function readOnAxis(text: string, name: string, x: AxisBounds["x"]): number {
  const isNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text);
  const value = x === "time" ? parseTime(text) : isNumber ? Number(text) : NaN;
  if (Number.isFinite(value)) return value;
  throw new InvalidInput(name, `${name} must be a ${x === "time" ? "time" : "number"}, not "${text}"`);
}

/** The range on the x axis that a query asks for. Throws InvalidInput. */
export function readBounds(query: AxisBounds): { low: number; high: number } {
  const low = readBound(query, "min_x", -Infinity), high = readBound(query, "max_x", Infinity);
  if (low > high) throw new InvalidInput("min_x", "min_x must not be greater than max_x");
  return { low, high };
}

function readAfter({ after, smoothing }: Query): (id: string) => RunPosition | null {
  if (smoothing > 0 && after) throw new InvalidInput("after", "after can't be used with smoothing");
  const find = readManyCursor(after ?? "");
  if (!find) throw new InvalidInput("after", `after must be "metadata.next" of an earlier answer, not "${after}"`);
  return find;
}

/** The metrics to read: those that are asked for, or the first of all. */
export function chooseNames(runs: readonly Run[], asked: readonly string[] | undefined) {
  const known = new Set(runs.flatMap(({ metrics }) => metrics.map(({ name }) => name)));
  if (!asked) {
    return { names: [...known].slice(0, MANY_METRICS_MAX), unknown: [], leftOut: [...known].slice(MANY_METRICS_MAX) };
  }
  const names = resolveNames(asked, known);
  return { names, unknown: names.filter((name) => !known.has(name)), leftOut: [] };
}

/** Points a metric of a run, so that the answer stays below `MANY_POINTS_MAX`. */
export function pointsPerSeries(
  runs: readonly Pick<Run, "metrics">[],
  names: readonly string[],
  asked: number = MAX_POINTS_DEFAULT,
): number {
  const wanted = new Set(names);
  const series = runs.reduce((sum, { metrics }) => sum + metrics.filter(({ name }) => wanted.has(name)).length, 0);
  return Math.max(Math.min(asked, Math.floor(MANY_POINTS_MAX / Math.max(series, 1))), MAX_POINTS_LOWEST);
}

/** Reads a run. `points` is null when nothing of it is new. */
async function readRun(
  store: Store,
  { run, version }: FoundRun,
  { names, x, smoothing, bounds, most, findPosition, signal }: Reading,
): Promise<{ points: WireRunPoints | null; position: RunPosition }> {
  const { id } = run, complete = isComplete(run.status), known = findPosition(id);
  const isSameReading = known?.generation === version.generation, hasEnded = known?.isComplete === complete;
  if (isSameReading && hasEnded && known.rev === version.rev) return { points: null, position: known };
  const asked = { metrics: names, range: rangeOnAxis(run, x, bounds), most, signal };
  const answer = await store.points.readThin(id, {
    ...asked,
    ...(isSameReading ? { after: known.rev } : {}),
  });
  const { generation, rev } = answer, position = { id, generation, rev, isComplete: complete };
  const isNew = !isSameReading || !hasEnded || [...answer.columns.values()].some(({ step }) => step.length > 0);
  if (smoothing > 0) answer.columns = await store.points.readSmooth(id, { ...asked, weight: smoothing });
  return { points: isNew ? writeRunPoints(run, answer, { x, gaps: answer.gaps }) : null, position };
}

/** Answers with the points of many runs, or with 304 when the client has the same answer already. */
async function answerMany(store: Store, query: Query, request: Request): Promise<Response> {
  const bounds = readBounds(query), findPosition = readAfter(query);
  const all = await mapAtOnce(query.runs, MANY_RUNS_AT_ONCE, (id) => findStoredRun(store, id));
  const found = all.filter((each) => each !== null), runs = found.map(({ run }) => run);
  const tagOf = (versions: readonly { generation: number; rev: number }[]) =>
    digestTag([
      query,
      runs.map(({ id, status, updatedAt }, index) => {
        const { generation, rev } = versions[index]!;
        return [id, generation, rev, status, updatedAt];
      }),
    ]);
  const known = await tagOf(found.map(({ version }) => version));
  if (isKnown(request, known)) return notModified(request, known);
  const { names, unknown, leftOut } = chooseNames(runs, query.metric_type);
  const most = pointsPerSeries(runs, names, query.max_points);
  const { x, smoothing } = query;
  const reading: Reading = { x, smoothing, names, bounds, most, findPosition, signal: request.signal };
  const read = await mapAtOnce(found, MANY_RUNS_AT_ONCE, (each) => readRun(store, each, reading));
  const positions = read.map(({ position }) => position);
  const answer: WireManyMetrics = {
    x,
    runs: read.map(({ points }) => points).filter((points) => points !== null),
    metadata: {
      next: writeManyCursor(positions),
      max_points: most,
      unknown_runs: query.runs.filter((_, index) => all[index] === null),
      unknown,
      left_out: leftOut,
    },
  };
  const headers = { "content-type": "application/json" }, tag = await tagOf(positions);
  return taggedResponse(request, { body: JSON.stringify(answer), tag, headers });
}

/** Creates the route of many runs' points. */
export function createManyMetricsRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  routes.openapi(
    createRoute({
      method: "get",
      path: "/metrics",
      request: { query: manyMetricsQuery },
      responses: {
        ...answers(200, "Points of many runs' metrics on one axis, in columns", manyMetricsSchema),
        304: { description: "Nothing changed since the answer of the given ETag" },
      },
    }),
    async (c) => await answerMany(store, c.req.valid("query"), c.req.raw),
  );
  return routes;
}

/**
 * The route of a chart as SVG, for a README, a paper or a notebook: one metric of some runs, with title, axes, legend and source. Pages of
 * any site may show it as an image; nothing in it runs or loads anything. Its strong ETag is made without reading a point.
 *
 * @module
 */
import { createRoute, type OpenAPIHono, type z } from "@hono/zod-openapi";
import { NotFound } from "../errors.ts";
import { MANY_POINTS_MAX, MAX_POINTS_DEFAULT } from "../limits.ts";
import type { Run } from "../model.ts";
import { chooseMetric } from "../series/choose_metric.ts";
import type { Store } from "../store/store.ts";
import { writeChart } from "../ui/sheet/write_chart.tsx";
import { isAnyLive, readChartLines } from "./chart_lines.ts";
import { answers, type ApiOptions, createRoutes } from "./frame/context.ts";
import { readBounds } from "./many_metrics.ts";
import { resolveNames } from "./metric_names.ts";
import { chartQuery, runParams } from "./schemas/schemas.ts";
import { digestTag, isKnown, notModified, taggedResponse } from "./frame/tagged.ts";

/** What a chart is to show: the query of its route. */
export type ChartQuery = z.output<typeof chartQuery>;

/** Runs of a chart, and the metric that it shows; null when the runs have none yet. */
export interface ChosenChart {
  runs: Run[];
  metric: string | null;
}

/** Pages of other sites may show it; as a document of its own it may run and load nothing. */
const EMBEDDED = {
  "content-type": "image/svg+xml; charset=utf-8",
  "cross-origin-resource-policy": "cross-origin",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
};

/** The metric that a query names, by its name or a synonym; else the most telling one. */
function chooseShown(runs: readonly Run[], asked: string | undefined): string | null {
  const known = runs.flatMap(({ metrics }) => metrics);
  if (asked === undefined) return chooseMetric(known, null);
  const names = new Set(known.map(({ name }) => name)), [name] = resolveNames([asked], names) as [string];
  if (names.has(name) || isAnyLive(runs)) return name;
  const has = [...names].slice(0, 20).join(", ");
  throw new NotFound(
    `${runs.length === 1 ? "the run has" : "the runs have"} no metric ${asked}; there ${
      names.size === 0 ? "is none" : `is ${has}`
    }`,
  );
}

/**
 * A chart as the text of an SVG file.
 *
 * @throws {InvalidInput} for a range that is none
 */
export async function drawChart(
  store: Store,
  { runs, metric }: ChosenChart,
  { query, signal }: { query: ChartQuery; signal?: AbortSignal },
): Promise<string> {
  const { x, y, clip, width, height, theme } = query, bounds = readBounds(query);
  const most = Math.max(2, Math.min(MAX_POINTS_DEFAULT, 2 * width, Math.floor(MANY_POINTS_MAX / runs.length)));
  const lines = metric === null
    ? []
    : await readChartLines(store, runs, { metric, x, bounds, most, smoothing: query.smooth, signal });
  const { name } = await store.experiments.get(runs[0]!.experimentId);
  const newest = Math.max(...runs.map(({ lastOutputAt, createdAt }) => lastOutputAt ?? createdAt));
  return writeChart({
    title: runs.length === 1 ? `${metric ?? "no metric yet"} · ${runs[0]!.name}` : metric ?? "no metric yet",
    lines,
    x,
    yTitle: metric ?? "",
    y,
    clip: clip === "1",
    minX: Number.isFinite(bounds.low) ? bounds.low : null,
    maxX: Number.isFinite(bounds.high) ? bounds.high : null,
    width,
    height,
    theme,
    source: `stdcurve · ${name} · ${new Date(newest).toISOString().slice(0, 10)}`,
    isLive: isAnyLive(runs),
  });
}

/** Chooses the runs and the metric of a chart. Throws NotFound. */
export async function chooseChart(
  store: Store,
  ids: readonly string[],
  asked: string | undefined,
): Promise<ChosenChart> {
  const runs = await Promise.all(ids.map((id) => store.runs.get(id)));
  return { runs, metric: chooseShown(runs, asked) };
}

async function answerChart(store: Store, id: string, { query, request }: { query: ChartQuery; request: Request }) {
  const ids = query.runs ?? [id], all = ids.includes(id) ? ids : [id, ...ids];
  const versions = await Promise.all(all.map((each) => store.points.version(each)));
  const chart = await chooseChart(store, all, query.metric_type);
  const { token: _, ...shown } = query;
  const { name } = await store.experiments.get(chart.runs[0]!.experimentId);
  const tag = await digestTag([
    shown,
    name,
    chart.runs.map((run, at) => [run.id, versions[at]!.generation, versions[at]!.rev, run.status, run.updatedAt]),
  ]);
  if (isKnown(request, tag)) {
    const known = notModified(request, tag);
    known.headers.set("cross-origin-resource-policy", "cross-origin");
    return known;
  }
  const body = await drawChart(store, chart, { query, signal: request.signal });
  return taggedResponse(request, { body, tag, headers: EMBEDDED });
}

/** Creates the route. It answers beside the page of the experiment, not below `/api`. */
export function createChartRoutes({ store }: ApiOptions): OpenAPIHono {
  const routes = createRoutes();
  routes.openapi(
    createRoute({
      method: "get",
      path: "/experiments/{experiment_id}/runs/{run_id}/chart.svg",
      request: { params: runParams, query: chartQuery },
      responses: {
        ...answers(200, "A chart with title, axes, legend and source"),
        200: {
          description: "A chart with title, axes, legend and source",
          content: { "image/svg+xml": { schema: { type: "string" as const } } },
        },
        304: { description: "Nothing changed since the answer of the given ETag" },
      },
    }),
    async (c) => {
      const { experiment_id, run_id } = c.req.valid("param");
      await store.runs.getOf(experiment_id, run_id);
      return await answerChart(store, run_id, { query: c.req.valid("query"), request: c.req.raw });
    },
  );
  return routes;
}

/**
 * The list of an experiment's runs, filtered and sorted by their rows. Only the documents of the runs on the page are read.
 *
 * @module
 */
import { createRoute, type OpenAPIHono, type z } from "@hono/zod-openapi";
import { InvalidInput, NotFound } from "../errors.ts";
import { MANY_RUNS_AT_ONCE, RUNS_PAGE_METRICS } from "../limits.ts";
import type { Run } from "../model.ts";
import { withPace } from "../runs/pace.ts";
import { withOwner } from "../runs/run_owner.ts";
import { showRows } from "../series/table/show_rows.ts";
import { type ColumnNames, findColumns } from "../series/table/table_columns.ts";
import { readTableView } from "../series/table/table_view.ts";
import type { Store } from "../store/store.ts";
import type { WireRow, WireRunPage } from "../wire.ts";
import { runPageSchema } from "./schemas/answer_schemas.ts";
import { mapAtOnce } from "./frame/at_once.ts";
import { resolveNames } from "./metric_names.ts";
import { answers, createRoutes, type RunRouteOptions } from "./frame/context.ts";
import { describeRows, findRowsOf, summaryReaderOf } from "./rows.ts";
import { experimentParams, runsQuery } from "./schemas/schemas.ts";
import { taggedJson } from "./frame/tagged.ts";
import { writeRun } from "./write/write_runs.ts";

type Query = z.output<typeof runsQuery>;

/** The metrics that filter and order name, also under other names. */
function findNamed({ q = "", sort = "" }: Query, metrics: readonly string[]): string[] {
  const text = `${q} ${sort}`, words = text.match(/[^\s()<>=!:,"]+/g) ?? [], known = new Set(metrics);
  const named = metrics.filter((name) => text.includes(name));
  return [...new Set([...named, ...resolveNames(words, known).filter((name) => known.has(name))])];
}

/** The rows that a query asks for, in its order. Throws InvalidInput. */
async function chooseRows(
  store: Store,
  { experimentId, query }: { experimentId: string; query: Query },
): Promise<WireRow[]> {
  const found = await findRowsOf(store, experimentId), { status, q = "", sort } = query;
  const columns = ({ metrics }: ColumnNames) => findNamed(query, metrics);
  const { rows, metadata } = await describeRows(found, { columns }, summaryReaderOf(store));
  const keys = readTableView(`?${new URLSearchParams({ sort: sort ?? "" })}`).sort;
  for (const { column } of keys) {
    if (column === "name" || findColumns([column], metadata).length > 0) continue;
    throw new InvalidInput(
      "sort",
      `sort has no column "${column}"; write name, status, started, duration, last(loss), setting(lr)`,
    );
  }
  const live = status === undefined ? rows : rows.filter((row) => row.status === status);
  const shown = showRows(live, { filter: q, sort: keys }, {
    names: metadata,
    now: Date.now(),
    shared: metadata.shared,
  });
  if (shown.error) throw new InvalidInput("q", `q: ${shown.error.text} (at character ${shown.error.at + 1})`);
  return shown.rows;
}

const CURSOR = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where the page after the run of a cursor begins. In the usual order that is known of a deleted run, too. */
function findStart(rows: readonly WireRow[], { cursor, sort }: Query): number {
  if (!cursor) return 0;
  const at = rows.findIndex(({ id }) => id === cursor), refusal = "cursor is not one that this list returned";
  if (at >= 0) return at + 1;
  if (sort || !CURSOR.test(cursor)) throw new InvalidInput("cursor", refusal);
  const next = rows.findIndex(({ id }) => id < cursor);
  return next < 0 ? rows.length : next;
}

/** The runs of a page, and the id of its last one; null when no run is left. Very many metrics make a page shorter. */
async function readPage(
  rows: readonly WireRow[],
  limit: number,
  read: (row: WireRow) => Promise<Run | null>,
): Promise<{ runs: Run[]; cursor: string | null }> {
  const runs: Run[] = [];
  let at = 0, metrics = 0;
  while (at < rows.length && runs.length < limit && metrics < RUNS_PAGE_METRICS) {
    const part = rows.slice(at, at + Math.min(MANY_RUNS_AT_ONCE, limit - runs.length));
    const found = (await mapAtOnce(part, MANY_RUNS_AT_ONCE, read)).filter((run) => run !== null);
    runs.push(...found);
    at += part.length;
    metrics += found.reduce((sum, run) => sum + run.metrics.length, 0);
  }
  return { runs, cursor: at < rows.length ? rows[at - 1]!.id : null };
}

/** A run with what its owner and its points say; null when it was deleted a moment ago. */
async function readRun({ store, leases }: RunRouteOptions, { id }: WireRow): Promise<Run | null> {
  try {
    return await withOwner(store, await withPace(store, await store.runs.get(id)), leases);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

/** Creates the route of the list. */
export function createRunListRoutes(options: RunRouteOptions): OpenAPIHono {
  const routes = createRoutes(), { store } = options;
  const route = createRoute({
    method: "get",
    path: "/experiments/{experiment_id}/runs",
    request: { params: experimentParams, query: runsQuery },
    responses: answers(200, "Runs, newest first unless `sort` says otherwise", runPageSchema),
  });
  routes.openapi(route, async (c) => {
    const { id: experimentId } = await store.experiments.get(c.req.valid("param").experiment_id);
    const query = c.req.valid("query"), rows = await chooseRows(store, { experimentId, query });
    const page = await readPage(rows.slice(findStart(rows, query)), query.limit, (row) => readRun(options, row));
    const answer: WireRunPage = { runs: page.runs.map(writeRun), cursor: page.cursor };
    return await taggedJson(c.req.raw, answer) as never;
  });
  return routes;
}

/**
 * The routes of rows: what a list or a table shows of many runs, in one answer. Reads no run's document, but for columns that rows don't have.
 *
 * @module
 */
import { createRoute, type OpenAPIHono, type z } from "@hono/zod-openapi";
import { MANY_RUNS_AT_ONCE, ROW_COLUMNS_KEPT, ROWS_NAMED_RUNS } from "../limits.ts";
import type { MetricSummary } from "../model.ts";
import { orderMetrics } from "../series/choose_metric.ts";
import type { ColumnNames } from "../series/table/table_columns.ts";
import { sumIds } from "../series/table/row_ids.ts";
import type { StampedRow } from "../store/runs/run_rows.ts";
import type { Store } from "../store/store.ts";
import type { WireRows } from "../wire.ts";
import { rowsSchema } from "./schemas/answer_schemas.ts";
import { mapAtOnce } from "./frame/at_once.ts";
import { answers, type ApiOptions, createRoutes } from "./frame/context.ts";
import { chosenRowsQuery, experimentParams, rowsQuery } from "./schemas/schemas.ts";
import { digestTag, isKnown, notModified, taggedResponse } from "./frame/tagged.ts";
import { differingSettings, sharedSettings, writeRow } from "./write/write_rows.ts";

type Query = z.output<typeof rowsQuery>;

/** Reads the summaries of a run as they are with a row. */
export type ReadSummaries = (row: StampedRow) => Promise<readonly MetricSummary[]>;

const readers = new WeakMap<Store, ReadSummaries>();

/** Reads the summaries of a store's runs. All who ask share what is kept. */
export function summaryReaderOf(store: Store): ReadSummaries {
  const known = readers.get(store), reader = known ?? createSummaryReader(store);
  if (!known) readers.set(store, reader);
  return reader;
}

/** Reads summaries, and keeps those of runs that have not changed. */
function createSummaryReader(store: Store): ReadSummaries {
  const kept = new Map<string, { stamp: string; summaries: readonly MetricSummary[] }>();
  return async ({ row: { id }, stamp }) => {
    const known = kept.get(id);
    if (known?.stamp === stamp) return known.summaries;
    const summaries = await store.runs.readSummaries(id);
    kept.delete(id);
    kept.set(id, { stamp, summaries });
    if (kept.size > ROW_COLUMNS_KEPT) kept.delete(kept.keys().next().value!);
    return summaries;
  };
}

/** Names of the metrics of runs: those of rows, and all of the newest runs. */
async function nameMetrics(rows: readonly StampedRow[], readSummaries: ReadSummaries): Promise<string[]> {
  const newest = await mapAtOnce(rows.slice(0, ROWS_NAMED_RUNS), MANY_RUNS_AT_ONCE, readSummaries);
  const headlines = rows.flatMap(({ row }) => row.metrics.map(([name]) => name));
  return orderMetrics([...newest.flat().map(({ name }) => name), ...headlines]);
}

/** The rows to send, and whether these are all. `after` is ignored when the runs differ in other settings than before. */
function chooseRows(
  rows: readonly StampedRow[],
  { after, settingsTag }: { after: string | undefined; settingsTag: string },
): { chosen: readonly StampedRow[]; isWhole: boolean } {
  const [stamp, tag] = after?.split(".") ?? [];
  if (!stamp || tag !== settingsTag) return { chosen: rows, isWhole: true };
  return { chosen: rows.filter((each) => each.stamp > stamp), isWhole: false };
}

/** Rows with a versionstamp up to which they have all changes. */
export interface FoundRows {
  rows: readonly StampedRow[];
  stamp: string;
  unknown: string[];
}

/** Which rows are wanted. */
export interface RowsQuery {
  /** Metrics which rows have in addition to those that come first; or which these are, by what the runs have. */
  columns?: readonly string[] | ((names: ColumnNames) => readonly string[]) | undefined;
  /** `next` of an earlier answer. */
  after?: string | undefined;
  /** Without settings, and without the names of metrics and settings. */
  isBrief?: boolean;
}

/** What an answer says of all rows, whichever it has. */
export const countFoundRows = (
  rows: readonly StampedRow[],
): Pick<WireRows["metadata"], "total" | "older" | "checksum"> => ({
  total: rows.length,
  older: rows.filter(({ row }) => row.isOlder).length,
  checksum: sumIds(rows.map(({ row }) => row.id)),
});

/** Rows as JSON: those that changed, with what is true of all. */
export async function describeRows(
  { rows, stamp, unknown }: FoundRows,
  { columns: wanted = [], after, isBrief = false }: RowsQuery,
  readSummaries: ReadSummaries,
): Promise<WireRows> {
  const settings = isBrief ? [] : differingSettings(rows.map(({ row }) => row)),
    settingsTag = await digestTag(settings);
  const { chosen, isWhole } = chooseRows(rows, { after, settingsTag });
  const metrics = isBrief ? [] : await nameMetrics(rows, readSummaries);
  const columns = typeof wanted === "function" ? wanted({ metrics, settings }) : wanted;
  const written = await mapAtOnce(chosen, MANY_RUNS_AT_ONCE, async (each) => {
    const missing = columns.filter((name) => each.row.metrics.every(([known]) => known !== name));
    const summaries = missing.length === 0 ? [] : await readSummaries(each);
    return writeRow(each.row, { columns: summaries.filter(({ name }) => missing.includes(name)), settings });
  });
  return {
    rows: written,
    metadata: {
      next: `${stamp}.${settingsTag}`,
      is_whole: isWhole,
      ...countFoundRows(rows),
      metrics,
      settings,
      shared: isWhole && !isBrief ? sharedSettings(rows.map(({ row }) => row), settings) : {},
      unknown_runs: unknown,
    },
  };
}

async function answerRows(
  found: FoundRows,
  { request, query, readSummaries }: { request: Request; query: Query; readSummaries: ReadSummaries },
): Promise<Response> {
  const { rows, stamp, unknown } = found;
  const tag = await digestTag([stamp, rows.map(({ row }) => row.id), query, unknown]);
  if (isKnown(request, tag)) return notModified(request, tag);
  const asked = { ...query, isBrief: query.brief === "true" };
  const answer = await describeRows(found, asked, readSummaries), headers = { "content-type": "application/json" };
  return taggedResponse(request, { body: JSON.stringify(answer), tag, headers });
}

/** The experiments of runs. */
async function findExperiments(store: Store, ids: readonly string[]): Promise<string[]> {
  const experiments = new Set<string>(), known = new Set<string>();
  for (const id of ids) {
    const experimentId = known.has(id) ? null : await store.runs.readExperimentId(id);
    if (experimentId === null || experiments.has(experimentId)) continue;
    experiments.add(experimentId);
    for (const { row } of (await store.runs.listRows(experimentId)).rows) known.add(row.id);
  }
  return [...experiments];
}

/** The rows of an experiment's runs, newest first. */
export async function findRowsOf(store: Store, experimentId: string): Promise<FoundRows> {
  const { rows, version } = await store.runs.listRows(experimentId);
  return { rows, stamp: version.stamp, unknown: [] };
}

/** The rows of these runs, of whichever experiments, in this order, and the ids of those that are not there. */
export async function findRows(store: Store, ids: readonly string[]): Promise<FoundRows> {
  const experiments = await findExperiments(store, ids), found = new Map<string, StampedRow>();
  const stamps = (await store.versions.read(experiments)).map(({ stamp }) => stamp);
  for (const each of experiments) {
    for (const stamped of (await store.runs.listRows(each)).rows) found.set(stamped.row.id, stamped);
  }
  return {
    rows: ids.flatMap((id) => found.get(id) ?? []),
    stamp: stamps.sort().at(-1) ?? "0",
    unknown: ids.filter((id) => !found.has(id)),
  };
}

function addChosen(routes: OpenAPIHono, { store }: ApiOptions, readSummaries: ReadSummaries): void {
  const route = createRoute({
    method: "get",
    path: "/rows",
    request: { query: chosenRowsQuery },
    responses: answers(200, "Rows of these runs of any experiments, in their order", rowsSchema),
  });
  routes.openapi(route, async (c) => {
    const query = c.req.valid("query"), found = await findRows(store, query.runs);
    return await answerRows(found, { request: c.req.raw, query, readSummaries }) as never;
  });
}

/** Creates the routes of rows. */
export function createRowRoutes(options: ApiOptions): OpenAPIHono {
  const routes = createRoutes(), { store } = options, readSummaries = summaryReaderOf(store);
  const route = createRoute({
    method: "get",
    path: "/experiments/{experiment_id}/rows",
    request: { params: experimentParams, query: rowsQuery },
    responses: answers(200, "What a table shows of the experiment's runs, newest first", rowsSchema),
  });
  routes.openapi(route, async (c) => {
    const { id } = await store.experiments.get(c.req.valid("param").experiment_id);
    const found = await findRowsOf(store, id), query = c.req.valid("query");
    return await answerRows(found, { request: c.req.raw, query, readSummaries }) as never;
  });
  addChosen(routes, options, readSummaries);
  return routes;
}

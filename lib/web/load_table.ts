/**
 * Reads what the page with the table of runs shows: rows, and which of them are drawn. Changes nothing.
 *
 * @module
 */
import { createSummaryReader, describeRows, findRows, findRowsOf, type FoundRows } from "../api/rows.ts";
import { DRAWN_BY_DEFAULT, DRAWN_RUNS_MAX, TABLE_PAGE_ROWS, TABLE_WHOLE_ROWS } from "../limits.ts";
import { type ShownRows, showRows } from "../series/table/show_rows.ts";
import { chooseColumns, findColumns, metricsOf, type TableColumn } from "../series/table/table_columns.ts";
import { expandIds, type TableView } from "../series/table/table_view.ts";
import type { Store } from "../store/store.ts";
import type { WireRow, WireRows } from "../wire.ts";

/** The table as a page shows it. */
export interface LoadedTable {
  /** What the island starts with: all rows or, of very many, those that the page shows first. It requests the others. */
  answer: WireRows;
  columns: TableColumn[];
  /** The first rows of the filtered and sorted ones, and what is wrong with the filter. */
  shown: ShownRows;
  /** Number of rows that the filter shows. */
  matching: number;
  /** Ids of the ticked runs. */
  ticked: string[];
  /** Ids that the address names and no run has. */
  missing: string[];
  /** The drawn runs in their order: the ticked ones, or the newest of those shown. */
  drawn: WireRow[];
  /** How many ticked runs there is no room for on the chart. */
  leftOut: number;
}

/** Metrics that the order and the columns of a view need. */
function metricsOfView(view: TableView, names: WireRows["metadata"]): string[] {
  const sorted = findColumns(view.sort.map(({ column }) => column), names);
  return metricsOf([...sorted, ...view.columns === null ? [] : findColumns(view.columns, names)]);
}

async function readAnswer(store: Store, found: FoundRows, view: TableView): Promise<WireRows> {
  const readSummaries = createSummaryReader(store), first = await describeRows(found, {}, readSummaries);
  const chosen = view.columns === null ? metricsOf(chooseColumns(first.rows, first.metadata)) : [];
  const columns = [...new Set([...metricsOfView(view, first.metadata), ...chosen])];
  const lacking = columns.filter((name) => first.rows.some(({ metrics }) => !Object.hasOwn(metrics, name)));
  return lacking.length === 0 ? first : await describeRows(found, { columns: lacking }, readSummaries);
}

/** The drawn runs: the newest of the ticked ones, or the newest of all. */
export function chooseDrawn(rows: readonly WireRow[], ticked: readonly string[]): WireRow[] {
  if (ticked.length === 0) return rows.slice(0, DRAWN_BY_DEFAULT);
  const chosen = rows.filter(({ id }) => ticked.includes(id)).slice(0, DRAWN_RUNS_MAX);
  return ticked.flatMap((id) => chosen.find((row) => row.id === id) ?? []);
}

/** Those of the rows that are in a list, in their order. */
function keepOrder(rows: readonly WireRow[], kept: readonly WireRow[]): WireRow[] {
  const wanted = new Set(kept);
  return rows.filter((row) => wanted.has(row));
}

/** Reads the table of an experiment, or with null of the runs that the view names. Throws NotFound for an unknown experiment. */
export async function loadTable(
  store: Store,
  experimentId: string | null,
  { view, now }: { view: TableView; now: number },
): Promise<LoadedTable> {
  const found = experimentId === null ? await findRows(store, view.runs) : await findRowsOf(store, experimentId);
  const answer = await readAnswer(store, found, view), { rows, metadata } = answer;
  const columns = view.columns === null ? chooseColumns(rows, metadata) : findColumns(view.columns, metadata);
  const shown = showRows(rows, view, { names: metadata, now, shared: metadata.shared });
  const { ids: ticked, unknown: missing } = expandIds(view.runs, rows.map(({ id }) => id));
  const drawn = chooseDrawn(rows, ticked), first = shown.rows.slice(0, TABLE_PAGE_ROWS);
  const isPart = rows.length > TABLE_WHOLE_ROWS;
  return {
    answer: isPart ? { ...answer, rows: keepOrder(rows, [...first, ...drawn]) } : answer,
    columns,
    shown: { ...shown, rows: first },
    matching: shown.rows.length,
    ticked,
    missing,
    drawn,
    leftOut: Math.max(0, ticked.length - DRAWN_RUNS_MAX),
  };
}

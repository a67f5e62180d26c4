/**
 * Reads what the page with the table of runs shows: rows, and which of them are drawn. Changes nothing.
 *
 * @module
 */
import { describeRows, findRows, findRowsOf, summaryReaderOf } from "../api/rows.ts";
import { TABLE_PAGE_ROWS, TABLE_WHOLE_ROWS } from "../limits.ts";
import { chooseDrawn } from "../series/table/drawn_rows.ts";
import { type ShownRows, showRows } from "../series/table/show_rows.ts";
import { chooseColumns, type ColumnNames, findColumns, metricsOf } from "../series/table/table_columns.ts";
import { expandIds, type TableView } from "../series/table/table_view.ts";
import type { Store } from "../store/store.ts";
import type { WireRow, WireRows } from "../wire.ts";

/** The table as a page shows it. */
export interface LoadedTable {
  /** What the island starts with: all rows or, of very many, those that the page shows first. It requests the others. */
  answer: WireRows;
  /** The first rows of the filtered and sorted ones, and what is wrong with the filter. */
  shown: ShownRows;
  /** Ids of the ticked runs. */
  ticked: string[];
  /** Ids that the address names and no run has. */
  missing: string[];
  /** The drawn runs in their order: the ticked ones, or the first of those shown. */
  drawn: WireRow[];
}

/** Metrics that the order and the columns of a view need. Which metrics are shown does not depend on the rows. */
function metricsOfView(view: TableView, names: ColumnNames): string[] {
  const shown = view.columns === null ? chooseColumns([], names) : findColumns(view.columns, names);
  return metricsOf([...findColumns(view.sort.map(({ column }) => column), names), ...shown]);
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
  const columnsOf = (names: ColumnNames) => metricsOfView(view, names);
  const answer = await describeRows(found, { columns: columnsOf }, summaryReaderOf(store)), { rows, metadata } = answer;
  const shown = showRows(rows, view, { names: metadata, now, shared: metadata.shared });
  const { ids: ticked, unknown: missing } = expandIds(view.runs, rows.map(({ id }) => id));
  const drawn = chooseDrawn(shown.rows, ticked, rows), first = shown.rows.slice(0, view.rows ?? TABLE_PAGE_ROWS);
  const isPart = rows.length > TABLE_WHOLE_ROWS;
  return {
    answer: isPart ? { ...answer, rows: keepOrder(rows, [...first, ...drawn]) } : answer,
    shown: { ...shown, rows: first },
    ticked,
    missing,
    drawn,
  };
}

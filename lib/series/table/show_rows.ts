/**
 * Which rows a view of a table shows, and in which order. Pure, both sides.
 *
 * @module
 */
import type { WireRow } from "../../wire.ts";
import { makeRowTest } from "../filter/match_row.ts";
import { parseFilter } from "../filter/parse_filter.ts";
import { sortRows } from "./sort_rows.ts";
import type { ColumnNames } from "./table_columns.ts";
import type { TableView } from "./table_view.ts";

/** The rows to show; `error` says what is wrong with the filter and at which character, and then nothing is filtered. */
export interface ShownRows {
  rows: WireRow[];
  error: { text: string; at: number } | null;
}

/** Filters and sorts rows. `shared` are settings that all runs have, and rows leave out. */
export function showRows(
  rows: readonly WireRow[],
  { filter, sort }: Pick<TableView, "filter" | "sort">,
  { names, now, shared = {} }: { names: ColumnNames; now: number; shared?: Readonly<Record<string, string>> },
): ShownRows {
  const settings = [...names.settings, ...Object.keys(shared)];
  const parsed = parseFilter(filter, { ...names, settings, tags: [...new Set(rows.flatMap(({ tags }) => tags))] });
  if ("error" in parsed) {
    return { rows: sortRows(rows, sort, { names, now }), error: { text: parsed.error, at: parsed.at } };
  }
  const test = makeRowTest(parsed.filter);
  return {
    rows: sortRows(rows.filter((row) => test({ ...row, settings: { ...shared, ...row.settings } }, now)), sort, {
      names,
      now,
    }),
    error: null,
  };
}

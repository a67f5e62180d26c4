/**
 * The best value of each column of a table of runs. Pure, both sides.
 *
 * @module
 */
import type { WireRow } from "../../wire.ts";
import { betterOf, metricOf, type TableColumn } from "./table_columns.ts";

/** The best finite value by the id of its column. A column whose sense isn't known, or in which all values are the same, has none. */
export function findBestValues(rows: readonly WireRow[], columns: readonly TableColumn[]): Map<string, number> {
  const best = new Map<string, number>();
  for (const column of columns) {
    const better = column.kind === "metric" ? betterOf(column.name) : null;
    if (better === null) continue;
    const values = rows.map((row) => metricOf(row, column)?.value ?? NaN).filter(Number.isFinite);
    const lowest = values.reduce((low, value) => Math.min(low, value), Infinity);
    const highest = values.reduce((high, value) => Math.max(high, value), -Infinity);
    if (lowest < highest) best.set(column.id, better === "lower" ? lowest : highest);
  }
  return best;
}

/**
 * Sorts rows of runs by columns. Pure, both sides.
 *
 * @module
 */
import type { WireRow } from "../../wire.ts";
import { cellOf, type ColumnNames, findColumns, type TableColumn } from "./table_columns.ts";
import type { SortKey } from "./table_view.ts";

const collator = new Intl.Collator("en", { numeric: true });

/** Compares two values: numbers before texts. */
function compare(a: number | string, b: number | string): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return collator.compare(a, b);
  return typeof a === "number" ? -1 : 1;
}

const isMissing = (value: number | string | null): value is null => value === null || Number.isNaN(value);

const valueOf = (row: WireRow, column: TableColumn | "name", now: number) =>
  column === "name" ? row.name : cellOf(row, column, now);

/**
 * The rows in this order; newest first without any key. A run without the value comes last in both directions, and NaN is no value. Rows
 * that are equal keep their order.
 */
export function sortRows(
  rows: readonly WireRow[],
  sort: readonly SortKey[],
  { names, now }: { names: ColumnNames; now: number },
): WireRow[] {
  const keys = sort.flatMap(({ column, isDescending }) => {
    const found = column === "name" ? "name" : findColumns([column], names)[0];
    return found ? [{ values: new Map(rows.map((row) => [row, valueOf(row, found, now)])), isDescending }] : [];
  });
  return rows.toSorted((a, b) => {
    for (const { values, isDescending } of keys) {
      const left = values.get(a)!, right = values.get(b)!;
      if (isMissing(left) || isMissing(right)) {
        if (isMissing(left) !== isMissing(right)) return isMissing(left) ? 1 : -1;
        continue;
      }
      const order = compare(left, right);
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  });
}

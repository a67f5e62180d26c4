/**
 * Groups rows of runs by a setting, with the mean, lowest and highest value of a column in each group. Pure, both sides.
 *
 * @module
 */
import type { WireRow } from "../../wire.ts";
import { cellOf, type TableColumn } from "./table_columns.ts";

/** Runs with one value of a setting. */
export interface RowGroup {
  /** Null for the runs without the setting. */
  value: string | null;
  rows: readonly WireRow[];
}

/** The groups by a setting, in the order of their first rows. */
export function groupRows(rows: readonly WireRow[], setting: string): RowGroup[] {
  const groups = new Map<string | null, WireRow[]>();
  for (const row of rows) {
    const value = Object.hasOwn(row.settings, setting) ? row.settings[setting]! : null, known = groups.get(value);
    if (known) known.push(row);
    else groups.set(value, [row]);
  }
  return [...groups].map(([value, members]) => ({ value, rows: members }));
}

/** The finite values of a column in a group, summed up. */
export interface GroupSummary {
  /** Runs that have a finite value. */
  count: number;
  mean: number;
  min: number;
  max: number;
}

/** Sums up a column of a group; null when no run has a finite number there. */
export function summarizeGroup(rows: readonly WireRow[], column: TableColumn, now: number): GroupSummary | null {
  const values = rows.map((row) => cellOf(row, column, now)).filter((value): value is number =>
    typeof value === "number" && Number.isFinite(value)
  );
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  return { count: values.length, mean, min: Math.min(...values), max: Math.max(...values) };
}

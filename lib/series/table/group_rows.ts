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

/** As many rows as there is room for, by turns of each group, in their order: no group is left out while another one has two. */
export function chooseOfGroups(rows: readonly WireRow[], setting: string, most: number): readonly WireRow[] {
  if (rows.length <= most) return rows;
  const groups = groupRows(rows, setting), chosen = new Set<WireRow>();
  for (let turn = 0; chosen.size < most; turn++) {
    for (const { rows: members } of groups) if (turn < members.length && chosen.size < most) chosen.add(members[turn]!);
  }
  return rows.filter((row) => chosen.has(row));
}

/** The numbers of a column in a group, summed up. */
export interface GroupSummary {
  /** The finite ones; null without any. */
  finite: { count: number; mean: number; min: number; max: number } | null;
  /** Runs that have NaN or an infinity there. */
  diverged: number;
}

/** Sums up a column of a group; null when no run has a number there. */
export function summarizeGroup(rows: readonly WireRow[], column: TableColumn, now: number): GroupSummary | null {
  const all = rows.map((row) => cellOf(row, column, now)).filter((value) => typeof value === "number");
  if (all.length === 0) return null;
  const values = all.filter(Number.isFinite), count = values.length, diverged = all.length - count;
  if (count === 0) return { finite: null, diverged };
  const mean = values.reduce((sum, value) => sum + value / count, 0);
  return { finite: { count, mean, min: Math.min(...values), max: Math.max(...values) }, diverged };
}

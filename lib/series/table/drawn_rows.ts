/**
 * Which runs of a table are drawn on its chart. Pure, both sides.
 *
 * @module
 */
import { DRAWN_BY_DEFAULT, DRAWN_RUNS_MAX } from "../../limits.ts";

/**
 * The drawn runs: without ticks the first of the rows, else the newest of the ticked ones, in the order of their ticks.
 *
 * @param known where ticked runs are looked up; it may have more than the rows
 */
export function chooseDrawn<Row extends { id: string }>(
  rows: readonly Row[],
  ticked: readonly string[],
  known: Iterable<Row>,
): Row[] {
  if (ticked.length === 0) return rows.slice(0, DRAWN_BY_DEFAULT);
  const newest = new Set(ticked.toSorted().reverse().slice(0, DRAWN_RUNS_MAX)); // ids sort by age
  const byId = new Map(Array.from(known, (row) => [row.id, row]));
  return ticked.flatMap((id) => newest.has(id) ? byId.get(id) ?? [] : []);
}

/**
 * Every run's value at a position of the large chart. Pure.
 *
 * @module
 */
import { findNearest } from "../plot_points.ts";
import type { PlottedRun } from "../plotted_run.ts";
import { sortTipRows, type TipRow } from "./TipRows.tsx";

/** The values of all runs at x, highest first. `runId` is the run that the cursor is on. */
export function valuesOfRuns(runs: readonly PlottedRun[], { x, runId }: { x: number; runId: string }): TipRow[] {
  return sortTipRows(runs.flatMap(({ id, name, style, points, columns }): TipRow[] => {
    const near = findNearest(points, { x, y: 0 }, (point) => ({ x: point.x, y: 0 }));
    if (!near) return [];
    const value = columns.value[near.point.index]!;
    return [{ key: id, name, style, isSecond: false, value, isNearest: id === runId }];
  }));
}

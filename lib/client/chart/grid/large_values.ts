/**
 * Where the cursor of the page is on a large chart, and every run's value there. Pure.
 *
 * @module
 */
import { placeMark } from "../../../series/mark_places.ts";
import type { IndexedPoint } from "../plot_points.ts";
import type { PlottedRun } from "../plotted_run.ts";
import type { SharedCursor } from "../shared_cursor.ts";
import { sortTipRows, type TipRow } from "./TipRows.tsx";

/** A position on the x axis, and the run that the cursor is on. */
export interface CursorPlace {
  x: number;
  runId: string;
}

/** The values of all runs at x, highest first. `runId` is the run that the cursor is on. */
export function valuesOfRuns(runs: readonly PlottedRun[], { x, runId }: CursorPlace): TipRow[] {
  return sortTipRows(runs.flatMap(({ id, name, style, points, columns }): TipRow[] => {
    const index = indexNear(points, x);
    return index < 0
      ? []
      : [{ key: id, name, style, isSecond: false, value: columns.value[index]!, isNearest: id === runId }];
  }));
}

/** Index in the columns of the first of the points that are nearest to x; -1 without points. */
function indexNear(points: readonly IndexedPoint[], x: number): number {
  let best = -1, distance = Infinity;
  for (const point of points) {
    const away = Math.abs(point.x - x);
    if (point.index >= 0 && away < distance) best = point.index, distance = away;
  }
  return best;
}

/** Where a cursor is that another chart or a line of the terminal has set; null for none, and for the chart's own. */
export function placeElsewhere(runs: readonly PlottedRun[], cursor: SharedCursor | null): CursorPlace | null {
  if (!cursor || cursor.from === "large") return null;
  const { runId, line } = cursor, run = runs.find(({ id }) => id === runId);
  const x = cursor.x ?? (run && line !== undefined ? placeMark({ line, step: null }, run) : null);
  return x === null ? null : { x, runId };
}

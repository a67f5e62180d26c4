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

/** The values of all runs at x, highest first. `runId` is the run that the cursor is on; `exact` gives what is known beyond the drawn points. */
export function valuesOfRuns(
  runs: readonly PlottedRun[],
  { x, runId }: CursorPlace,
  exact: (runId: string) => number | undefined = () => undefined,
): TipRow[] {
  return sortTipRows(runs.flatMap(({ id, name, style, points, columns, isThinned = false }): TipRow[] => {
    const near = nearestTo(points, x);
    if (!near) return [];
    const drawn = columns.value[near.index]!, value = near.x === x || !isThinned ? drawn : exact(id);
    const reading = { value: value ?? drawn, isNear: value === undefined };
    return [{ key: id, name, style, isSecond: false, isNearest: id === runId, ...reading }];
  }));
}

/** The first of the points that are nearest to x; null without points. */
function nearestTo(points: readonly IndexedPoint[], x: number): IndexedPoint | null {
  let best: IndexedPoint | null = null, distance = Infinity;
  for (const point of points) {
    const away = Math.abs(point.x - x);
    if (point.index >= 0 && away < distance) best = point, distance = away;
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

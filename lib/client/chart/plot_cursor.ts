/**
 * The cursor of a chart: the point it is on, and where the pointer and the keys move it. Pure.
 *
 * @module
 */
import { findNearest, type NearPoint } from "./nearest_point.ts";
import type { PlottedRun } from "./plotted_run.ts";

/** A point of a run, by its index in the columns. */
export interface PlotCursor {
  runId: string;
  index: number;
}

/** True for two cursors on one point, or on none. */
export const isSamePoint = (one: PlotCursor | null, other: PlotCursor | null): boolean =>
  one?.runId === other?.runId && one?.index === other?.index;

/** Among runs whose nearest points differ by less than this in x, the pointer goes to the nearest in y. CSS pixels. */
const SAME_X_PX = 4;
/** Points that PageUp and PageDown pass. */
const PAGE_POINTS = 10;

/** The drawn point under a cursor; null when it isn't drawn any more. */
export function findCursor(runs: readonly PlottedRun[], cursor: PlotCursor | null) {
  const run = runs.find((each) => each.id === cursor?.runId);
  const point = run?.points.find((each) => each.index === cursor!.index);
  return run && point ? { run, point, index: point.index } : null;
}

/**
 * The point of any run that is nearest to a position: x on the axis, y in CSS pixels on the canvas. Among runs that are equally near in x, the
 * nearest in y.
 */
export function findCursorAt(
  runs: readonly PlottedRun[],
  position: { x: number; y: number },
  pixelOf: (point: { x: number; y: number }) => { x: number; y: number },
): PlotCursor | null {
  let best: { runId: string; near: NearPoint } | null = null;
  for (const { id, points } of runs) {
    const near = findNearest(points, position, pixelOf);
    if (near && (!best || isNearer(near, best.near))) best = { runId: id, near };
  }
  return best && { runId: best.runId, index: best.near.point.index };
}

function isNearer(one: NearPoint, other: NearPoint): boolean {
  const further = one.dx - other.dx;
  return Math.abs(further) < SAME_X_PX ? one.dy < other.dy : further < 0;
}

/** What a key does: it moves the cursor, takes it off the chart, or chooses the point under it. */
export type CursorAction = { does: "move"; to: PlotCursor } | { does: "leave" } | { does: "choose"; at: PlotCursor };

/** What a key does to the cursor; null when the chart doesn't use the key. */
export function readCursorKey(
  runs: readonly PlottedRun[],
  cursor: PlotCursor | null,
  key: string,
): CursorAction | null {
  const to = moveCursor(runs, cursor, key);
  if (to) return { does: "move", to };
  if (key === "Escape") return { does: "leave" };
  const isChosen = (key === "Enter" || key === " ") && findCursor(runs, cursor) !== null;
  return isChosen ? { does: "choose", at: cursor! } : null;
}

/** Where a key moves the cursor: along a run's points, or to the next run at the same x. Null for other keys. */
export function moveCursor(
  runs: readonly PlottedRun[],
  cursor: PlotCursor | null,
  key: string,
): PlotCursor | null {
  const drawn = runs.map(({ id, points }) => ({ id, points: points.filter((point) => point.index >= 0) }))
    .filter(({ points }) => points.length > 0);
  const at = Math.max(0, drawn.findIndex(({ id }) => id === cursor?.runId));
  const run = drawn[at];
  if (!run) return null;
  const now = run.points.findIndex((point) => point.index === cursor?.index);
  const next = movePoint(key, now, run.points.length - 1);
  if (next !== null) return { runId: run.id, index: run.points[next]!.index };
  const turn = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (turn === undefined || now < 0) return null;
  const other = drawn[(at + turn + drawn.length) % drawn.length]!;
  const near = findNearest(other.points, { x: run.points[now]!.x, y: 0 }, ({ x }) => ({ x, y: 0 }));
  return near && { runId: other.id, index: near.point.index };
}

/** Where a key goes from point `now` of 0 to `last`; `now` is -1 when the cursor is on none. Null for other keys. */
function movePoint(key: string, now: number, last: number): number | null {
  switch (key) {
    case "ArrowRight":
      return Math.min(last, now + 1);
    case "ArrowLeft":
      return now < 0 ? last : Math.max(0, now - 1);
    case "PageDown":
      return Math.min(last, Math.max(0, now) + PAGE_POINTS);
    case "PageUp":
      return Math.max(0, now - PAGE_POINTS);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}

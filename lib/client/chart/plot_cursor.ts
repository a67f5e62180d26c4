/**
 * The cursor of a chart: the point it stands on, and where keys take it. Pure.
 *
 * @module
 */
import type { Columns } from "../../model.ts";
import { nearestPoint, type PlacedPoint } from "./plot_points.ts";

/** A run's line on a chart. */
export interface PlottedRun {
  id: string;
  name: string;
  /** 1 to 12: colour and dash in series.css. */
  style: number;
  columns: Columns;
  points: readonly PlacedPoint[];
  /** The same smoothed; null = not smoothed. */
  smoothed: readonly PlacedPoint[] | null;
}

/** Where the cursor is: a point of a run by its place in the columns. */
export interface PlotCursor {
  runId: string;
  place: number;
}

/** The drawn point under a cursor; null when it isn't drawn any more. */
export function findCursor(runs: readonly PlottedRun[], cursor: PlotCursor | null) {
  const run = runs.find((each) => each.id === cursor?.runId);
  const point = run?.points.find((each) => each.place === cursor!.place);
  return run && point ? { run, point, place: point.place } : null;
}

/** Where a key takes the cursor: along a run's points, or to the next run at the same x; null for other keys. */
export function moveCursor(
  runs: readonly PlottedRun[],
  cursor: PlotCursor | null,
  key: string,
): PlotCursor | null {
  const drawn = runs.filter((run) => run.points.some((point) => point.place >= 0));
  const index = Math.max(0, drawn.findIndex((run) => run.id === cursor?.runId));
  const run = drawn[index];
  if (!run) return null;
  const points = run.points.filter((point) => point.place >= 0);
  const now = points.findIndex((point) => point.place === cursor?.place);
  const last = points.length - 1;
  const to: Record<string, number> = {
    ArrowRight: now < 0 ? 0 : Math.min(last, now + 1),
    ArrowLeft: now < 0 ? last : Math.max(0, now - 1),
    PageDown: Math.min(last, Math.max(0, now) + 10),
    PageUp: Math.max(0, now - 10),
    Home: 0,
    End: last,
  };
  const target = to[key];
  if (target !== undefined) return { runId: run.id, place: points[target]!.place };
  const turn = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (turn === undefined || now < 0) return null;
  const other = drawn[(index + turn + drawn.length) % drawn.length]!;
  const x = points[now]!.x;
  const nearest = nearestPoint(other.points, { x, y: 0 }, (point) => ({ x: point.x, y: 0 }));
  return nearest && { runId: other.id, place: nearest.point.place };
}

/** Step of the point under a cursor. */
export function stepOf(runs: readonly PlottedRun[], cursor: PlotCursor | null): number | undefined {
  return runs.find((run) => run.id === cursor?.runId)?.columns.step[cursor!.place];
}

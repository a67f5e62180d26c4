/**
 * Turns the points of many runs into the JSON of the API (`wire.ts`), with their positions on a chosen x axis. Reads no store.
 *
 * @module
 */
import type { Columns, Run } from "../../model.ts";
import { columnOnAxis, X_COLUMNS } from "../../series/x_axis.ts";
import type { PointAnswer } from "../../store/points/point_chunks.ts";
import type { PointRange } from "../../store/points/point_range.ts";
import { formatTime } from "../../time.ts";
import type { WireAxis, WireAxisColumns, WireRunPoints } from "../../wire/points.ts";
import { startOf, writeColumns, writeMetadata } from "./write_metrics.ts";

/** Times are whole milliseconds, seconds have fractions: this much is rounding. */
const ROUNDING_MS = 1e-3;

/** The points of a run between two positions on an axis, both included. Points without a number on the axis are in no range. */
export function rangeOnAxis(
  run: Pick<Run, "startedAt" | "createdAt">,
  x: WireAxis,
  { low, high }: { low: number; high: number },
): PointRange {
  const column = X_COLUMNS[x], isOnAll = column === "step" || column === "time";
  if (isOnAll && low === -Infinity && high === Infinity) return {};
  if (x !== "elapsed") return { [column]: [low, high] };
  const start = startOf(run);
  return { time: [start + 1000 * low - ROUNDING_MS, start + 1000 * high + ROUNDING_MS] };
}

/** The positions of points on the axis. */
export function writeX(run: Run, x: WireAxis, columns: Columns): number[] {
  return Array.from(columnOnAxis(columns, { x, startMs: startOf(run) }));
}

/** The points of one of the runs. Metrics without points are left out. */
export function writeRunPoints(
  run: Run,
  answer: PointAnswer,
  { x, gaps }: { x: WireAxis; gaps: ReadonlyMap<string, [number, number][]> },
): WireRunPoints {
  const found = [...answer.columns].filter(([, { step }]) => step.length > 0);
  const metrics = found.map(([name, columns]): [string, WireAxisColumns] => [
    name,
    { x: writeX(run, x, columns), ...writeColumns(columns) },
  ]);
  const { unknown: _, ...metadata } = writeMetadata(run, answer, { gaps });
  return {
    run_id: run.id,
    experiment_id: run.experimentId,
    name: run.name,
    started_at: formatTime(startOf(run)),
    metrics: Object.fromEntries(metrics),
    metadata,
  };
}

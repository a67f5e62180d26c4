/**
 * Points in columns of typed arrays: of a whole series as it is read, and of a chunk as it is filled.
 *
 * @module
 */
import type { Columns } from "../model.ts";
import { createColumns } from "../series/columns.ts";

/** Columns of a series: with the flush that brought each point. */
export interface PointColumns extends Columns {
  rev: Uint32Array;
}

/** Columns that are still filled: of each, the first so many numbers count. */
export type OpenColumns = Record<keyof PointColumns, Float64Array>;

/** The columns, in the order in which they are packed. */
export const COLUMN_NAMES = ["step", "value", "time", "line", "epoch", "rev"] as const;

/** Empty columns with room for so many points. */
export function createPointColumns(capacity: number): PointColumns {
  return { ...createColumns(capacity), rev: new Uint32Array(capacity) };
}

/** The columns' points from `from` to `to`, not copied. */
export function viewColumns(columns: PointColumns, from: number, to: number): PointColumns {
  return {
    step: columns.step.subarray(from, to),
    value: columns.value.subarray(from, to),
    time: columns.time.subarray(from, to),
    line: columns.line.subarray(from, to),
    epoch: columns.epoch.subarray(from, to),
    rev: columns.rev.subarray(from, to),
  };
}

const ROOM_FIRST = 16;

/** Columns with room for so many points: the same ones, or copies at least twice as long. */
export function growColumns(columns: OpenColumns | null, count: number): OpenColumns {
  const room = columns?.value.length ?? 0;
  if (columns && room >= count) return columns;
  const grown = {} as OpenColumns;
  for (const name of COLUMN_NAMES) {
    grown[name] = new Float64Array(Math.max(2 * room, count, ROOM_FIRST));
    if (columns) grown[name].set(columns[name]);
  }
  return grown;
}

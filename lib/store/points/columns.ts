/**
 * Points in columns of typed arrays: a whole series that was read, or a chunk that is being filled.
 *
 * @module
 */
import type { Columns } from "../../model.ts";
import { createColumns } from "../../series/columns.ts";

/** Columns of a series. `rev` is the flush that stored each point. */
export interface PointColumns extends Columns {
  rev: Uint32Array;
}

/** Columns of a chunk that is being filled. They are longer than needed; the caller knows how many points they hold. */
export type OpenColumns = Record<keyof PointColumns, Float64Array>;

/** Names of the columns, in the order in which they are packed. */
export const COLUMN_NAMES = ["step", "value", "time", "line", "epoch", "rev", "globalStep"] as const;

/** Columns of `capacity` points, all 0. */
export function createPointColumns(capacity: number): PointColumns {
  return { ...createColumns(capacity), rev: new Uint32Array(capacity) };
}

/** The points from index `from` up to `to` (exclusive). Nothing is copied. */
export function viewColumns(columns: PointColumns, from: number, to: number): PointColumns {
  return {
    step: columns.step.subarray(from, to),
    value: columns.value.subarray(from, to),
    time: columns.time.subarray(from, to),
    line: columns.line.subarray(from, to),
    epoch: columns.epoch.subarray(from, to),
    globalStep: columns.globalStep.subarray(from, to),
    rev: columns.rev.subarray(from, to),
  };
}

/** Copies all points of `source` into `target`, from index `to` on. */
export function setPoints(target: PointColumns, source: PointColumns, to: number): void {
  for (const name of COLUMN_NAMES) target[name].set(source[name], to);
}

const CAPACITY_FIRST = 16;

/** Columns with room for `count` points: the same ones, or copies that are at least twice as long. */
export function growColumns(columns: OpenColumns | null, count: number): OpenColumns {
  const capacity = columns?.value.length ?? 0;
  if (columns && capacity >= count) return columns;
  const grown = {} as OpenColumns;
  for (const name of COLUMN_NAMES) {
    grown[name] = new Float64Array(Math.max(2 * capacity, count, CAPACITY_FIRST));
    if (columns) grown[name].set(columns[name]);
  }
  return grown;
}

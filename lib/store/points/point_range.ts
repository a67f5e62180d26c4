/**
 * Ranges of points: by step, time, epoch or global step, both ends included. Reads nothing from the KV.
 *
 * @module
 */
import { COLUMN_NAMES, createPointColumns, type PointColumns } from "./columns.ts";

/** The columns by which a range can be given. */
export const RANGE_COLUMNS = ["step", "time", "epoch", "globalStep"] as const;

/** Lowest and highest number, both included. NaN is in no range. */
export type Bounds = readonly [low: number, high: number];

/** Which points are wanted: those that lie within all of the bounds. */
export type PointRange = Partial<Record<typeof RANGE_COLUMNS[number], Bounds>>;

/** The points in a range, in their order. Copies nothing when all of them are. */
export function selectRange(columns: PointColumns, range: PointRange): PointColumns {
  const all = columns.step.length;
  let kept: Uint32Array | null = null, count = all;
  for (const name of RANGE_COLUMNS) {
    const bounds = range[name];
    if (!bounds) continue;
    kept ??= Uint32Array.from({ length: all }, (_, index) => index);
    count = narrow(kept, count, { column: columns[name], bounds });
  }
  return kept === null || count === all ? columns : pickPoints(columns, kept.subarray(0, count));
}

/** Keeps the first `count` indexes whose number is within the bounds; how many these are. */
function narrow(
  kept: Uint32Array,
  count: number,
  { column, bounds: [low, high] }: { column: Float64Array; bounds: Bounds },
): number {
  let to = 0;
  for (let i = 0; i < count; i++) {
    const value = column[kept[i]!]!;
    if (value >= low && value <= high) kept[to++] = kept[i]!;
  }
  return to;
}

/** Copies the points at these indexes. */
export function pickPoints(columns: PointColumns, indexes: ArrayLike<number>): PointColumns {
  const picked = createPointColumns(indexes.length);
  for (const name of COLUMN_NAMES) {
    const from = columns[name], target = picked[name];
    for (let to = 0; to < indexes.length; to++) target[to] = from[indexes[to]!]!;
  }
  return picked;
}

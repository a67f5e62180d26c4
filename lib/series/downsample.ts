/**
 * Thinning: fewer points that keep the shape of the curve. Points are selected, never averaged.
 *
 * @module
 */
import type { Columns } from "../model.ts";
import { pickColumns } from "./columns.ts";
import { findExtremes } from "./extremes.ts";

/**
 * At most `maxPoints` points, in the same order: the first, the last, and the lowest and the highest of each bucket in between.
 * Two points are the first and the last. A third one is the lowest or the highest, whichever lies farther beyond these two; only from 4
 * points on there is room for both. A bucket that holds only NaN keeps its first point, so that the reader sees when a run became NaN.
 *
 * This is the min–max decimation of oscilloscopes and of Chart.js, with buckets of equal point count.
 *
 * @param maxPoints 2 or more
 */
export function thinColumns(columns: Columns, maxPoints: number): Columns {
  const count = columns.value.length;
  if (count <= maxPoints) return columns;
  if (maxPoints === 3) return pickColumns(columns, [0, findFarthest(columns.value), count - 1]);
  const buckets = Math.floor((maxPoints - 2) / 2);
  const indexes: number[] = [0];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = 1 + Math.floor(bucket * (count - 2) / buckets);
    const end = 1 + Math.floor((bucket + 1) * (count - 2) / buckets);
    indexes.push(...findExtremes(columns.value, from, end));
  }
  indexes.push(count - 1);
  return pickColumns(columns, indexes);
}

/** Index of the value that lies farthest beyond the first and the last, without these two. */
function findFarthest(values: Float64Array): number {
  const end = values.length - 1, bounds = [values[0]!, values[end]!].filter((value) => !Number.isNaN(value));
  const low = Math.min(...bounds), high = Math.max(...bounds);
  const beyond = (at: number) => bounds.length === 0 ? 0 : Math.max(low - values[at]!, values[at]! - high);
  const [first, second = first] = findExtremes(values, 1, end) as [number, number?];
  return beyond(second) > beyond(first) ? second : first;
}

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
 * When `maxPoints` is 2 or 3, only the first and the last are kept. A bucket that holds only NaN keeps its first point, so that
 * the reader sees when a run became NaN.
 *
 * This is the min–max decimation of oscilloscopes and of Chart.js, with buckets of equal point count.
 *
 * @param maxPoints 2 or more
 */
export function thinColumns(columns: Columns, maxPoints: number): Columns {
  const count = columns.value.length;
  if (count <= maxPoints) return columns;
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

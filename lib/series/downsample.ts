/**
 * Thinning: fewer points that keep the shape of the curve. Points are selected, never averaged.
 *
 * @module
 */
import type { Columns } from "../model.ts";
import { pickColumns } from "./columns.ts";
import { findExtremes } from "./extremes.ts";
import { findHoles } from "./holes.ts";

/** From so many points on there is room for values that are no numbers: an eighth of all. */
const HOLES_FROM_POINTS = 24, HOLES_SHARE = 1 / 8;

/**
 * At most `maxPoints` points, in the same order: the first, the last, and the lowest and the highest of each bucket in between.
 * Two points are the first and the last. A third one is the lowest or the highest, whichever lies farther beyond these two; only from 4
 * points on there is room for both. With room for them, the first value of each burst of NaN or infinities is kept too, and the lowest and the
 * highest are those of the finite values: a spike beside an infinity stays. A bucket that holds only NaN keeps its first point.
 *
 * This is the min–max decimation of oscilloscopes and of Chart.js, with buckets of equal point count.
 *
 * @param maxPoints 2 or more
 */
export function thinColumns(columns: Columns, maxPoints: number): Columns {
  const { value } = columns, count = value.length;
  if (count <= maxPoints) return columns;
  if (maxPoints === 3) return pickColumns(columns, [0, findFarthest(value), count - 1]);
  const holes = maxPoints < HOLES_FROM_POINTS ? [] : findHoles(value, Math.floor(maxPoints * HOLES_SHARE));
  const buckets = Math.floor((maxPoints - 2 - holes.length) / 2), kept = [0, ...holes, count - 1];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = 1 + Math.floor(bucket * (count - 2) / buckets);
    const end = 1 + Math.floor((bucket + 1) * (count - 2) / buckets);
    kept.push(...findExtremes(value, { from, end, isFinite: holes.length > 0 }));
  }
  return pickColumns(columns, sortUnique(kept));
}

const sortUnique = (indexes: readonly number[]): number[] => [...new Set(indexes)].sort((a, b) => a - b);

/** Index of the value that lies farthest beyond the first and the last, without these two. */
function findFarthest(values: Float64Array): number {
  const end = values.length - 1, bounds = [values[0]!, values[end]!].filter((value) => !Number.isNaN(value));
  const low = Math.min(...bounds), high = Math.max(...bounds);
  const beyond = (at: number) => bounds.length === 0 ? 0 : Math.max(low - values[at]!, values[at]! - high);
  const [first, second = first] = findExtremes(values, { from: 1, end }) as [number, number?];
  return beyond(second) > beyond(first) ? second : first;
}

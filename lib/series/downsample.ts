/**
 * Thinning a series for the eye: fewer points of the same shape. Pure; the browser uses it too.
 *
 * @module
 */
import type { Columns } from "../model.ts";

/** A copy of the points at these positions. */
export function pickColumns(columns: Columns, indexes: ArrayLike<number>): Columns {
  const count = indexes.length;
  const picked: Columns = {
    step: new Float64Array(count),
    value: new Float64Array(count),
    time: new Float64Array(count),
    line: new Uint32Array(count),
    epoch: new Float64Array(count),
  };
  for (let to = 0; to < count; to++) {
    const from = indexes[to]!;
    picked.step[to] = columns.step[from]!;
    picked.value[to] = columns.value[from]!;
    picked.time[to] = columns.time[from]!;
    picked.line[to] = columns.line[from]!;
    picked.epoch[to] = columns.epoch[from]!;
  }
  return picked;
}

/**
 * At most `maxPoints` points in the same order: the first, the last, and of each bucket of points in between the lowest and the
 * highest. With fewer than 4 only the first and the last are sure to be kept. A NaN is never lowest or highest; a bucket of nothing
 * else keeps its first, so that a run that went to NaN shows.
 *
 * The method is the min–max decimation that oscilloscopes and Chart.js use, over buckets of equal count.
 *
 * @param maxPoints 2 or more
 */
export function thinColumns(columns: Columns, maxPoints: number): Columns {
  const count = columns.value.length;
  if (count <= maxPoints) return columns;
  const buckets = Math.floor((maxPoints - 2) / 2);
  const indexes: number[] = [0];
  const { value } = columns;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = 1 + Math.floor(bucket * (count - 2) / buckets);
    const to = 1 + Math.floor((bucket + 1) * (count - 2) / buckets);
    let low = -1, high = -1;
    for (let i = from; i < to; i++) {
      const current = value[i]!;
      if (current !== current) continue;
      if (low < 0 || current < value[low]!) low = i;
      if (high < 0 || current > value[high]!) high = i;
    }
    if (low < 0) indexes.push(from);
    else if (low === high) indexes.push(low);
    else indexes.push(Math.min(low, high), Math.max(low, high));
  }
  indexes.push(count - 1);
  return pickColumns(columns, indexes);
}

/**
 * The exact numbers of a metric in a range: how many points, the last, the lowest and the highest one, and the mean. Those of a long series come
 * from its stretches, and only at the borders from points. Gives no curve.
 *
 * @module
 */
import { createPointColumns, type PointColumns } from "./columns.ts";
import { keepPages } from "./keep_pages.ts";
import type { Kv } from "../kv/kv.ts";
import type { PointCaches } from "./point_chunks.ts";
import { measureRange } from "./read_range.ts";
import {
  countOfStretch,
  finiteOf,
  HIGH,
  LAST,
  LOW,
  meanOf,
  measureStretch,
  type Stretch,
  writePoint,
} from "./stretch.ts";
import type { PlacedPage } from "./stretch_pages.ts";
import { eachVisible, readWholeRange, type SeriesQuery } from "./visible_series.ts";

/** Numbers of the points in a range. */
export interface RangeNumbers {
  count: number;
  /** Number of finite values, and their mean; NaN without one. */
  finite: number;
  mean: number;
  /** Three points: the last, the lowest and the highest. Without a number among the values, the value of the latter two is NaN. */
  points: PointColumns;
}

/** Reads the numbers of metrics. A metric that has no point in the range is missing. */
export async function readRangeNumbers(
  kv: Kv,
  caches: PointCaches,
  id: string,
  query: SeriesQuery,
): Promise<Map<string, RangeNumbers>> {
  return await eachVisible(kv, id, query, async (ref, wanted) => {
    const keep = (pages: readonly PlacedPage[]) => keepPages(kv, ref, pages);
    const points = await readWholeRange(kv, caches, { ref, wanted });
    const stretch = points
      ? measurePoints(points)
      : await measureRange({ kv, ref, cache: caches.stretches, keep }, wanted);
    return stretch && numbersOf(stretch);
  });
}

const measurePoints = (points: PointColumns): Stretch | null =>
  points.step.length === 0 ? null : measureStretch(points, { from: 0, end: points.step.length, offset: 0 });

function numbersOf(stretch: Stretch): RangeNumbers {
  const points = createPointColumns(3);
  for (const [to, place] of [LAST, LOW, HIGH].entries()) writePoint(stretch, place, { columns: points, to });
  return { count: countOfStretch(stretch), finite: finiteOf(stretch), mean: meanOf(stretch), points };
}

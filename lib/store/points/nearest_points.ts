/**
 * The stored point of a metric that is nearest to a position, of any of its columns that a range can be given by. Of a long series it is found
 * by what stretches span: the nearest position on either side first, then its point. Thins nothing.
 *
 * @module
 */
import { keepPages } from "./keep_pages.ts";
import { createPointColumns, type PointColumns } from "./columns.ts";
import type { Kv } from "../kv/kv.ts";
import type { PointCaches } from "./point_chunks.ts";
import { pickPoints, type PointRange, type RANGE_COLUMNS } from "./point_range.ts";
import { measureRange } from "./read_range.ts";
import { LAST, spanOfStretch, type Stretch, type Wanted, writePoint } from "./stretch.ts";
import type { PlacedPage } from "./stretch_pages.ts";
import type { TreeSource } from "./stretch_tree.ts";
import { eachVisible, readWholeRange, type SeriesQuery } from "./visible_series.ts";

/** Which metrics, and the position. */
export interface NearestQuery extends SeriesQuery {
  column: (typeof RANGE_COLUMNS)[number];
  at: number;
}

/** Reads one point of each metric: the nearest in the range, of equally near ones the last. A metric without any there is missing. */
export async function readNearest(
  kv: Kv,
  caches: PointCaches,
  id: string,
  query: NearestQuery,
): Promise<Map<string, PointColumns>> {
  return await eachVisible(kv, id, query, async (ref, wanted) => {
    const keep = (pages: readonly PlacedPage[]) => keepPages(kv, ref, pages);
    const points = await readWholeRange(kv, caches, { ref, wanted });
    if (!points) return await findInStretches({ kv, ref, cache: caches.stretches, keep }, wanted, query);
    const index = findNearest(points[query.column], query.at);
    return index < 0 ? null : pickPoints(points, [index]);
  });
}

/** Index of the nearest position; -1 without any. */
function findNearest(positions: Float64Array, at: number): number {
  let best = -1, distance = Infinity;
  for (let index = 0; index < positions.length; index++) {
    const away = Math.abs(positions[index]! - at);
    if (away <= distance) best = index, distance = away;
  }
  return best;
}

async function findInStretches(
  source: TreeSource,
  wanted: Wanted,
  { column, at }: Pick<NearestQuery, "column" | "at">,
): Promise<PointColumns | null> {
  const [low, high] = wanted.range[column] ?? [-Infinity, Infinity];
  const measure = (range: PointRange) => measureRange(source, { ...wanted, range: { ...wanted.range, ...range } });
  const before = low <= at ? await measure({ [column]: [low, Math.min(at, high)] }) : null;
  const behind = high >= at ? await measure({ [column]: [Math.max(at, low), high] }) : null;
  const positions = [
    ...before ? [spanOfStretch(before, column).high] : [],
    ...behind ? [spanOfStretch(behind, column).low] : [],
  ];
  if (positions.length === 0) return null;
  const away = Math.min(...positions.map((position) => Math.abs(position - at)));
  const nearest = positions.filter((position) => Math.abs(position - at) === away);
  // Nothing lies between two equally near positions: the last point of this range is the last of both.
  const found = await measure({ [column]: [Math.min(...nearest), Math.max(...nearest)] });
  return found && pointOf(found);
}

function pointOf(stretch: Stretch): PointColumns {
  const picked = createPointColumns(1);
  writePoint(stretch, LAST, { columns: picked, to: 0 });
  return picked;
}

/**
 * The exact numbers of a metric in a range: how many points, the last, the lowest and the highest one, and the mean. Those of a long series come
 * from its stretches, and only at the borders from points. Gives no curve.
 *
 * @module
 */
import { LONG_SERIES_POINTS } from "../limits.ts";
import { withLock } from "./commit.ts";
import { createPointColumns, type PointColumns, viewColumns } from "./columns.ts";
import { type Facts, readFacts, readSummaries } from "./facts.ts";
import { keepPages } from "./keep_pages.ts";
import type { Kv } from "./kv.ts";
import type { PointCaches, PointQuery } from "./point_chunks.ts";
import { selectRange } from "./point_range.ts";
import type { SeriesRef } from "./point_stream.ts";
import { measureRange } from "./read_range.ts";
import { firstAfter } from "./revs.ts";
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
import { MissingPoints } from "./stretch_tree.ts";

/** Numbers of the points in a range. */
export interface RangeNumbers {
  count: number;
  /** Number of finite values, and their mean; NaN without one. */
  finite: number;
  mean: number;
  /** Three points: the last, the lowest and the highest. Without a number among the values, the value of the latter two is NaN. */
  points: PointColumns;
}

/** Which metrics, and where. */
export type NumbersQuery = Pick<PointQuery, "range" | "signal"> & { metrics: readonly string[] };

/** Reads the numbers of metrics. A metric that has no point in the range is missing. */
export async function readRangeNumbers(
  kv: Kv,
  caches: PointCaches,
  id: string,
  query: NumbersQuery,
): Promise<Map<string, RangeNumbers>> {
  for (;;) {
    const facts = await readFacts(kv, id);
    const found = await readVisible(kv, caches, { id, facts, query });
    if (found) return found;
    if ((await readFacts(kv, id)).generation === facts.generation) {
      throw new Error(`points of run ${id}, generation ${facts.generation}, are missing`);
    }
  }
}

/** The numbers of one reading of the log; null when it is being deleted. */
async function readVisible(
  kv: Kv,
  caches: PointCaches,
  { id, facts: { generation, rev }, query }: { id: string; facts: Facts; query: NumbersQuery },
): Promise<Map<string, RangeNumbers> | null> {
  const { metrics, range = {}, signal } = query, found = new Map<string, RangeNumbers>();
  const summaries = await withLock(() => readSummaries(kv, id, generation));
  for (const { name, count } of summaries.filter((summary) => metrics.includes(summary.name))) {
    const ref = { id, generation, name, count, signal };
    try {
      const stretch = await measureSeries(kv, caches, { ref, rev, range });
      if (stretch) found.set(name, numbersOf(stretch));
    } catch (error) {
      if (error instanceof MissingPoints) return null;
      throw error;
    }
  }
  return found;
}

async function measureSeries(
  kv: Kv,
  { points, stretches }: PointCaches,
  { ref, rev, range }: { ref: SeriesRef; rev: number; range: NonNullable<NumbersQuery["range"]> },
): Promise<Stretch | null> {
  if (ref.count > LONG_SERIES_POINTS) {
    const source = {
      kv,
      ref,
      cache: stretches,
      keep: (pages: Parameters<typeof keepPages>[2]) => keepPages(kv, ref, pages),
    };
    return await measureRange(source, { range, afterRev: -1, toRev: rev });
  }
  const all = await points.read(kv, ref);
  if (!all) throw new MissingPoints(`points of ${ref.name} of run ${ref.id}`);
  const wanted = selectRange(viewColumns(all, 0, firstAfter(all.rev, rev)), range), end = wanted.step.length;
  return end === 0 ? null : measureStretch(wanted, { from: 0, end, offset: 0 });
}

function numbersOf(stretch: Stretch): RangeNumbers {
  const points = createPointColumns(3);
  for (const [to, place] of [LAST, LOW, HIGH].entries()) writePoint(stretch, place, { columns: points, to });
  return { count: countOfStretch(stretch), finite: finiteOf(stretch), mean: meanOf(stretch), points };
}

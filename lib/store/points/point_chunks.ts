/**
 * Reads points: of chosen metrics, in a range of steps, or only newer ones.
 *
 * @module
 */
import { LONG_SERIES_POINTS } from "../../limits/store.ts";
import type { Columns, MetricSummary } from "../../model.ts";
import { withLock } from "../flush/commit.ts";
import { type Facts, readFacts, readSummaries } from "../runs/facts.ts";
import { type PointColumns, viewColumns } from "./columns.ts";
import { keepPages } from "./keep_pages.ts";
import type { Kv } from "../kv/kv.ts";
import type { PointCache } from "./point_cache.ts";
import { type PointRange, selectRange } from "./point_range.ts";
import { readTail, type SeriesRef } from "./point_stream.ts";
import { readRange } from "./read_range.ts";
import { firstAfter } from "./revs.ts";
import type { PlacedPage } from "./stretch_pages.ts";
import { MissingPoints, type StretchCache } from "./stretch_tree.ts";

/** Which of a run's points to read. */
export interface PointQuery {
  metrics?: string[];
  /** Only points in this range. */
  range?: PointRange;
  /** Only points that were stored after this rev. */
  after?: number;
  /**
   * So many points of a metric are wanted. A very long series is then thinned while it is read: to stretches of which the lowest and the
   * highest point are kept, and its ends; some more than wanted may be given.
   */
  thinTo?: number;
  /** Called with the points of each metric; its result is kept instead, so that only one long series is held at a time. */
  reduce?: (name: string, columns: Columns, more: SeriesAnswer) => Columns;
  /** Ends the read with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** What is known of a series beside its points. */
export interface SeriesAnswer {
  /** Gaps that were found while the series was thinned; null when it was not: they are to be found in the points. */
  gaps: [number, number][] | null;
}

/** What a store keeps of series that were read before. */
export interface PointCaches {
  points: PointCache;
  stretches: StretchCache;
}

/** Points of the visible generation, in the order in which they arrived. */
export interface PointAnswer {
  generation: number;
  rev: number;
  columns: Map<string, Columns>;
  /** Summaries of the chosen metrics. They cover all points, not only those in the range. */
  summaries: MetricSummary[];
}

/**
 * Reads points. A metric that the run doesn't have is missing in the answer. When a switch to a new generation happens at the same time,
 * reads the new one instead.
 */
export async function readPoints(
  kv: Kv,
  caches: PointCaches,
  id: string,
  query: PointQuery = {},
): Promise<PointAnswer> {
  for (;;) {
    const facts = await readFacts(kv, id);
    const answer = await readGeneration(kv, caches, { id, facts, query });
    if (answer) return answer;
    if ((await readFacts(kv, id)).generation === facts.generation) {
      throw new Error(`points of run ${id}, generation ${facts.generation}, are missing`);
    }
  }
}

async function readGeneration(
  kv: Kv,
  caches: PointCaches,
  { id, facts, query }: { id: string; facts: Facts; query: PointQuery },
): Promise<PointAnswer | null> {
  const { metrics, range = {}, after, reduce, signal } = query;
  const { generation, rev } = facts;
  const all = await withLock(() => readSummaries(kv, id, generation));
  const summaries = metrics ? all.filter(({ name }) => metrics.includes(name)) : all;
  const columns = new Map<string, Columns>();
  for (const { name, count } of summaries) {
    const series = await readSeries(kv, caches, { ref: { id, generation, name, count, signal }, rev, query });
    if (!series) return null;
    let found = series.columns;
    // The summaries may be newer than the facts. Points of a later flush belong to the next answer.
    const from = after === undefined ? 0 : firstAfter(found.rev, after);
    found = viewColumns(found, from, firstAfter(found.rev, rev));
    found = selectRange(found, range);
    columns.set(name, reduce?.(name, found, series) ?? found);
  }
  return { generation, rev, columns, summaries };
}

/** Reads a series or the part that the query needs: its end for `after`, thinned points where they are allowed and it is very long. */
async function readSeries(
  kv: Kv,
  { points, stretches }: PointCaches,
  { ref, rev, query }: { ref: SeriesRef; rev: number; query: PointQuery },
): Promise<SeriesAnswer & { columns: PointColumns } | null> {
  const { after, thinTo, range = {} } = query;
  const isLong = thinTo !== undefined && ref.count > LONG_SERIES_POINTS;
  const tail = after !== undefined && !points.has(ref) ? await readTail(kv, ref, after) : null;
  const whole = tail ?? (isLong ? null : await points.read(kv, ref));
  if (whole || !isLong) return whole && { columns: whole, gaps: null };
  const source = { kv, ref, cache: stretches, keep: (pages: readonly PlacedPage[]) => keepPages(kv, ref, pages) };
  try {
    return await readRange(source, { range, afterRev: after ?? -1, toRev: rev, most: thinTo });
  } catch (error) {
    if (error instanceof MissingPoints) return null;
    throw error;
  }
}

/**
 * Reads points: of chosen metrics, in a range of steps, or only newer ones.
 *
 * @module
 */
import { POINT_CACHE_POINTS, THINNED_POINTS_MAX } from "../limits.ts";
import type { Columns, MetricSummary } from "../model.ts";
import { withLock } from "./commit.ts";
import { type Facts, readFacts, readSummaries } from "./facts.ts";
import { type PointColumns, viewColumns } from "./columns.ts";
import type { Kv } from "./kv.ts";
import type { PointCache } from "./point_cache.ts";
import { type PointRange, selectRange } from "./point_range.ts";
import { readTail, readThinned, type SeriesRef } from "./point_stream.ts";

/** Which of a run's points to read. */
export interface PointQuery {
  metrics?: string[];
  /** Only points in this range. */
  range?: PointRange;
  /** Only points that were stored after this rev. */
  after?: number;
  /** Allows a very long series to be thinned to each stretch's lowest and highest point. */
  mayThin?: boolean;
  /** Called with the points of each metric; its result is kept instead, so that only one long series is held at a time. */
  reduce?: (name: string, columns: Columns) => Columns;
  /** Ends the read with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** Points of the visible generation, in the order in which they arrived. */
export interface PointAnswer {
  generation: number;
  rev: number;
  columns: Map<string, Columns>;
  /** Summaries of the chosen metrics. They cover all points, not only those in the range. */
  summaries: MetricSummary[];
}

/** Index of the first point that was stored after `rev`. Revs never fall. */
export function firstAfter(revs: Uint32Array, rev: number): number {
  let low = 0, high = revs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (revs[middle]! > rev) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Reads points. A metric that the run doesn't have is missing in the answer. When a switch to a new generation happens at the same time,
 * reads the new one instead.
 */
export async function readPoints(
  kv: Kv,
  cache: PointCache,
  id: string,
  query: PointQuery = {},
): Promise<PointAnswer> {
  for (;;) {
    const facts = await readFacts(kv, id);
    const answer = await readGeneration(kv, cache, { id, facts, query });
    if (answer) return answer;
    if ((await readFacts(kv, id)).generation === facts.generation) {
      throw new Error(`points of run ${id}, generation ${facts.generation}, are missing`);
    }
  }
}

async function readGeneration(
  kv: Kv,
  cache: PointCache,
  { id, facts, query }: { id: string; facts: Facts; query: PointQuery },
): Promise<PointAnswer | null> {
  const { metrics, range = {}, after, reduce, signal } = query;
  const { generation, rev } = facts;
  const all = await withLock(() => readSummaries(kv, id, generation));
  const summaries = metrics ? all.filter(({ name }) => metrics.includes(name)) : all;
  const columns = new Map<string, Columns>();
  for (const { name, count } of summaries) {
    let found = await readSeries(kv, cache, { id, generation, name, count, signal }, query);
    if (!found) return null;
    // The summaries may be newer than the facts. Points of a later flush belong to the next answer.
    const from = after === undefined ? 0 : firstAfter(found.rev, after);
    found = viewColumns(found, from, firstAfter(found.rev, rev));
    found = selectRange(found, range);
    columns.set(name, reduce?.(name, found) ?? found);
  }
  return { generation, rev, columns, summaries };
}

/** Reads a series or the part that the query needs: its end for `after`, thinned points where they are allowed and it is very long. */
async function readSeries(
  kv: Kv,
  cache: PointCache,
  ref: SeriesRef,
  { after, mayThin, range = {} }: PointQuery,
): Promise<PointColumns | null> {
  if (after !== undefined && !cache.has(ref)) {
    const tail = await readTail(kv, ref, after);
    if (tail) return tail;
  }
  if (!mayThin || ref.count <= POINT_CACHE_POINTS) return await cache.read(kv, ref);
  return await readThinned(kv, ref, { most: THINNED_POINTS_MAX, range });
}

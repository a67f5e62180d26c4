/**
 * Reading points: of any metrics, in a range of steps, or what came since.
 *
 * @module
 */
import { POINT_CACHE_POINTS, THINNED_POINTS_MAX } from "../limits.ts";
import type { Columns, MetricSummary } from "../model.ts";
import { withLock } from "./commit.ts";
import { type Facts, readFacts, readSummaries } from "./facts.ts";
import { createPointColumns, type PointColumns, viewColumns } from "./columns.ts";
import type { Kv } from "./kv.ts";
import type { PointCache } from "./point_cache.ts";
import { readTail, readThinned, type SeriesPlace } from "./point_stream.ts";

/** What to read of a run's points. */
export interface PointQuery {
  metrics?: string[];
  minStep?: number;
  maxStep?: number;
  /** Only points of later flushes than this rev. */
  after?: number;
  /** Of a series of millions, each stretch's lowest and highest point will do. */
  mayThin?: boolean;
}

/** Points of the generation in force, in order of arrival. */
export interface PointAnswer {
  generation: number;
  rev: number;
  columns: Map<string, Columns>;
  /** Summaries of the chosen metrics: all points, whatever the range. */
  summaries: MetricSummary[];
}

/** Index of the first point of a later flush than `rev`; revs never fall. */
function firstAfter(revs: Uint32Array, rev: number): number {
  let low = 0, high = revs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (revs[middle]! > rev) high = middle;
    else low = middle + 1;
  }
  return low;
}

function inRange(columns: PointColumns, low: number, high: number): PointColumns {
  const { step } = columns;
  let kept = 0;
  for (let i = 0; i < step.length; i++) if (step[i]! >= low && step[i]! <= high) kept++;
  if (kept === step.length) return columns;
  const result = createPointColumns(kept);
  for (let i = 0, to = 0; i < step.length; i++) {
    if (!(step[i]! >= low && step[i]! <= high)) continue;
    result.step[to] = step[i]!;
    result.value[to] = columns.value[i]!;
    result.time[to] = columns.time[i]!;
    result.line[to] = columns.line[i]!;
    result.epoch[to] = columns.epoch[i]!;
    result.rev[to++] = columns.rev[i]!;
  }
  return result;
}

/**
 * Reads points; a metric that the run does not have is absent from the answer. When a new reading of the log comes in force meanwhile,
 * its points are read instead.
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
  const { metrics, minStep = -Infinity, maxStep = Infinity, after } = query;
  const { generation, rev } = facts;
  const all = await withLock(() => readSummaries(kv, id, generation));
  const summaries = metrics ? all.filter(({ name }) => metrics.includes(name)) : all;
  const columns = new Map<string, Columns>();
  for (const { name, count } of summaries) {
    let found = await readSeries(kv, cache, { id, generation, name, count }, query);
    if (!found) return null;
    // A flush between the two reads above belongs to the next answer: its rev is later than this one's.
    const from = after === undefined ? 0 : firstAfter(found.rev, after);
    found = viewColumns(found, from, firstAfter(found.rev, rev));
    if (minStep !== -Infinity || maxStep !== Infinity) found = inRange(found, minStep, maxStep);
    columns.set(name, found);
  }
  return { generation, rev, columns, summaries };
}

/** A series, or at least what the query asks of it: what came since is at its end, and one that is very long may be thinned. */
async function readSeries(
  kv: Kv,
  cache: PointCache,
  place: SeriesPlace,
  { after, mayThin, minStep = -Infinity, maxStep = Infinity }: PointQuery,
): Promise<PointColumns | null> {
  if (after !== undefined && !cache.has(place)) {
    const tail = await readTail(kv, place, after);
    if (tail) return tail;
  }
  if (!mayThin || place.count <= POINT_CACHE_POINTS) return await cache.read(kv, place);
  return await readThinned(kv, place, { most: THINNED_POINTS_MAX, minStep, maxStep });
}

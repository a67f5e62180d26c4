/**
 * Points of a metric in chunks of typed arrays, by order of arrival. Points up to a summary's count never change, so what was read
 * once is kept in a bounded cache; nothing depends on it.
 *
 * @module
 */
import { POINT_CACHE_POINTS, POINT_CHUNK_POINTS } from "../limits.ts";
import type { Columns, MetricSummary } from "../model.ts";
import { withLock } from "./commit.ts";
import { type Facts, readFacts, readSummaries } from "./facts.ts";
import { COLUMN_NAMES, makeColumns, type PointColumns, viewColumns } from "./columns.ts";
import { pointsKey } from "./keys.ts";
import { packedCount, unpackColumns } from "./packing.ts";

interface Series {
  columns: PointColumns;
  count: number;
}

/** Series read before, least recently used first; at most `POINT_CACHE_POINTS` points in all. */
export interface PointCache {
  /** Null when the generation is being deleted. */
  read(
    kv: Deno.Kv,
    id: string,
    generation: number,
    summary: MetricSummary,
  ): Promise<PointColumns | null>;
}

/** Makes a cache of series; each read fetches only the chunks that came since. */
export function createPointCache(): PointCache {
  const known = new Map<string, Series>();
  let held = 0;
  const put = (key: string, series: Series) => {
    const old = known.get(key);
    if (old) held -= old.columns.step.length;
    known.delete(key);
    known.set(key, series);
    held += series.columns.step.length;
    for (const [oldest, { columns }] of known) {
      if (held <= POINT_CACHE_POINTS) break;
      known.delete(oldest);
      held -= columns.step.length;
    }
  };
  return {
    async read(kv, id, generation, { name, count }) {
      const key = `${id}/${generation}/${name}`;
      const series = known.get(key) ?? { columns: makeColumns(0), count: 0 };
      const grown = series.count >= count ? series : await extend(kv, series, { id, generation, name, count });
      if (!grown) return null;
      put(key, grown);
      return viewColumns(grown.columns, 0, count);
    },
  };
}

async function extend(
  kv: Deno.Kv,
  series: Series,
  { id, generation, name, count }: { id: string; generation: number; name: string; count: number },
): Promise<Series | null> {
  let { columns } = series;
  if (columns.step.length < count) {
    columns = makeColumns(Math.max(count, series.count === 0 ? 0 : Math.ceil(count * 1.5)));
    for (const name of COLUMN_NAMES) columns[name].set(series.columns[name].subarray(0, series.count));
  }
  const first = Math.floor(series.count / POINT_CHUNK_POINTS);
  const selector = {
    start: pointsKey(id, generation, name, first),
    end: pointsKey(id, generation, name, Math.ceil(count / POINT_CHUNK_POINTS)),
  };
  let next = first;
  for await (const { key, value } of kv.list<Uint8Array<ArrayBuffer>>(selector, { batchSize: 100 })) {
    if (key.at(-1) !== next) return null;
    const to = POINT_CHUNK_POINTS * next++;
    unpackColumns(value, columns, { to, count: Math.min(packedCount(value), count - to) });
  }
  return next * POINT_CHUNK_POINTS < count ? null : { columns, count };
}

/** What to read of a run's points. */
export interface PointQuery {
  metrics?: string[];
  minStep?: number;
  maxStep?: number;
  /** Only points of later flushes than this rev. */
  after?: number;
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
  const result = makeColumns(kept);
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
  kv: Deno.Kv,
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
  kv: Deno.Kv,
  cache: PointCache,
  { id, facts, query }: { id: string; facts: Facts; query: PointQuery },
): Promise<PointAnswer | null> {
  const { metrics, minStep = -Infinity, maxStep = Infinity, after } = query;
  const { generation, rev } = facts;
  const all = await withLock(() => readSummaries(kv, id, generation));
  const summaries = metrics ? all.filter(({ name }) => metrics.includes(name)) : all;
  const columns = new Map<string, Columns>();
  for (const summary of summaries) {
    let found = await cache.read(kv, id, generation, summary);
    if (!found) return null;
    // A flush between the two reads above belongs to the next answer: its rev is later than this one's.
    const from = after === undefined ? 0 : firstAfter(found.rev, after);
    found = viewColumns(found, from, firstAfter(found.rev, rev));
    if (minStep !== -Infinity || maxStep !== Infinity) found = inRange(found, minStep, maxStep);
    columns.set(summary.name, found);
  }
  return { generation, rev, columns, summaries };
}

/**
 * Reads the pages of stretches and the chunks of one series. A page that isn't stored, as in a run of an older version, is made from what is
 * below it, and stored for the next reader. Chooses nothing.
 *
 * @module
 */
import { POINT_CHUNK_POINTS, STRETCH_PAGES_KEPT } from "../../limits/store.ts";
import { createPointColumns, type PointColumns } from "./columns.ts";
import { stretchesKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import { packedCount, unpackColumns } from "./packing.ts";
import { listChunks, type SeriesRef } from "./point_stream.ts";
import { measureStretch, mergeStretches, type Stretch } from "./stretch.ts";
import { PAGE_STRETCHES, type PlacedPage, unpackPage } from "./stretch_pages.ts";

/** A piece of the series is missing: it is being deleted, or another reading replaced it. */
export class MissingPoints extends Error {}

/** Pages that were read before. A stored page never changes. */
export type StretchCache = Map<string, Stretch[]>;

/** Where pages come from, and where those go that had to be made. */
export interface TreeSource {
  kv: Kv;
  ref: SeriesRef;
  cache: StretchCache;
  /** Called with pages that were made. It must not throw. */
  keep(pages: readonly PlacedPage[]): Promise<void>;
}

/** Calls back with each run of numbers that follow one another. */
async function eachRun(numbers: readonly number[], read: (first: number, end: number) => Promise<void>): Promise<void> {
  for (let from = 0, to = 0; from < numbers.length; from = to) {
    for (to = from + 1; to < numbers.length && numbers[to] === numbers[to - 1]! + 1;) to++;
    await read(numbers[from]!, numbers[to - 1]! + 1);
  }
}

/**
 * Reads chunks, whose points a summary counts.
 *
 * @param numbers ascending
 * @throws {MissingPoints}
 */
export async function readChunks(
  { kv, ref }: Pick<TreeSource, "kv" | "ref">,
  numbers: readonly number[],
  onChunk: (number: number, points: PointColumns) => void,
): Promise<void> {
  await eachRun(numbers, async (first, end) => {
    let next = first;
    const part = { ...ref, count: Math.min(ref.count, end * POINT_CHUNK_POINTS) };
    for await (const { number, chunk } of listChunks(kv, part, { first })) {
      if (number !== next) break;
      const count = Math.min(packedCount(chunk), ref.count - number * POINT_CHUNK_POINTS);
      const points = createPointColumns(count);
      unpackColumns(chunk, points, { to: 0, count });
      onChunk(next++, points);
    }
    if (next !== end) throw new MissingPoints(`chunk ${next} of ${ref.name} of run ${ref.id}`);
  });
}

/**
 * Reads pages of a level. All their points must be visible.
 *
 * @param numbers ascending
 * @throws {MissingPoints} when one isn't stored and can't be made
 */
export async function readPages(
  source: TreeSource,
  level: number,
  numbers: readonly number[],
): Promise<Map<number, Stretch[]>> {
  const { kv, ref: { id, generation, name, signal }, cache } = source, found = new Map<number, Stretch[]>();
  const prefix = `${id}/${generation}/${name}/${level}/`,
    key = (page: number) => stretchesKey(id, generation, name, { level, page });
  for (const number of numbers) {
    const known = cache.get(prefix + number);
    if (known) found.set(number, known);
  }
  const isUnknown = (number: number) => !found.has(number);
  await eachRun(numbers.filter(isUnknown), async (first, end) => {
    const options = { batchSize: Math.min(end - first, LIST_BATCH_MAX) };
    for await (const { key: each, value } of kv.list({ start: key(first), end: key(end) }, options)) {
      signal?.throwIfAborted();
      const stretches = unpackPage(value), number = each.at(-1) as number;
      if (stretches) found.set(number, stretches), keepInCache(cache, prefix + number, stretches);
    }
  });
  for (let rest = numbers.filter(isUnknown); rest.length > 0; rest = rest.slice(MADE_AT_ONCE)) {
    const made = await makePages(source, level, rest.slice(0, MADE_AT_ONCE));
    for (const { page, stretches } of made) {
      found.set(page, stretches);
      keepInCache(cache, prefix + page, stretches);
    }
    await source.keep(made);
  }
  return found;
}

/** Entries that one call of KV's list fetches. */
const LIST_BATCH_MAX = 500;
/** Pages that are made before they are stored: 16 chunks each at the lowest level, some 3 MB of chunks. */
const MADE_AT_ONCE = 20;

function keepInCache(cache: StretchCache, key: string, stretches: Stretch[]): void {
  cache.set(key, stretches);
  for (const oldest of cache.keys()) {
    if (cache.size <= STRETCH_PAGES_KEPT) break;
    cache.delete(oldest);
  }
}

/** Makes pages from the chunks or the pages below. */
async function makePages(source: TreeSource, level: number, numbers: readonly number[]): Promise<PlacedPage[]> {
  const below = numbers.flatMap((page) =>
    Array.from({ length: PAGE_STRETCHES }, (_, row) => page * PAGE_STRETCHES + row)
  );
  const stretches: Stretch[] = [];
  if (level === 0) {
    await readChunks(source, below, (number, points) => {
      const offset = number * POINT_CHUNK_POINTS;
      if (points.step.length === POINT_CHUNK_POINTS) {
        stretches.push(measureStretch(points, { from: 0, end: POINT_CHUNK_POINTS, offset }));
      }
    });
  } else {
    const pages = await readPages(source, level - 1, below);
    for (const number of below) stretches.push(mergeStretches(pages.get(number)!));
  }
  if (stretches.length !== below.length) {
    throw new MissingPoints(`points of ${source.ref.name} of run ${source.ref.id}`);
  }
  return numbers.map((page, index) => ({
    level,
    page,
    stretches: stretches.slice(index * PAGE_STRETCHES, (index + 1) * PAGE_STRETCHES),
  }));
}

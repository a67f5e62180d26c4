/**
 * Series that were read before. Points up to a summary's count never change, so only what came since is fetched; the memory is bounded,
 * and nothing depends on it.
 *
 * @module
 */
import { POINT_CACHE_POINTS, POINT_CHUNK_POINTS } from "../limits.ts";
import { COLUMN_NAMES, createPointColumns, type PointColumns, viewColumns } from "./columns.ts";
import type { Kv } from "./kv.ts";
import { packedCount, unpackColumns } from "./packing.ts";
import { listChunks, type SeriesPlace } from "./point_stream.ts";

interface Series {
  columns: PointColumns;
  count: number;
}

/** Series read before, least recently used first; at most `POINT_CACHE_POINTS` points in all. */
export interface PointCache {
  /** True when a series is at hand as far as it went when it was read last. */
  has(place: SeriesPlace): boolean;
  /** All of a series. Null when its generation is being deleted. */
  read(kv: Kv, place: SeriesPlace): Promise<PointColumns | null>;
}

const keyOf = ({ id, generation, name }: SeriesPlace) => `${id}/${generation}/${name}`;

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
    has: (place) => known.has(keyOf(place)),
    async read(kv, place) {
      const key = keyOf(place), series = known.get(key) ?? { columns: createPointColumns(0), count: 0 };
      const grown = series.count >= place.count ? series : await extend(kv, series, place);
      if (!grown) return null;
      put(key, grown);
      return viewColumns(grown.columns, 0, place.count);
    },
  };
}

async function extend(kv: Kv, series: Series, place: SeriesPlace): Promise<Series | null> {
  const { count } = place;
  let { columns } = series;
  if (columns.step.length < count) {
    columns = createPointColumns(Math.max(count, series.count === 0 ? 0 : Math.ceil(count * 1.5)));
    for (const name of COLUMN_NAMES) columns[name].set(series.columns[name].subarray(0, series.count));
  }
  let next = Math.floor(series.count / POINT_CHUNK_POINTS);
  for await (const { number, chunk } of listChunks(kv, place, { first: next })) {
    if (number !== next) return null;
    const to = POINT_CHUNK_POINTS * next++;
    unpackColumns(chunk, columns, { to, count: Math.min(packedCount(chunk), count - to) });
  }
  return next * POINT_CHUNK_POINTS < count ? null : { columns, count };
}

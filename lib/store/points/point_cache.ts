/**
 * A cache of series that were read before. Stored points never change, so a read fetches only newer chunks. Its memory is bounded, and
 * reads give the same without it.
 *
 * @module
 */
import { POINT_CACHE_POINTS, POINT_CHUNK_POINTS } from "../../limits/store.ts";
import { COLUMN_NAMES, createPointColumns, type PointColumns, viewColumns } from "./columns.ts";
import type { Kv } from "../kv/kv.ts";
import { packedCount, unpackColumns } from "./packing.ts";
import { listChunks, type SeriesRef } from "./point_stream.ts";

interface Series {
  columns: PointColumns;
  count: number;
}

/** Series that were read before, at most `POINT_CACHE_POINTS` points in all. The least recently used one goes first. */
export interface PointCache {
  /** True when the series was read before and is still kept. */
  has(ref: SeriesRef): boolean;
  /** Reads a whole series. Null when its generation is being deleted. */
  read(kv: Kv, ref: SeriesRef): Promise<PointColumns | null>;
}

const keyOf = ({ id, generation, name }: SeriesRef) => `${id}/${generation}/${name}`;

/** Creates an empty cache. */
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
    has: (ref) => known.has(keyOf(ref)),
    async read(kv, ref) {
      const key = keyOf(ref), series = known.get(key) ?? { columns: createPointColumns(0), count: 0 };
      const grown = series.count >= ref.count ? series : await extend(kv, series, ref);
      if (!grown) return null;
      put(key, grown);
      return viewColumns(grown.columns, 0, ref.count);
    },
  };
}

async function extend(kv: Kv, series: Series, ref: SeriesRef): Promise<Series | null> {
  const { count } = ref;
  let { columns } = series;
  if (columns.step.length < count) {
    columns = createPointColumns(Math.max(count, series.count === 0 ? 0 : Math.ceil(count * 1.5)));
    for (const name of COLUMN_NAMES) columns[name].set(series.columns[name].subarray(0, series.count));
  }
  let next = Math.floor(series.count / POINT_CHUNK_POINTS);
  for await (const { number, chunk } of listChunks(kv, ref, { first: next })) {
    if (number !== next) return null;
    const to = POINT_CHUNK_POINTS * next++;
    unpackColumns(chunk, columns, { to, count: Math.min(packedCount(chunk), count - to) });
  }
  return next * POINT_CHUNK_POINTS < count ? null : { columns, count };
}

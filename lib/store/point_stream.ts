/**
 * Reading a series chunk by chunk: its end alone, or one that is too long to be held, of which each stretch's lowest and highest point
 * are kept.
 *
 * @module
 */
import { POINT_CHUNK_POINTS } from "../limits.ts";
import { createPointColumns, type PointColumns } from "./columns.ts";
import { pointsKey } from "./keys.ts";
import type { Kv } from "./kv.ts";
import { packedCount, unpackColumns } from "./packing.ts";
import { type Thinning, thinStream } from "./thin_stream.ts";

/** A metric's points as far as its summary counts them. */
export interface SeriesPlace {
  id: string;
  generation: number;
  name: string;
  count: number;
}

/** The chunks of a series from a number on, or all from the last one back. */
export async function* listChunks(
  kv: Kv,
  { id, generation, name, count }: SeriesPlace,
  { first = 0, reverse = false }: { first?: number; reverse?: boolean } = {},
): AsyncGenerator<{ number: number; chunk: Uint8Array<ArrayBuffer> }> {
  const key = (chunk: number) => pointsKey(id, generation, name, chunk);
  const selector = { start: key(first), end: key(Math.ceil(count / POINT_CHUNK_POINTS)) };
  const options = { batchSize: reverse ? 2 : 100, reverse };
  for await (const { key, value } of kv.list<Uint8Array<ArrayBuffer>>(selector, options)) {
    yield { number: key.at(-1) as number, chunk: value };
  }
}

const TAIL_CHUNKS_MAX = 64;

/** The points from the chunk on that holds the first one of a later flush than `rev`; null when those are very many, or being deleted. */
export async function readTail(kv: Kv, place: SeriesPlace, rev: number): Promise<PointColumns | null> {
  const last = Math.ceil(place.count / POINT_CHUNK_POINTS) - 1, chunks: Uint8Array<ArrayBuffer>[] = [];
  const head = createPointColumns(1);
  for await (const { number, chunk } of listChunks(kv, place, { reverse: true })) {
    if (number !== last - chunks.length || chunks.length === TAIL_CHUNKS_MAX) return null;
    chunks.unshift(chunk);
    unpackColumns(chunk, head, { to: 0, count: 1 });
    if (head.rev[0]! <= rev || number === 0) {
      const from = number * POINT_CHUNK_POINTS, columns = createPointColumns(place.count - from);
      for (const [index, chunk] of chunks.entries()) {
        const to = index * POINT_CHUNK_POINTS, count = Math.min(packedCount(chunk), place.count - from - to);
        unpackColumns(chunk, columns, { to, count });
      }
      return columns;
    }
  }
  return place.count === 0 ? createPointColumns(0) : null;
}

/** A series that is too long to be held, thinned as it passes by. Null when it is being deleted. */
export async function readThinned(kv: Kv, place: SeriesPlace, thinning: Thinning): Promise<PointColumns | null> {
  const part = createPointColumns(POINT_CHUNK_POINTS), thinned = thinStream(thinning);
  let next = 0;
  for await (const { number, chunk } of listChunks(kv, place)) {
    if (number !== next) return null;
    const count = Math.min(packedCount(chunk), place.count - POINT_CHUNK_POINTS * next++);
    unpackColumns(chunk, part, { to: 0, count });
    thinned.add(part, count);
  }
  return next * POINT_CHUNK_POINTS < place.count ? null : thinned.finish();
}

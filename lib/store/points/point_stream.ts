/**
 * Reads a series chunk by chunk, or only its end, without holding all of it.
 *
 * @module
 */
import { POINT_CHUNK_POINTS } from "../../limits/store.ts";
import { createPointColumns, type PointColumns } from "./columns.ts";
import { pointsKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import { packedCount, unpackColumns } from "./packing.ts";

/** Which series to read, and how many points its summary counts. After the signal no further chunk is read. */
export interface SeriesRef {
  id: string;
  generation: number;
  name: string;
  count: number;
  signal?: AbortSignal | undefined;
}

/** Lists the chunks of a series from number `first` on, or backwards from the last one. Throws the reason of an aborted signal. */
export async function* listChunks(
  kv: Kv,
  { id, generation, name, count, signal }: SeriesRef,
  { first = 0, reverse = false }: { first?: number; reverse?: boolean } = {},
): AsyncGenerator<{ number: number; chunk: Uint8Array<ArrayBuffer> }> {
  const key = (chunk: number) => pointsKey(id, generation, name, chunk);
  const selector = { start: key(first), end: key(Math.ceil(count / POINT_CHUNK_POINTS)) };
  const options = { batchSize: reverse ? 2 : 100, reverse };
  for await (const { key, value } of kv.list<Uint8Array<ArrayBuffer>>(selector, options)) {
    signal?.throwIfAborted();
    yield { number: key.at(-1) as number, chunk: value };
  }
}

const TAIL_CHUNKS_MAX = 64;

/** Reads the end of a series: all points that were stored after `rev`, or more. Null when they fill more than 64 chunks or are being deleted. */
export async function readTail(kv: Kv, ref: SeriesRef, rev: number): Promise<PointColumns | null> {
  if (ref.count === 0) return createPointColumns(0);
  const chunks: Uint8Array<ArrayBuffer>[] = [], head = createPointColumns(1);
  let expected = Math.ceil(ref.count / POINT_CHUNK_POINTS) - 1;
  for await (const { number, chunk } of listChunks(kv, ref, { reverse: true })) {
    if (number !== expected-- || chunks.length === TAIL_CHUNKS_MAX) return null;
    chunks.unshift(chunk);
    unpackColumns(chunk, head, { to: 0, count: 1 });
    if (head.rev[0]! <= rev || number === 0) return unpackTail(chunks, ref.count - number * POINT_CHUNK_POINTS);
  }
  return null;
}

/** Unpacks the first `count` points of chunks that follow one another. */
function unpackTail(chunks: readonly Uint8Array<ArrayBuffer>[], count: number): PointColumns {
  const columns = createPointColumns(count);
  for (const [index, chunk] of chunks.entries()) {
    const to = index * POINT_CHUNK_POINTS;
    unpackColumns(chunk, columns, { to, count: Math.min(packedCount(chunk), count - to) });
  }
  return columns;
}

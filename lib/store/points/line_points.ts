/**
 * Reads the points of one line. Lines rise along a series, so a binary search finds the chunk, and the other chunks stay unread.
 *
 * @module
 */
import { POINT_CHUNK_POINTS } from "../../limits/store.ts";
import type { Columns } from "../../model.ts";
import { COLUMN_NAMES, createPointColumns, type PointColumns } from "./columns.ts";
import { withLock } from "../flush/commit.ts";
import { readFacts, readSummaries } from "../runs/facts.ts";
import { pointsKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import { packedCount, unpackColumns } from "./packing.ts";

/** A line of a run's log. */
export interface LineQuery {
  line: number;
  /** Points per metric, the newest. */
  limit: number;
}

/** Reads a chunk by its number; null when it is missing because its generation is being deleted. */
type ReadChunk = (number: number) => Promise<PointColumns | null>;

/**
 * Reads the points of a line by metric, in the order in which they arrived. Metrics without a point on it are missing. When a switch to
 * a new generation happens at the same time, reads the new one instead.
 */
export async function readLinePoints(kv: Kv, id: string, query: LineQuery): Promise<Map<string, Columns>> {
  for (;;) {
    const { generation } = await readFacts(kv, id);
    const found = await readLineOf(kv, { id, generation }, query);
    if (found) return found;
    if ((await readFacts(kv, id)).generation === generation) {
      throw new Error(`points of run ${id}, generation ${generation}, are missing`);
    }
  }
}

async function readLineOf(
  kv: Kv,
  { id, generation }: { id: string; generation: number },
  query: LineQuery,
): Promise<Map<string, Columns> | null> {
  const summaries = await withLock(() => readSummaries(kv, id, generation));
  const all = await Promise.all(summaries.map(async ({ name, count }) => {
    const readChunk = chunkReader(kv, (number) => pointsKey(id, generation, name, number), count);
    return [name, await findLine(readChunk, Math.ceil(count / POINT_CHUNK_POINTS), query)] as const;
  }));
  const columns = new Map<string, Columns>();
  for (const [name, found] of all) {
    if (found === null) return null;
    if (found.step.length > 0) columns.set(name, found);
  }
  return columns;
}

/** Reads each chunk once. Points beyond the summary's count are left out: they are not visible yet. */
function chunkReader(kv: Kv, keyOf: (number: number) => Deno.KvKey, count: number): ReadChunk {
  const known = new Map<number, PointColumns>();
  return async (number) => {
    const held = known.get(number);
    if (held) return held;
    const { value } = await withLock(() => kv.get<Uint8Array<ArrayBuffer>>(keyOf(number)));
    if (value === null) return null;
    const size = Math.min(packedCount(value), count - number * POINT_CHUNK_POINTS), chunk = createPointColumns(size);
    unpackColumns(value, chunk, { to: 0, count: size });
    known.set(number, chunk);
    return chunk;
  };
}

/** Null when a chunk is missing. */
async function findLine(
  readChunk: ReadChunk,
  chunks: number,
  { line, limit }: LineQuery,
): Promise<Columns | null> {
  const last = await findChunk(readChunk, chunks, line);
  if (last === null) return null;
  const found: { chunk: PointColumns; at: number }[] = [];
  // The reader may hold a point back and give it some lines later. So the chunks before and after are searched too.
  for (let number = Math.min(last + 1, chunks - 1); number >= 0; number--) {
    const chunk = await readChunk(number);
    if (chunk === null) return null;
    for (let at = chunk.line.length - 1; at >= 0 && found.length < limit; at--) {
      if (chunk.line[at] === line) found.unshift({ chunk, at });
    }
    if (found.length === limit || (number < last && chunk.line[0]! < line)) break;
  }
  return copyPoints(found);
}

/** Number of the last chunk whose first line is at most `line`, or 0. Null when a chunk is missing. */
async function findChunk(readChunk: ReadChunk, chunks: number, line: number): Promise<number | null> {
  let low = 0, high = chunks - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const chunk = await readChunk(middle);
    if (chunk === null) return null;
    if (chunk.line[0]! <= line) low = middle;
    else high = middle - 1;
  }
  return low;
}

function copyPoints(points: readonly { chunk: PointColumns; at: number }[]): Columns {
  const columns = createPointColumns(points.length);
  for (const [to, { chunk, at }] of points.entries()) {
    for (const name of COLUMN_NAMES) columns[name][to] = chunk[name][at]!;
  }
  return columns;
}

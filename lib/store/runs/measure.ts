/**
 * How much of the KV's file a run takes, by the size of its values. An estimate: SQLite stores a large value in pages of its own.
 *
 * @module
 */
import { withLock } from "../flush/commit.ts";
import { readFacts } from "./facts.ts";
import { LOG_CHUNK_ENOUGH_BYTES } from "../../limits/store.ts";
import { runPointsPrefix } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";

/** About how many bytes of the file a run takes. */
export interface RunSize {
  log: number;
  /** Points, summaries and everything else. */
  rest: number;
}

/** SQLite's page. A value that doesn't fit into a quarter of one gets pages of its own. */
const PAGE_BYTES = 4096, SMALL_BYTES = 950;
/** Key, versions and the record of the table. */
const ROW_BYTES = 100;

const sizeOf = (bytes: number): number =>
  bytes + ROW_BYTES <= SMALL_BYTES ? bytes + ROW_BYTES : Math.ceil((bytes + ROW_BYTES) / PAGE_BYTES) * PAGE_BYTES;

/** Measures a run. The log's size follows from its bytes; points are packed, so their chunks are read. */
export async function measureRun(kv: Kv, id: string): Promise<RunSize> {
  const { logBytes } = await readFacts(kv, id);
  const chunks = Math.ceil(logBytes / LOG_CHUNK_ENOUGH_BYTES);
  const log = logBytes === 0 ? 0 : Math.max(sizeOf(logBytes), logBytes + chunks * ROW_BYTES);
  const points = await withLock(() =>
    Array.fromAsync(kv.list<Uint8Array>({ prefix: runPointsPrefix(id) }), ({ value }) => sizeOf(value.length))
  );
  return { log, rest: points.reduce((sum, bytes) => sum + bytes, 2 * PAGE_BYTES) };
}

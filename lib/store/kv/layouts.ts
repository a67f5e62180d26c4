/**
 * Converts the records of older layouts, inside one transaction of SQLite. What a layout had is in docs/storage.md. Loses no byte of a log;
 * points that have no counterpart today are left out, because they can be read from the log again.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";
import v8 from "node:v8";
import { encodeValue } from "./encoding.ts";
import type { LogChunk } from "../log/log_chunks.ts";

/** How KV says in its table what a value is. */
const V8_VALUE = 1, NUMBER_VALUE = 2, BYTES_VALUE = 3;
/** How KV begins and ends a text in a key. */
const TEXT_BEGIN = 2, TEXT_END = 0;

/** Steps from a layout to the next one. */
const STEPS: Readonly<Record<number, (database: DatabaseSync) => void>> = { 1: splitReaders, 2: encodeAll };

/** The oldest layout that can be converted. */
export const OLDEST_LAYOUT = 1;

/** First and last key bytes of a folder. */
function boundsOf(folder: string): [Uint8Array, Uint8Array] {
  const name = new TextEncoder().encode(folder);
  return [Uint8Array.of(TEXT_BEGIN, ...name, TEXT_END), Uint8Array.of(TEXT_BEGIN, ...name, TEXT_END + 1)];
}

/** Replaces every value that KV has encoded by V8, of one folder or of all. `convert` gives the bytes and what they are. */
function replaceValues(
  database: DatabaseSync,
  convert: (value: unknown) => { bytes: Uint8Array; kind: number },
  folder?: string,
): void {
  const [from, to] = folder === undefined ? [new Uint8Array(0), Uint8Array.of(255)] : boundsOf(folder);
  const keys = database.prepare("SELECT k FROM kv WHERE v_encoding = ? AND k >= ? AND k < ?").all(V8_VALUE, from, to);
  const read = database.prepare("SELECT v FROM kv WHERE k = ?");
  const write = database.prepare("UPDATE kv SET v = ?, v_encoding = ? WHERE k = ?");
  for (const { k } of keys as { k: Uint8Array }[]) {
    const { v } = read.get(k) as { v: Uint8Array };
    const { bytes, kind } = convert(v8.deserialize(v));
    write.run(bytes, kind, k);
  }
}

function deleteFolder(database: DatabaseSync, folder: string): void {
  database.prepare("DELETE FROM kv WHERE k >= ? AND k < ?").run(...boundsOf(folder));
}

function packChunk({ bytes, times }: LogChunk): Uint8Array {
  const packed = new Uint8Array(bytes.length + times.byteLength + 4);
  packed.set(bytes);
  packed.set(new Uint8Array(times.buffer, times.byteOffset, times.byteLength), bytes.length);
  new DataView(packed.buffer).setUint32(packed.length - 4, times.length / 2, true);
  return packed;
}

/** Layout 1 to 2: log chunks as bytes, the ingest record without the reader's state, no points and summaries. */
function splitReaders(database: DatabaseSync): void {
  replaceValues(database, (value) => ({ bytes: packChunk(value as LogChunk), kind: BYTES_VALUE }), "log");
  replaceValues(database, (value) => {
    const { reader: _, ...record } = value as Record<string, unknown>;
    return { bytes: v8.serialize(record), kind: V8_VALUE };
  }, "ingest");
  deleteFolder(database, "points");
  deleteFolder(database, "metrics");
}

/** Layout 2 to 3: all values but bytes are MessagePack. */
function encodeAll(database: DatabaseSync): void {
  replaceValues(database, (value) => ({ bytes: encodeValue(value), kind: BYTES_VALUE }));
}

/** The number of a KV's layout; null where there is none. */
export function readLayout(database: DatabaseSync): number | null {
  const row = database.prepare("SELECT v, v_encoding AS kind FROM kv WHERE k = ?").get(boundsOf("schema")[0]);
  const { v, kind } = (row ?? {}) as { v?: Uint8Array; kind?: number };
  if (!v) return null;
  return kind === V8_VALUE ? Number(v8.deserialize(v)) : Number(new DataView(v.slice().buffer).getBigUint64(0, true));
}

/** Converts all records of a layout, one version after the other, and stores the number of the new layout. Commits nothing. */
export function convertLayout(database: DatabaseSync, { from, to }: { from: number; to: number }): void {
  for (let version = from; version < to; version++) {
    const step = STEPS[version];
    if (!step) throw new Error(`layout ${version} can't be converted`);
    step(database);
  }
  const value = new Uint8Array(new BigUint64Array([BigInt(to)]).buffer);
  const [key] = boundsOf("schema");
  database.prepare("UPDATE kv SET v = ?, v_encoding = ? WHERE k = ?").run(value, NUMBER_VALUE, key);
}

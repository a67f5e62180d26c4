/**
 * Reads all chunks of a run's log and measures what is there, what is missing and what can't be decoded. Judges nothing by the records.
 *
 * @module
 */
import type { Kv } from "../kv/kv.ts";
import { withLock } from "../flush/commit.ts";
import { logPrefix } from "../keys.ts";
import { cutLog, type LogChunk, unpackLog } from "../log/log_chunks.ts";

/** A stretch of a log in bytes. */
export interface LogStretch {
  from: number;
  to: number;
}

/** A chunk whose key says the wrong first line. */
export interface WrongLine {
  offset: number;
  firstLine: number;
  /** The line in which it begins, counted from the chunk before it. */
  counted: number;
}

/** What the chunks of a log hold. */
export interface ScannedLog {
  chunks: number;
  /** Offset after the last byte. */
  end: number;
  newlines: number;
  /** True when the last byte is no newline. */
  isOpen: boolean;
  /** First line and offset of the last chunk. */
  last: { firstLine: number; offset: number } | null;
  /** Bytes that no chunk has. */
  holes: LogStretch[];
  /** Chunks that begin before the previous one ends. */
  overlaps: LogStretch[];
  /** Stretches of chunks that can't be decoded. */
  damaged: LogStretch[];
  wrongLines: WrongLine[];
  /** When the newest piece arrived, milliseconds since the epoch; 0 without one. */
  newestAt: number;
}

const NEWLINE = 10, COUNT_BYTES = 4, PAIR_BYTES = 16, BATCH_CHUNKS = 50;

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

/** Decodes a chunk; null when it is damaged. */
function decodeChunk(value: unknown): LogChunk | null {
  if (!(value instanceof Uint8Array) || value.length < COUNT_BYTES) return null;
  const count = new DataView(value.buffer, value.byteOffset + value.length - COUNT_BYTES).getUint32(0, true);
  if (count === 0 || count * PAIR_BYTES + COUNT_BYTES >= value.length) return null;
  const chunk = unpackLog(value), { times, bytes } = chunk;
  for (let i = 0, before = -1; i < times.length; before = times[i]!, i += 2) {
    if (!(times[i]! > before && times[i]! < bytes.length && Number.isFinite(times[i + 1]))) return null;
  }
  return times[0] === 0 ? chunk : null;
}

interface Scan extends ScannedLog {
  /** Line in which the next chunk begins; null after a stretch whose newlines aren't known. */
  line: number | null;
  /** Offset of a damaged chunk whose end isn't known yet. */
  damagedFrom: number | null;
}

/** Closes the stretch without readable bytes that ends at an offset. */
function closeGap(scan: Scan, to: number): void {
  if (scan.damagedFrom !== null) scan.damaged.push({ from: scan.damagedFrom, to });
  else if (to > scan.end) scan.holes.push({ from: scan.end, to });
  if (scan.damagedFrom !== null || to > scan.end) scan.line = null;
  scan.damagedFrom = null;
}

/** Adds a chunk, of which only the bytes below `limit` count. */
function addChunk(scan: Scan, { key, value }: Deno.KvEntry<unknown>, limit: number): void {
  const firstLine = Number(key[2]), offset = Number(key[3]), whole = decodeChunk(value);
  scan.chunks++;
  closeGap(scan, offset);
  if (!whole) {
    scan.damagedFrom = offset;
    scan.end = Math.max(scan.end, offset);
    return;
  }
  const { bytes, times } = cutLog(whole, Math.min(whole.bytes.length, limit - offset));
  if (offset < scan.end) {
    scan.overlaps.push({ from: offset, to: Math.min(scan.end, offset + bytes.length) });
    scan.line = null;
  } else if (scan.line !== null && scan.line !== firstLine) {
    scan.wrongLines.push({ offset, firstLine, counted: scan.line });
  }
  const isTwice = offset < scan.end, begins = scan.line ?? firstLine, next = begins + countLines(bytes);
  scan.line = isTwice ? null : next;
  scan.newlines = next - 1;
  scan.end = Math.max(scan.end, offset + bytes.length);
  scan.isOpen = bytes.at(-1) !== NEWLINE;
  scan.last = { firstLine, offset };
  scan.newestAt = times.at(-1) ?? scan.newestAt;
}

/** Scans a log up to an offset, or to its end. What stands after the offset was written ahead of a commit. */
export function scanLog(kv: Kv, id: string, limit = Infinity): Promise<ScannedLog> {
  return withLock(async () => {
    const scan = beginScan();
    for await (const entry of kv.list<unknown>({ prefix: logPrefix(id) }, { batchSize: BATCH_CHUNKS })) {
      if (Number(entry.key[3]) < limit) addChunk(scan, entry, limit);
    }
    if (scan.damagedFrom !== null) closeGap(scan, Number.isFinite(limit) ? limit : scan.damagedFrom);
    return scan;
  });
}

function beginScan(): Scan {
  return {
    chunks: 0,
    end: 0,
    newlines: 0,
    isOpen: false,
    last: null,
    holes: [],
    overlaps: [],
    damaged: [],
    wrongLines: [],
    newestAt: 0,
    line: 1,
    damagedFrom: null,
  };
}

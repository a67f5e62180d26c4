/**
 * The log, byte for byte, in chunks of up to 60 KiB. Their keys hold the first line, so they are the index by line number. A chunk is
 * stored as its bytes, then pairs of float64 (byte position in the chunk, and when the piece that begins there arrived, in milliseconds
 * since the epoch), then the number of pairs in 32 bits.
 *
 * @module
 */
import { LOG_CHUNK_BYTES, LOG_CHUNK_ENOUGH_BYTES, LOG_CHUNK_TIMES } from "../../limits/store.ts";
import type { Arena } from "../flush/arena.ts";
import { logKey } from "../keys.ts";
import type { Write } from "../flush/stage.ts";

/** One stored chunk of log. */
export interface LogChunk {
  bytes: Uint8Array;
  /** Pairs of byte position in the chunk and milliseconds since the epoch. */
  times: Float64Array;
}

/** The chunk that is being filled. */
export interface OpenLog {
  /** Number of the line in which it begins, from 1. */
  firstLine: number;
  /** Byte offset in the log at which it begins. */
  offset: number;
  newlines: number;
  /** As long as a full chunk. The first `length` bytes are filled. */
  bytes: Uint8Array;
  length: number;
  times: number[];
}

const NEWLINE = 10, COUNT_BYTES = 4;

function countNewlines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

/** Creates the open chunk that begins at an offset, with the part that is stored already. */
export function openLog(firstLine: number, offset: number, stored: LogChunk | null): OpenLog {
  const bytes = new Uint8Array(LOG_CHUNK_BYTES);
  if (stored) bytes.set(stored.bytes);
  return {
    firstLine,
    offset,
    newlines: stored ? countNewlines(stored.bytes) : 0,
    bytes,
    length: stored?.bytes.length ?? 0,
    times: stored ? [...stored.times] : [],
  };
}

/** Decodes a stored chunk. */
export function unpackLog(value: Uint8Array): LogChunk {
  const countAt = value.length - COUNT_BYTES;
  const count = new DataView(value.buffer, value.byteOffset + countAt).getUint32(0, true);
  const length = countAt - 16 * count;
  return { bytes: value.subarray(0, length), times: new Float64Array(value.slice(length, countAt).buffer) };
}

/** A chunk's first `length` bytes, with their times. */
export function cutLog({ bytes, times }: LogChunk, length: number): LogChunk {
  let kept = times.length;
  while (kept > 0 && times[kept - 2]! >= length) kept -= 2;
  return { bytes: bytes.subarray(0, length), times: times.subarray(0, kept) };
}

function packLog({ bytes, length, times }: OpenLog, arena: Arena): Uint8Array {
  const size = length + 8 * times.length + COUNT_BYTES, room = arena.reserve(size);
  room.set(bytes.subarray(0, length));
  room.set(new Uint8Array(Float64Array.from(times).buffer), length);
  new DataView(room.buffer, room.byteOffset).setUint32(size - COUNT_BYTES, times.length / 2, true);
  return arena.keep(size);
}

const isFull = ({ length, times }: OpenLog) => length === LOG_CHUNK_BYTES || times.length >= 2 * LOG_CHUNK_TIMES;

/** Begins a new chunk after a full one. */
function beginChunk(open: OpenLog): void {
  open.firstLine += open.newlines;
  open.offset += open.length;
  open.newlines = open.length = open.times.length = 0;
}

/** Appends as many bytes as fit. Returns how many. */
function fillChunk(open: OpenLog, piece: Uint8Array, arrivedAt: number): number {
  const part = piece.subarray(0, LOG_CHUNK_BYTES - open.length);
  if (open.times.at(-1) !== arrivedAt) open.times.push(open.length, arrivedAt);
  open.bytes.set(part, open.length);
  open.length += part.length;
  open.newlines += countNewlines(part);
  return part.length;
}

/** Bytes to be stored, and when they arrived. */
export interface LogBatch {
  log: Uint8Array;
  /** When the first byte arrived, milliseconds since the epoch. */
  time: number;
  /** Pairs of byte position in `log` and milliseconds since the epoch, for pieces that arrived later. */
  times?: readonly number[];
}

/** Splits a batch into its pieces, each with the time at which it arrived. */
export function* splitPieces({ log, time, times = [] }: LogBatch): Generator<[piece: Uint8Array, arrivedAt: number]> {
  let from = 0, arrivedAt = time;
  for (let i = 0; i < times.length; i += 2) {
    yield [log.subarray(from, times[i]), arrivedAt];
    from = times[i]!;
    arrivedAt = times[i + 1]!;
  }
  yield [log.subarray(from), arrivedAt];
}

/** Appends a batch to the open chunk and begins a new one whenever it is full. Returns the writes and the number of newlines added. */
export function appendLog(
  open: OpenLog,
  batch: LogBatch,
  { id, arena }: { id: string; arena: Arena },
): { writes: Write[]; newlines: number } {
  if (open.length >= LOG_CHUNK_ENOUGH_BYTES) beginChunk(open);
  const writes: Write[] = [];
  let newlines = -open.newlines, changed = false;
  const write = () => {
    const value = packLog(open, arena);
    writes.push({ key: logKey(id, open.firstLine, open.offset), value, bytes: value.length });
    changed = false;
  };
  for (const [piece, arrivedAt] of splitPieces(batch)) {
    for (let rest = piece; rest.length > 0; changed = true) {
      if (isFull(open)) {
        if (changed) write();
        newlines += open.newlines;
        beginChunk(open);
      }
      rest = rest.subarray(fillChunk(open, rest, arrivedAt));
    }
  }
  if (changed) write();
  return { writes, newlines: newlines + open.newlines };
}

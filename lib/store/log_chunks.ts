/**
 * The log, byte for byte, in chunks of up to 60 KiB whose keys are the index by line number. A stored chunk is its bytes, then pairs of
 * float64 (byte position in the chunk, milliseconds since the epoch: a piece that began here came then), then their number in 32 bits.
 *
 * @module
 */
import { LOG_CHUNK_BYTES, LOG_CHUNK_ENOUGH_BYTES, LOG_CHUNK_TIMES } from "../limits.ts";
import type { Arena } from "./arena.ts";
import { logKey } from "./keys.ts";
import type { Write } from "./stage.ts";

/** One stored piece of log. */
export interface LogChunk {
  bytes: Uint8Array;
  /** Pairs of byte position in the chunk and milliseconds since the epoch. */
  times: Float64Array;
}

/** The chunk that is still filled. */
export interface OpenLog {
  /** The line in which it begins, from 1. */
  firstLine: number;
  /** Where in the log it begins. */
  offset: number;
  newlines: number;
  /** Room for a whole chunk; the first `length` count. */
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

/** An open chunk that begins somewhere, with what is stored of it already. */
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

/** Takes a stored chunk apart. */
export function unpackLog(value: Uint8Array): LogChunk {
  const countAt = value.length - COUNT_BYTES;
  const count = new DataView(value.buffer, value.byteOffset + countAt).getUint32(0, true);
  const length = countAt - 16 * count;
  return { bytes: value.subarray(0, length), times: new Float64Array(value.slice(length, countAt).buffer) };
}

/** A chunk's first bytes, with their times. */
export function cutLog({ bytes, times }: LogChunk, length: number): LogChunk {
  let kept = times.length;
  while (kept > 0 && times[kept - 2]! >= length) kept -= 2;
  return { bytes: bytes.subarray(0, length), times: times.subarray(0, kept) };
}

function packLog({ bytes, length, times }: OpenLog, arena: Arena): Uint8Array {
  const size = length + 8 * times.length + COUNT_BYTES, room = arena.take(size);
  room.set(bytes.subarray(0, length));
  room.set(new Uint8Array(Float64Array.from(times).buffer), length);
  new DataView(room.buffer, room.byteOffset).setUint32(size - COUNT_BYTES, times.length / 2, true);
  return arena.keep(size);
}

const isFull = ({ length, times }: OpenLog) => length === LOG_CHUNK_BYTES || times.length >= 2 * LOG_CHUNK_TIMES;

/** Goes on with a new chunk behind a full one. */
function turn(open: OpenLog): void {
  open.firstLine += open.newlines;
  open.offset += open.length;
  open.newlines = open.length = open.times.length = 0;
}

/** Appends as much as there is room for; gives how much. */
function fill(open: OpenLog, piece: Uint8Array, came: number): number {
  const part = piece.subarray(0, LOG_CHUNK_BYTES - open.length);
  if (open.times.at(-1) !== came) open.times.push(open.length, came);
  open.bytes.set(part, open.length);
  open.length += part.length;
  open.newlines += countNewlines(part);
  return part.length;
}

/** Bytes to be stored, and when they came. */
export interface LogBatch {
  log: Uint8Array;
  /** Milliseconds since the epoch at which the first byte came. */
  time: number;
  /** Pairs of byte position in `log` and milliseconds since the epoch, for pieces that came later. */
  times?: readonly number[];
}

/** The bytes of a batch as they came, with when they did. */
export function* piecesOf({ log, time, times = [] }: LogBatch): Generator<[piece: Uint8Array, came: number]> {
  let from = 0, came = time;
  for (let i = 0; i < times.length; i += 2) {
    yield [log.subarray(from, times[i]), came];
    from = times[i]!;
    came = times[i + 1]!;
  }
  yield [log.subarray(from), came];
}

/** Appends to the open chunk and begins new ones as each fills; gives the writes of those that changed, and the newlines in all. */
export function appendLog(
  open: OpenLog,
  batch: LogBatch,
  { id, arena }: { id: string; arena: Arena },
): { writes: Write[]; newlines: number } {
  if (open.length >= LOG_CHUNK_ENOUGH_BYTES) turn(open);
  const writes: Write[] = [];
  let newlines = -open.newlines, changed = false;
  const write = () => {
    const value = packLog(open, arena);
    writes.push({ key: logKey(id, open.firstLine, open.offset), value, bytes: value.length });
    changed = false;
  };
  for (const [piece, came] of piecesOf(batch)) {
    for (let rest = piece; rest.length > 0; changed = true) {
      if (isFull(open)) {
        if (changed) write();
        newlines += open.newlines;
        turn(open);
      }
      rest = rest.subarray(fill(open, rest, came));
    }
  }
  if (changed) write();
  return { writes, newlines: newlines + open.newlines };
}

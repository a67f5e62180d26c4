/**
 * The log, byte for byte, in chunks of up to 60 KiB whose keys are the index by line number.
 *
 * @module
 */
import { LINE_SHOWN_MAX_BYTES, LOG_CHUNK_BYTES, LOG_CHUNK_TIMES } from "../limits.ts";
import { withLock } from "./commit.ts";
import { lastLineOf, readFacts } from "./facts.ts";
import { logBefore, logPrefix } from "./keys.ts";

/** One stored piece of log. */
export interface LogChunk {
  bytes: Uint8Array;
  /** Pairs of byte position in the chunk and milliseconds since the epoch: a flush began here, then. */
  times: Float64Array;
}

/** The chunk that is still filled, with where it begins. */
export interface OpenChunk extends LogChunk {
  firstLine: number;
  offset: number;
}

const NEWLINE = 10, RETURN = 13;

/** Newlines in some bytes. */
export function countNewlines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

/** Appends to the open chunk and begins new ones as each fills; gives back those that changed, the last of them the open one. */
export function appendLog(open: OpenChunk, bytes: Uint8Array, time: number): OpenChunk[] {
  const changed: OpenChunk[] = [];
  let current = open;
  for (let at = 0; at < bytes.length;) {
    const full = current.bytes.length >= LOG_CHUNK_BYTES ||
      current.times.length >= 2 * LOG_CHUNK_TIMES;
    if (full) {
      const firstLine = current.firstLine + countNewlines(current.bytes);
      const offset = current.offset + current.bytes.length;
      current = { firstLine, offset, bytes: new Uint8Array(0), times: new Float64Array(0) };
    }
    const part = bytes.subarray(at, at + LOG_CHUNK_BYTES - current.bytes.length);
    current = { ...current, bytes: join(current.bytes, part), times: mark(current, time) };
    if (changed.at(-1)?.offset === current.offset) changed.pop();
    changed.push(current);
    at += part.length;
  }
  return changed;
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const result = new Uint8Array(a.length + b.length);
  result.set(a);
  result.set(b, a.length);
  return result;
}

function mark({ times, bytes }: LogChunk, time: number): Float64Array {
  if (times.at(-1) === time) return times;
  const result = new Float64Array(times.length + 2);
  result.set(times);
  result.set([bytes.length, time], times.length);
  return result;
}

function timeAt({ times }: LogChunk, position: number): number {
  let time = times[1] ?? 0;
  for (let i = 0; i < times.length && times[i]! <= position; i += 2) time = times[i + 1]!;
  return time;
}

/** All bytes of the log, or those from an offset on. */
export async function* readBytes(kv: Deno.Kv, id: string, from = 0): AsyncGenerator<Uint8Array> {
  for await (
    const { key, value } of kv.list<LogChunk>({ prefix: logPrefix(id) }, { batchSize: 50 })
  ) {
    const offset = key[3] as number;
    if (offset + value.bytes.length <= from) continue;
    yield offset < from ? value.bytes.subarray(from - offset) : value.bytes;
  }
}

/** Bytes that one flush stored. */
export interface LogPiece {
  bytes: Uint8Array;
  /** When, milliseconds since the epoch. */
  time: number;
}

/** The log from an offset on, cut where flushes began, with their times. */
export async function* readPieces(kv: Deno.Kv, id: string, from = 0): AsyncGenerator<LogPiece> {
  for await (
    const { key, value } of kv.list<LogChunk>({ prefix: logPrefix(id) }, { batchSize: 50 })
  ) {
    const { bytes, times } = value;
    const skipped = from - (key[3] as number);
    for (let i = 0; i < times.length; i += 2) {
      const start = Math.max(times[i]!, skipped), end = times[i + 2] ?? bytes.length;
      if (start < end) yield { bytes: bytes.subarray(start, end), time: times[i + 1]! };
    }
  }
}

/** A line as it is shown. */
export interface StoredLine {
  /** From 1, counted by newlines. */
  line: number;
  /** When its first byte was captured. */
  timestamp: number;
  /** A redrawn line's last state, escape codes kept; cut after 64 KiB. */
  text: string;
}

const decoder = new TextDecoder();

/** The states of one line as its bytes pass by: the last that is not empty is what a terminal shows. At most 64 KiB of a state are kept. */
class LineStates {
  #shown: Uint8Array = new Uint8Array(0);
  #current: Uint8Array = new Uint8Array(0);
  add(part: Uint8Array): void {
    let end = part.length;
    while (end > 0 && part[end - 1] === RETURN) end--;
    const before = part.lastIndexOf(RETURN, end - 1);
    if (end === 0 || before >= 0) this.#endState();
    if (end === 0) return;
    this.#grow(part.subarray(before + 1, end));
    if (end < part.length) this.#endState();
  }
  take(): string {
    this.#endState();
    const bytes = this.#shown;
    this.#shown = new Uint8Array(0);
    return decoder.decode(bytes.subarray(0, wholeChars(bytes)));
  }
  #endState(): void {
    if (this.#current.length > 0) this.#shown = this.#current;
    this.#current = new Uint8Array(0);
  }
  #grow(part: Uint8Array): void {
    const room = LINE_SHOWN_MAX_BYTES - this.#current.length;
    if (this.#current.length === 0) this.#current = part.subarray(0, room);
    else if (room > 0) this.#current = join(this.#current, part.subarray(0, room));
  }
}

/** Length without a UTF-8 character that the bound cut. */
function wholeChars(bytes: Uint8Array): number {
  if (bytes.length < LINE_SHOWN_MAX_BYTES) return bytes.length;
  let start = bytes.length - 1;
  while (start > bytes.length - 4 && (bytes[start]! & 0xc0) === 0x80) start--;
  const lead = bytes[start]!;
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return start + size > bytes.length ? start : bytes.length;
}

/** Lines after `afterLine` in order, or the last `tail` ones. */
export async function readLines(
  kv: Deno.Kv,
  id: string,
  { afterLine = 0, limit = 1000, tail }: { afterLine?: number; limit?: number; tail?: number },
): Promise<{ lines: StoredLine[]; lastLine: number }> {
  const lastLine = lastLineOf(await readFacts(kv, id));
  const after = tail === undefined ? afterLine : Math.max(lastLine - Math.min(tail, limit), 0);
  const lines: StoredLine[] = [];
  if (after >= lastLine) return { lines, lastLine };
  const wanted = Math.min(limit, lastLine - after);
  const before = kv.list<LogChunk>(logBefore(id, after + 1), { reverse: true, limit: 1 });
  const [first] = await withLock(() => Array.fromAsync(before));
  const selector = first ? { start: first.key, end: ["log", id, Infinity] } : { prefix: logPrefix(id) };
  const open = new LineStates();
  let line = (first?.key[2] as number | undefined) ?? 1, began: number | null = null;
  for await (const { value: chunk } of kv.list<LogChunk>(selector, { batchSize: 4 })) {
    for (let at = 0; at < chunk.bytes.length;) {
      const newline = chunk.bytes.indexOf(NEWLINE, at);
      const end = newline < 0 ? chunk.bytes.length : newline;
      if (line > after) {
        began ??= timeAt(chunk, at);
        open.add(chunk.bytes.subarray(at, end));
        if (newline >= 0) lines.push({ line, timestamp: began, text: open.take() }), began = null;
        if (lines.length === wanted) return { lines, lastLine };
      }
      if (newline >= 0) line++;
      at = end + 1;
    }
  }
  if (began !== null && line <= lastLine) lines.push({ line, timestamp: began, text: open.take() });
  return { lines, lastLine };
}

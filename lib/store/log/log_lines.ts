/**
 * Reads the stored log: byte for byte, in the pieces in which it arrived, or as lines as a terminal shows them. Bytes that are stored
 * after reading began are not read.
 *
 * @module
 */
import { Damaged } from "../../errors.ts";
import type { Encoding } from "../../text/encodings.ts";
import { decodeLine } from "../../text/line_encoding.ts";
import { LINE_SHOWN_MAX_BYTES, LINES_READ_MAX_CHARS } from "../../limits.ts";
import { withLock } from "../flush/commit.ts";
import { lastLineOf, readFacts } from "../runs/facts.ts";
import { logBefore, logPrefix } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import { type LogChunk, unpackLog } from "./log_chunks.ts";
import { selectChunks } from "./log_tail.ts";

const NEWLINE = 10, RETURN = 13;
/** Chunks that are requested at once, 3 MB of log. */
const BATCH_CHUNKS = 50;

/** Which part of a log to read. */
export interface ReadLogOptions {
  /** Offset of the first byte; 0 by default. */
  from?: number;
  /** Ends the read with its reason. */
  signal?: AbortSignal | undefined;
}

/** Reads the chunks from an offset on. `skipped` is the number of bytes of a chunk that lie before the offset. */
async function* readChunks(
  kv: Kv,
  id: string,
  { from = 0, signal }: ReadLogOptions,
): AsyncGenerator<LogChunk & { skipped: number }> {
  const { logBytes } = await readFacts(kv, id);
  const options = { batchSize: BATCH_CHUNKS };
  const selector = await withLock(() => selectChunks(kv, id, from));
  let end = from;
  for await (const { key, value } of kv.list<Uint8Array>(selector, options)) {
    signal?.throwIfAborted();
    const { bytes, times } = unpackLog(value), offset = key[3] as number;
    if (offset >= logBytes) break;
    if (offset + bytes.length <= from) continue;
    if (offset > end) break;
    yield { bytes: bytes.subarray(0, logBytes - offset), times, skipped: Math.max(from - offset, 0) };
    end = offset + bytes.length;
  }
  if (end < logBytes) await refuseGap(kv, id, end);
}

/** Throws when the log has a gap at this byte: whoever reads it must not take what came so far for all of it. */
async function refuseGap(kv: Kv, id: string, at: number): Promise<void> {
  const { logBytes } = await readFacts(kv, id);
  if (at >= logBytes) return; // it was deleted meanwhile
  throw new Damaged(
    `the log of run ${id} is damaged: byte ${at} of ${logBytes} is missing; stdcurve doctor says how to mend it`,
  );
}

/** Reads the bytes of the log, from an offset on. */
export async function* readBytes(kv: Kv, id: string, options: ReadLogOptions = {}): AsyncGenerator<Uint8Array> {
  for await (const { bytes, skipped } of readChunks(kv, id, options)) yield bytes.subarray(skipped);
}

/** Bytes that arrived together. */
export interface LogPiece {
  bytes: Uint8Array;
  /** When they arrived, milliseconds since the epoch. */
  time: number;
}

/** Reads the log from an offset on, in the pieces in which it arrived. */
export async function* readPieces(kv: Kv, id: string, options: ReadLogOptions = {}): AsyncGenerator<LogPiece> {
  for await (const { bytes, times, skipped } of readChunks(kv, id, options)) {
    for (let i = 0; i < times.length; i += 2) {
      const start = Math.max(times[i]!, skipped), end = Math.min(times[i + 2] ?? bytes.length, bytes.length);
      if (start < end) yield { bytes: bytes.subarray(start, end), time: times[i + 1]! };
    }
  }
}

function timeAt({ times }: LogChunk, position: number): number {
  let time = times[1] ?? 0;
  for (let i = 0; i < times.length && times[i]! <= position; i += 2) time = times[i + 1]!;
  return time;
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const result = new Uint8Array(a.length + b.length);
  result.set(a);
  result.set(b, a.length);
  return result;
}

/** A line as it is shown. */
export interface StoredLine {
  /** Line number, from 1. Only newlines count. */
  line: number;
  /** When its first byte arrived, milliseconds since the epoch. */
  timestamp: number;
  /** The last state of a redrawn line, with its escape codes, cut to 64 KiB. */
  text: string;
}

/** Finds what a terminal shows of a line whose bytes arrive in parts: the last state between `\r` that isn't empty, up to 64 KiB of it. */
class LineStates {
  constructor(readonly encoding: Encoding | null) {}
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
  finish(): string {
    this.#endState();
    const bytes = this.#shown;
    this.#shown = new Uint8Array(0);
    return decodeLine(bytes.subarray(0, wholeChars(bytes)), this.encoding);
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

/** Length of the bytes without a UTF-8 character that was cut at the end. */
function wholeChars(bytes: Uint8Array): number {
  if (bytes.length < LINE_SHOWN_MAX_BYTES) return bytes.length;
  let start = bytes.length - 1;
  while (start > bytes.length - 4 && (bytes[start]! & 0xc0) === 0x80) start--;
  const lead = bytes[start]!;
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return start + size > bytes.length ? start : bytes.length;
}

/** Finds the parts of lines in a chunk. `isEnded` is true where a newline follows. */
function* splitLines(bytes: Uint8Array): Generator<{ from: number; to: number; isEnded: boolean }> {
  for (let from = 0; from < bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, from), to = newline < 0 ? bytes.length : newline;
    yield { from, to, isEnded: newline >= 0 };
    from = to + 1;
  }
}

/** Which lines to read. */
export interface LinesQuery {
  /** Only lines after this one; 0 by default. */
  afterLine?: number;
  /** Most lines; 1,000 by default. Fewer come when they are very long. */
  limit?: number;
  /** Instead, so many of the last lines. */
  tail?: number;
  /** Ends the read with its reason. */
  signal?: AbortSignal | undefined;
}

/** Yields every line after `after`, in order. Lines that are stored after it began are not among them. */
export async function* readEveryLine(
  kv: Kv,
  id: string,
  { after = 0, signal }: { after?: number; signal?: AbortSignal | undefined } = {},
): AsyncGenerator<StoredLine> {
  const facts = await readFacts(kv, id), lastLine = lastLineOf(facts);
  for await (const line of listLines(kv, id, { after, lastLine, encoding: facts.encoding, signal })) {
    if (line.line > lastLine) return;
    yield line;
  }
}

/** Yields the lines after one, and the last one also when it is not ended yet. */
async function* listLines(
  kv: Kv,
  id: string,
  { after, lastLine, encoding, signal }: {
    after: number;
    lastLine: number;
    encoding: Encoding | undefined;
    signal: AbortSignal | undefined;
  },
): AsyncGenerator<StoredLine> {
  const before = kv.list(logBefore(id, after + 1), { reverse: true, limit: 1 });
  const [first] = await withLock(() => Array.fromAsync(before));
  const selector = first ? { start: first.key, end: ["log", id, Infinity] } : { prefix: logPrefix(id) };
  const states = new LineStates(encoding ?? null);
  let line = (first?.key[2] as number | undefined) ?? 1, began: number | null = null;
  for await (const { value } of kv.list<Uint8Array>(selector, { batchSize: 4 })) {
    signal?.throwIfAborted();
    const chunk = unpackLog(value);
    for (const { from, to, isEnded } of splitLines(chunk.bytes)) {
      const isWanted = line > after;
      if (isWanted) states.add(chunk.bytes.subarray(from, to));
      if (isWanted) began ??= timeAt(chunk, from);
      if (!isEnded) continue;
      if (isWanted) yield { line, timestamp: began!, text: states.finish() };
      began = null;
      line++;
    }
  }
  if (began !== null && line <= lastLine) yield { line, timestamp: began, text: states.finish() };
}

/** Reads lines in order: those after `afterLine`, or the last `tail`. Very long lines are fewer than `limit`, but at least one. */
export async function readLines(
  kv: Kv,
  id: string,
  { afterLine = 0, limit = 1000, tail, signal }: LinesQuery,
): Promise<{ lines: StoredLine[]; lastLine: number }> {
  const facts = await readFacts(kv, id), lastLine = lastLineOf(facts), { encoding } = facts;
  const after = tail === undefined ? afterLine : Math.max(lastLine - Math.min(tail, limit), 0);
  const lines: StoredLine[] = [], wanted = Math.min(limit, lastLine - after);
  if (wanted <= 0) return { lines, lastLine };
  let chars = 0;
  for await (const line of listLines(kv, id, { after, lastLine, encoding, signal })) {
    chars += line.text.length;
    if (tail === undefined && chars > LINES_READ_MAX_CHARS && lines.length > 0) break;
    while (chars > LINES_READ_MAX_CHARS && lines.length > 0) chars -= lines.shift()!.text.length;
    lines.push(line);
    if (line.line === after + wanted) break;
  }
  return { lines, lastLine };
}

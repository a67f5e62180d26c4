/**
 * Splits bytes into lines, fast and in bounded memory. A newline ends a line. A carriage return without a newline ends one *state* of
 * the line: a progress bar redraws its line that way. Keeps only the start of a line that is still open; it does not keep the log.
 *
 * @module
 */
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { JSON_LINE_READ_MAX_CHARS, LINE_READ_MAX_CHARS } from "../limits.ts";
import type { LineState } from "../model.ts";
import type { Encoding } from "../text/encodings.ts";
import { decodeLines, type EncodingState, unknownEncoding } from "../text/line_encoding.ts";
import { createByteFinder, noState } from "./byte_places.ts";

/** How far splitting has come: plain data that can be stored, at most 16 KiB; of a long line of JSON up to 56 KiB. */
export interface SplitState {
  /** Lines that have ended so far. */
  line: number;
  /** Start of the open state, and the carriage returns after it whose meaning depends on the next byte. */
  kept: Uint8Array;
  /** True when `kept` is deflated, as that of a long line is. */
  isPacked?: boolean;
  /** What lines that aren't UTF-8 said of their encoding. Missing while there was none. */
  encoding?: EncodingState;
}

/** The state before the first byte. */
export function initialSplitState(): SplitState {
  return { line: 0, kept: new Uint8Array(0) };
}

/**
 * Receives each state of each line: its text, the number of the line from 1, and how it was printed. The text has at most
 * `LINE_READ_MAX_CHARS` characters, a line of JSON at most `JSON_LINE_READ_MAX_CHARS`; U+FFFD for bytes that can't be read, and no NULs at
 * its start.
 */
export type OnLine = (text: string, line: number, state: LineState) => void;

/** Splits bytes as they arrive. */
export interface LineSplitter {
  push(bytes: Uint8Array): void;
  /** Ends the log: the last line may have no newline. */
  finish(): void;
  snapshot(): SplitState;
  /** The encoding of the lines that aren't UTF-8; null while none is known. */
  readonly encoding: Encoding | null;
}

const NEWLINE = 10, RETURN = 13, BRACE = 123, SPACE = 32, BYTE_ORDER_MARK = 0xfeff;
/** A character that is read has at most three bytes in UTF-8. The rest is room for a cut character and a carriage return. */
const KEPT_BYTES = LINE_READ_MAX_CHARS * 4;
/** Bytes kept of a line of JSON: with a NUL before it, a byte that shows that it was cut, and a carriage return. */
const JSON_KEPT_BYTES = JSON_LINE_READ_MAX_CHARS + 3;
/** Kept bytes beyond this many are packed when they are stored: text in ASCII then fits into a stored value. */
const PACKED_FROM_BYTES = KEPT_BYTES;
/** Room for the open bytes of most logs. */
const OPEN_BYTES_FIRST = 1024;
/** Bytes that are decoded at once: many lines, and a string that fits the young generation of the heap. */
const PIECE_BYTES = 64 * 1024;

/** Length of the part in which the end of every state is known: up to the last newline, or a later carriage return that is not last. */
function knownLength(bytes: Uint8Array): number {
  const open = bytes.lastIndexOf(NEWLINE) + 1;
  let end = bytes.length;
  while (end > open && bytes[end - 1] === RETURN) end--;
  return open + bytes.subarray(open, end).lastIndexOf(RETURN) + 1;
}

/** Characters in which a prefix of a line of JSON ends: `2025-01-01 INFO {"loss": 0.5}`. */
const PREFIX_MAX_CHARS = 160;

/** True for a line that begins with a record: with a brace, or a prefix without quotes, a brace and a quote. */
function beginsRecord(codeAt: (at: number) => number, from: number): boolean {
  if (codeAt(from) === BRACE) return true;
  for (let at = from; at < from + PREFIX_MAX_CHARS; at++) {
    const code = codeAt(at);
    if (code === BRACE) return isQuote(codeAt(codeAt(at + 1) === SPACE ? at + 2 : at + 1));
    if (isQuote(code) || code >= 0x80) return false;
  }
  return false;
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}

/** Offset behind the last character of a state that is read. */
function readableEnd(text: string, from: number, to: number): number {
  const usual = from + LINE_READ_MAX_CHARS;
  if (to <= usual || !beginsRecord((at) => text.charCodeAt(at), from)) return Math.min(to, usual);
  const end = Math.min(to, from + JSON_LINE_READ_MAX_CHARS);
  for (let at = from; at < end; at++) if (text.charCodeAt(at) >= 0x80) return usual;
  return end;
}

/** Offset behind the byte order mark, or the NULs, that a state begins with. */
function textStart(text: string, from: number, to: number): number {
  if (text.charCodeAt(from) === BYTE_ORDER_MARK) return from + 1;
  let at = from;
  while (at < to && text.charCodeAt(at) === 0) at++;
  return at;
}

/** Fills in the piece that the next states are of. Gives its text. */
function decodePiece(bytes: Uint8Array, encoding: EncodingState, state: LineState): string {
  state.piece = decodeLines(bytes, encoding);
  state.bytes = encoding.encoding === null ? new DataView(bytes.buffer, bytes.byteOffset, bytes.length) : null;
  return state.piece;
}

interface Emitter {
  /** Emits the lines of a piece. It ends with a newline, or with a carriage return that ends a state. */
  emit(piece: Uint8Array, encoding: EncodingState): void;
  /** Lines that have ended so far. */
  readonly line: number;
}

/** Offset of the carriage returns before a newline, none of which stands before `from`. */
function returnsBefore(text: string, from: number, newline: number): number {
  let at = newline;
  while (at > from && text.charCodeAt(at - 1) === RETURN) at--;
  return at;
}

function createEmitter(onLine: OnLine, { line }: SplitState): Emitter {
  const state = noState(), places = createByteFinder();
  const emitState = (start: number, to: number) => {
    const { piece, redrawn } = state, from = textStart(piece, start, to), end = readableEnd(piece, from, to);
    state.isCut = end < to;
    places.find(state, { start, from, to });
    if (!redrawn) onLine(piece.slice(from, end), ++emitter.line, state);
    else if (from < end) onLine(piece.slice(from, end), emitter.line + 1, state);
  };
  /** Emits the states between two indices that carriage returns end. Gives the index where the last state begins. */
  const emitRedrawn = (from: number, to: number): number => {
    state.redrawn = true;
    for (let at = state.piece.indexOf("\r", from); at >= 0 && at < to; at = state.piece.indexOf("\r", from)) {
      emitState(from, at);
      from = at + 1;
    }
    state.redrawn = false;
    return from;
  };
  const emitter = {
    line,
    emit(piece: Uint8Array, encoding: EncodingState) {
      const text = decodePiece(piece, encoding, state);
      places.begin(piece);
      let from = 0, nextReturn = text.indexOf("\r");
      for (let newline = text.indexOf("\n"); newline >= 0; newline = text.indexOf("\n", from)) {
        const to = returnsBefore(text, from, newline);
        if (nextReturn >= 0 && nextReturn < newline) {
          from = emitRedrawn(from, to);
          nextReturn = text.indexOf("\r", newline);
        }
        emitState(from, to);
        places.pass(newline - to);
        from = newline + 1;
      }
      if (nextReturn >= 0) emitRedrawn(from, text.length);
    },
  };
  return emitter;
}

/** The bytes after the last known end of a state, in a buffer that grows up to what is kept of a line and a piece behind it. */
interface OpenBytes {
  bytes: Uint8Array;
  length: number;
}

/** Fills in bytes from an offset on; they may be a part of the same buffer. What stood before the offset stays. */
function fill(open: OpenBytes, at: number, bytes: Uint8Array): void {
  open.length = at + bytes.length;
  if (open.length > open.bytes.length) {
    const longer = new Uint8Array(Math.max(open.length, 2 * open.bytes.length, OPEN_BYTES_FIRST));
    longer.set(open.bytes.subarray(0, at));
    open.bytes = longer;
  }
  open.bytes.set(bytes, at);
}

/** Cuts an open state that is too long: only its start is read, but a carriage return at its end must not be lost. */
function shorten(open: OpenBytes): void {
  if (open.length <= KEPT_BYTES) return;
  const { bytes } = open;
  let nuls = 0;
  // A log that was truncated while its program wrote begins with a hole of NULs, which isn't text. One NUL stays for all of them.
  while (nuls + 1 < open.length && bytes[nuls] === 0 && bytes[nuls + 1] === 0) nuls++;
  fill(open, 0, bytes.subarray(nuls, open.length));
  if (open.length <= KEPT_BYTES) return;
  const isJson = startsJson(open);
  const kept = isJson ? Math.min(open.length, JSON_KEPT_BYTES) : KEPT_BYTES;
  if (!isJson) bytes[KEPT_BYTES - 2] = 0xff; // no ASCII: what follows can't make it a line of JSON again
  if (bytes[open.length - 1] === RETURN) bytes[kept - 1] = RETURN;
  open.length = kept;
}

/** True for a record's beginning and ASCII behind it, as far as a line of JSON is read. A NUL may stand before. */
function startsJson({ bytes, length }: OpenBytes): boolean {
  const from = bytes[0] === 0 ? 1 : 0, end = Math.min(length, from + JSON_LINE_READ_MAX_CHARS);
  if (!beginsRecord((at) => bytes[at]!, from)) return false;
  for (let at = from; at < end; at++) if (bytes[at]! >= 0x80) return false;
  return true;
}

/** Packs the kept bytes of a long line. */
function packKept(line: number, kept: Uint8Array): SplitState {
  if (kept.length <= PACKED_FROM_BYTES) return { line, kept };
  return { line, kept: new Uint8Array(deflateRawSync(kept)), isPacked: true };
}

/** The reverse of `packKept`. */
function unpackKept({ kept, isPacked }: SplitState): Uint8Array {
  return isPacked ? new Uint8Array(inflateRawSync(kept)) : kept;
}

/**
 * Splits a log, from its start or from the state of an earlier splitter. The calls do not depend on how the bytes are cut into pieces.
 *
 * @example
 * ```ts
 * import { splitLines } from "./split.ts";
 * const lines: string[] = [];
 * const splitter = splitLines((text) => lines.push(text));
 * splitter.push(new TextEncoder().encode("a\nb"));
 * splitter.finish(); // lines is ["a", "b"]
 * ```
 */
export function splitLines(onLine: OnLine, state: SplitState = initialSplitState()): LineSplitter {
  const emitter = createEmitter(onLine, state);
  const open: OpenBytes = { bytes: unpackKept(state).slice(), length: 0 };
  const encoding = structuredClone(state.encoding) ?? unknownEncoding();
  open.length = open.bytes.length;

  const read = (piece: Uint8Array) => {
    if (open.length > 0) {
      fill(open, open.length, piece);
      piece = open.bytes.subarray(0, open.length);
    }
    const known = knownLength(piece);
    if (known > 0) emitter.emit(piece.subarray(0, known), encoding);
    fill(open, 0, piece.subarray(known));
    shorten(open);
  };
  return {
    push(bytes) {
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) read(bytes.subarray(at, at + PIECE_BYTES));
    },
    finish() {
      if (open.length > 0) read(Uint8Array.of(NEWLINE));
    },
    snapshot: () => ({
      ...packKept(emitter.line, open.bytes.slice(0, open.length)),
      ...(encoding.weighed > 0 ? { encoding: structuredClone(encoding) } : {}),
    }),
    get encoding() {
      return encoding.encoding;
    },
  };
}

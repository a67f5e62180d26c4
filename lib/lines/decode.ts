/**
 * Decodes a log to UTF-8. Recognises gzip (with several members, too) and UTF-16, and refuses a file that is not text. It looks only
 * at the start, and of a live log it waits for no more bytes than it needs.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { InvalidInput, TooLarge } from "../errors.ts";
import { findFileKind, hasMagic } from "./file_kinds.ts";

/** Bytes that are checked to see whether a file is text. */
const SNIFF_BYTES = 8192;
/** Bytes that are enough to recognise every kind of file except tar. */
const MAGIC_BYTES = 4;
/** This many NULs in a row are a hole. A log that was truncated while its program had it open begins with one. */
const HOLE_BYTES = 64;
/** Bytes that are read in search of the text after a hole. */
const HOLE_MAX_BYTES = 64 * 1024 * 1024;
/** Levels of gzip inside gzip that are unpacked. */
const DEPTH_MAX = 3;

type Pieces = AsyncIterator<Uint8Array>;

const GZIP = [0x1f, 0x8b];

/** True for a byte that text does not contain. Escape codes, tabs and backspaces do occur in text. */
const isControl = (byte: number) => byte < 8 || (byte > 13 && byte < 32 && byte !== 27);

/** Recognises UTF-16 without a byte order mark by its NULs: in Latin text every other byte is one. */
function findUtf16(head: Uint8Array): "utf-16le" | "utf-16be" | null {
  const nuls = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) nuls[i % 2]!++;
  const most = head.length / 2 * 0.5;
  if (nuls[1]! > most && nuls[0]! === 0) return "utf-16le";
  return nuls[0]! > most && nuls[1]! === 0 ? "utf-16be" : null;
}

/** The bytes without their holes. */
function dropHoles(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [];
  let from = 0, end = 0;
  for (let nul = bytes.indexOf(0); nul >= 0; nul = bytes.indexOf(0, end)) {
    for (end = nul; bytes[end] === 0;) end++;
    if (end - nul < HOLE_BYTES) continue;
    kept.push(bytes.subarray(from, nul));
    from = end;
  }
  return Buffer.concat([...kept, bytes.subarray(from)]);
}

/** Reads the start of a log. A few bytes are enough, unless one of them is a control character; NULs do not count as evidence. */
async function readHead(pieces: Pieces): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  let size = 0, notNul = 0, hasControls = false;
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    read.push(next.value);
    size += next.value.length;
    hasControls ||= next.value.some(isControl);
    for (const byte of next.value) if (byte !== 0) notNul++;
    const isJudged = !hasControls || notNul >= SNIFF_BYTES || size >= HOLE_MAX_BYTES;
    if (size >= MAGIC_BYTES && (isJudged || (read.length <= MAGIC_BYTES && hasMagic(Buffer.concat(read), GZIP)))) {
      break;
    }
  }
  return Buffer.concat(read);
}

/** The start of a log and then the rest of it. */
async function* joinPieces(head: Uint8Array, pieces: Pieces): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
  } finally {
    await pieces.return?.();
  }
}

async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed), unpacked = createGunzip();
  source.on("error", (error) => unpacked.destroy(error));
  try {
    for await (const piece of source.pipe(unpacked)) yield piece as Uint8Array;
  } catch (cause) {
    const { code } = cause as { code?: string };
    if (code === "Z_BUF_ERROR") {
      throw new InvalidInput("file", "the gzip data ends early; copy the file again", { cause });
    }
    if (!code?.startsWith("Z_")) throw cause;
    throw new InvalidInput("file", "the gzip data is damaged; copy the file again", { cause });
  } finally {
    source.destroy();
  }
}

async function* fromUtf16(
  pieces: AsyncIterable<Uint8Array>,
  encoding: "utf-16le" | "utf-16be",
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding), encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(decoder.decode(piece, { stream: true }));
  yield encoder.encode(decoder.decode());
}

/** Throws InvalidInput, field `file`, unless these can be the first bytes of a text. */
function checkText(head: Uint8Array): void {
  const kind = findFileKind(head);
  if (kind) throw new InvalidInput("file", `this is ${kind.what}, not a log; ${kind.advice}`);
  const text = dropHoles(head).subarray(0, SNIFF_BYTES);
  let controls = head.length > 0 && text.length === 0 ? 1 : 0;
  for (const byte of text) if (isControl(byte)) controls++;
  const invalid = new TextDecoder().decode(text).split("\ufffd").length - 1;
  // Text in another encoding has invalid bytes but no control characters. Compressed and random bytes have both.
  if (controls > text.length * 0.1 || (controls > text.length * 0.02 && invalid > text.length * 0.1)) {
    throw new InvalidInput("file", "this is not text; give the output that a training program printed");
  }
}

/** Yields the pieces, and throws TooLarge instead of the piece that makes them longer than `maxBytes`. */
async function* limitBytes(pieces: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > maxBytes) throw new TooLarge("file", describeTooLong(maxBytes));
    yield piece;
  }
}

/** Says that a log is longer than a server accepts. */
export const describeTooLong = (maxBytes: number): string =>
  `the log is longer than ${maxBytes} bytes, packed or unpacked; nothing was imported. ` +
  "stdcurve serve --max-import SIZE accepts more";

/**
 * Decodes a log to UTF-8. Throws for a file that is not text before it yields anything. Gzip that ends early or is damaged throws only
 * when that part is read, and so does a log that is longer than `maxBytes`, as it is given or at any stage of unpacking.
 *
 * @throws {InvalidInput} field `file`
 * @throws {TooLarge} field `file`
 */
export function decodeLog(
  source: AsyncIterable<Uint8Array>,
  { maxBytes = Infinity }: { maxBytes?: number } = {},
): Promise<AsyncIterable<Uint8Array>> {
  return decodeStage(source, { depth: 0, maxBytes });
}

async function decodeStage(
  source: AsyncIterable<Uint8Array>,
  { depth, maxBytes }: { depth: number; maxBytes: number },
): Promise<AsyncIterable<Uint8Array>> {
  const pieces = limitBytes(source, maxBytes);
  try {
    const head = await readHead(pieces), all = joinPieces(head, pieces);
    if (hasMagic(head, GZIP) && depth < DEPTH_MAX) {
      return await decodeStage(gunzip(all), { depth: depth + 1, maxBytes });
    }
    const isUtf32 = hasMagic(head, [0xff, 0xfe, 0, 0]);
    const marked = hasMagic(head, [0xff, 0xfe]) ? "utf-16le" : hasMagic(head, [0xfe, 0xff]) ? "utf-16be" : null;
    const encoding = isUtf32 ? null : marked ?? findUtf16(head.subarray(0, SNIFF_BYTES));
    if (encoding) return await decodeStage(fromUtf16(all, encoding), { depth: DEPTH_MAX, maxBytes });
    checkText(head);
    return all;
  } catch (error) {
    await pieces.return(undefined);
    throw error;
  }
}

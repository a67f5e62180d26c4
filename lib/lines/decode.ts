/**
 * A log's bytes as UTF-8, whatever they came as: gzip (of several members too) and UTF-16 are recognised and read, what is no text is
 * refused by its name. Looks at the beginning only, and waits for no more of a live log than it needs.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { InvalidInput } from "../errors.ts";

/** Bytes looked at to tell text from what is none. */
const SNIFF_BYTES = 8192;
/** Bytes by which every kind but tar is told. */
const MAGIC_BYTES = 4;
/** So many NULs in a row are a hole: a log that was cut off while its program held it open begins with one. */
const HOLE_BYTES = 64;
/** How far the text behind a hole is looked for. */
const HOLE_MAX_BYTES = 64 * 1024 * 1024;
/** Gzip in gzip is read, up to here. */
const DEPTH_MAX = 3;

type Pieces = AsyncIterator<Uint8Array>;

/** What logs are mistaken for, by the bytes at their beginning, and what to do about it. */
const KINDS: { at?: number; magic: number[]; what: string; advice: string }[] = [
  { magic: [0x50, 0x4b, 0x03, 0x04], what: "a zip archive", advice: "unpack it and give the log in it" },
  { magic: [0x42, 0x5a, 0x68], what: "compressed by bzip2", advice: "unpack it: bzip2 -dc FILE | stdcurve import -" },
  { magic: [0xfd, 0x37, 0x7a, 0x58], what: "compressed by xz", advice: "unpack it: xz -dc FILE | stdcurve import -" },
  {
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    what: "compressed by zstd",
    advice: "unpack it: zstd -dc FILE | stdcurve import -",
  },
  { magic: [0x7f, 0x45, 0x4c, 0x46], what: "a program", advice: "stdcurve run -- COMMAND runs one" },
  { magic: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20], what: "a SQLite database", advice: "give a log" },
  { magic: [0x37, 0x7a, 0xbc, 0xaf], what: "a 7z archive", advice: "unpack it and give the log in it" },
  { at: 257, magic: [0x75, 0x73, 0x74, 0x61, 0x72], what: "a tar archive", advice: "unpack it and give the log in it" },
  {
    magic: [0xff, 0xfe, 0, 0],
    what: "UTF-32",
    advice: "convert it: iconv -f UTF-32 -t UTF-8 FILE | stdcurve import -",
  },
  {
    magic: [0, 0, 0xfe, 0xff],
    what: "UTF-32",
    advice: "convert it: iconv -f UTF-32 -t UTF-8 FILE | stdcurve import -",
  },
];

const GZIP = [0x1f, 0x8b];

const startsWith = (bytes: Uint8Array, magic: number[], at = 0) => magic.every((byte, i) => bytes[at + i] === byte);

/** Bytes that no text has; escape codes, tabs and backspaces are no such bytes. */
const isControl = (byte: number) => byte < 8 || (byte > 13 && byte < 32 && byte !== 27);

/** UTF-16 without a mark, by where its NULs are: every other byte of Latin text. */
function findUtf16(head: Uint8Array): "utf-16le" | "utf-16be" | null {
  const nuls = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) nuls[i % 2]!++;
  const most = head.length / 2 * 0.5;
  if (nuls[1]! > most && nuls[0]! === 0) return "utf-16le";
  return nuls[0]! > most && nuls[1]! === 0 ? "utf-16be" : null;
}

/** Bytes without the holes in them. */
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

/** The beginning: a few bytes, or as many as it takes to judge one that has bytes of no text; NULs tell nothing. */
async function readHead(pieces: Pieces): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  let size = 0, telling = 0, hasControls = false;
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    read.push(next.value);
    size += next.value.length;
    hasControls ||= next.value.some(isControl);
    for (const byte of next.value) if (byte !== 0) telling++;
    const isJudged = !hasControls || telling >= SNIFF_BYTES || size >= HOLE_MAX_BYTES;
    if (size >= MAGIC_BYTES && (isJudged || (read.length <= MAGIC_BYTES && startsWith(Buffer.concat(read), GZIP)))) {
      break;
    }
  }
  return Buffer.concat(read);
}

async function* goOn(head: Uint8Array, pieces: Pieces): AsyncGenerator<Uint8Array> {
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
      throw new InvalidInput("file", "the gzip data breaks off before its end; copy the file again", { cause });
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

/** Throws for a beginning that is no text's. */
function refuseOther(head: Uint8Array): void {
  const kind = KINDS.find(({ magic, at }) => startsWith(head, magic, at));
  if (kind) throw new InvalidInput("file", `this is no text but ${kind.what}; ${kind.advice}`);
  const text = dropHoles(head).subarray(0, SNIFF_BYTES);
  let controls = head.length > 0 && text.length === 0 ? 1 : 0;
  for (const byte of text) if (isControl(byte)) controls++;
  const strange = new TextDecoder().decode(text).split("\ufffd").length - 1;
  // Text of another encoding has strange bytes, but no control characters; packed and random bytes have both.
  if (controls > text.length * 0.1 || (controls > text.length * 0.02 && strange > text.length * 0.1)) {
    throw new InvalidInput("file", "this is no text; give the output that a training program printed");
  }
}

/**
 * A log's bytes as UTF-8, whatever they came as. What is no text is refused here, before anything of it is used; gzip that breaks off
 * only when it does, so while the result is read.
 *
 * @throws {InvalidInput} field `file`
 */
export async function decodeLog(source: AsyncIterable<Uint8Array>, depth = 0): Promise<AsyncIterable<Uint8Array>> {
  const pieces = source[Symbol.asyncIterator]();
  const head = await readHead(pieces), all = goOn(head, pieces);
  try {
    if (startsWith(head, GZIP) && depth < DEPTH_MAX) return await decodeLog(gunzip(all), depth + 1);
    const isUtf32 = startsWith(head, [0xff, 0xfe, 0, 0]);
    const marked = startsWith(head, [0xff, 0xfe]) ? "utf-16le" : startsWith(head, [0xfe, 0xff]) ? "utf-16be" : null;
    const encoding = isUtf32 ? null : marked ?? findUtf16(head.subarray(0, SNIFF_BYTES));
    if (encoding) return await decodeLog(fromUtf16(all, encoding), DEPTH_MAX);
    refuseOther(head);
  } catch (error) {
    await pieces.return?.();
    throw error;
  }
  return all;
}

/**
 * The kinds of file that people give instead of a log, by the bytes at their start. Does not know gzip and UTF-16: those are read.
 *
 * @module
 */

/** A kind of file that is not a log. */
export interface FileKind {
  /** Where its first bytes are; 0 if left out. */
  at?: number;
  magic: number[];
  /** What it is: "a zip archive". */
  what: string;
  /** What the user can do instead. */
  advice: string;
}

const KINDS: FileKind[] = [
  { magic: [0x50, 0x4b, 0x03, 0x04], what: "a zip archive", advice: "unpack it and give the log inside" },
  { magic: [0x42, 0x5a, 0x68], what: "a bzip2 file", advice: "unpack it: bzip2 -dc FILE | stdcurve import -" },
  { magic: [0xfd, 0x37, 0x7a, 0x58], what: "an xz file", advice: "unpack it: xz -dc FILE | stdcurve import -" },
  {
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    what: "a zstd file",
    advice: "unpack it: zstd -dc FILE | stdcurve import -",
  },
  { magic: [0x7f, 0x45, 0x4c, 0x46], what: "a program", advice: "stdcurve run -- COMMAND runs one" },
  { magic: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20], what: "a SQLite database", advice: "give a log" },
  { magic: [0x37, 0x7a, 0xbc, 0xaf], what: "a 7z archive", advice: "unpack it and give the log inside" },
  {
    at: 257,
    magic: [0x75, 0x73, 0x74, 0x61, 0x72],
    what: "a tar archive",
    advice: "unpack it and give the log inside",
  },
  {
    magic: [0xff, 0xfe, 0, 0],
    what: "UTF-32 text",
    advice: "convert it: iconv -f UTF-32 -t UTF-8 FILE | stdcurve import -",
  },
  {
    magic: [0, 0, 0xfe, 0xff],
    what: "UTF-32 text",
    advice: "convert it: iconv -f UTF-32 -t UTF-8 FILE | stdcurve import -",
  },
];

/** True when the bytes `magic` are at an index of the file. */
export function hasMagic(bytes: Uint8Array, magic: readonly number[], at = 0): boolean {
  return magic.every((byte, i) => bytes[at + i] === byte);
}

/**
 * The kind of a file by its first bytes; undefined for a log, and for a kind that is not in the list.
 *
 * @example
 * ```ts
 * import { findFileKind } from "./file_kinds.ts";
 * findFileKind(new Uint8Array([0x50, 0x4b, 3, 4]))?.what; // "a zip archive"
 * ```
 */
export function findFileKind(head: Uint8Array): FileKind | undefined {
  return KINDS.find(({ magic, at }) => hasMagic(head, magic, at));
}

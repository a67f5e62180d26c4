/**
 * The point reader's state as it is stored: one value, which each flush replaces. A state that is too large for one value, or for the
 * commit, is written ahead in parts, and the ingest record says which parts belong to it. Knows nothing of what is in a state.
 *
 * @module
 */
import { Damaged } from "../../errors.ts";
import { VALUE_MAX_BYTES } from "../../limits/store.ts";
import { withLock } from "./commit.ts";
import { decodeValue, encodeValue, packValue } from "../kv/encoding.ts";
import { readerKey, readerPartKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import type { Write } from "./stage.ts";

/** Where a state in parts is stored. */
export interface ReaderParts {
  /** The rev of the flush or switch that stored them. */
  rev: number;
  count: number;
}

/** Bytes in one part. Its encoding adds a few. */
const PART_BYTES = VALUE_MAX_BYTES - 100;

/** The write of a whole state; null when it is too large for one value. */
export function stageReader(id: string, reader: unknown): Write | null {
  const value = packValue(reader), { length } = value.bytes;
  return length > VALUE_MAX_BYTES ? null : { key: readerKey(id), value, bytes: length };
}

/** The writes of a state in parts. The value that it replaces stays until the ingest record names no parts again. */
export function stageReaderParts(id: string, rev: number, reader: unknown): { writes: Write[]; parts: ReaderParts } {
  const bytes = encodeValue(reader), writes: Write[] = [];
  for (let from = 0; from < bytes.length; from += PART_BYTES) {
    const value = packValue(bytes.subarray(from, from + PART_BYTES));
    writes.push({ key: readerPartKey(id, rev, writes.length), value, bytes: value.bytes.length });
  }
  return { writes, parts: { rev, count: writes.length } };
}

/** Reads a state in parts. */
export async function readReaderParts(kv: Kv, id: string, { rev, count }: ReaderParts): Promise<unknown> {
  const pieces: BlobPart[] = [];
  for (let part = 0; part < count; part++) {
    const { value } = await withLock(() => kv.get<Uint8Array<ArrayBuffer>>(readerPartKey(id, rev, part)));
    if (!value) throw new Damaged(`part ${part} of the reader's state of run ${id} is missing`);
    pieces.push(value);
  }
  return decodeValue(await new Blob(pieces).bytes());
}

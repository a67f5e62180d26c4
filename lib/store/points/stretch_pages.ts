/**
 * Pages of stretches, and the stretches that wait for their page to be full. A page is written once, when its last chunk is full, so that
 * storing points costs one more change for every 16 chunks. Reads no KV.
 *
 * @module
 */
import { mergeStretches, type Stretch, STRETCH_NUMBERS } from "./stretch.ts";

/** Stretches in a page. */
export const PAGE_STRETCHES = 16;

/** Numbers of a row and number of rows, 32 bits each, so that the rows begin at a multiple of 8 bytes. */
const HEAD_BYTES = 8;

/** Packs a page. */
export function packPage(stretches: readonly Stretch[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEAD_BYTES + 8 * STRETCH_NUMBERS * stretches.length);
  new Uint32Array(bytes.buffer, 0, 2).set([STRETCH_NUMBERS, stretches.length]);
  const rows = new Float64Array(bytes.buffer, HEAD_BYTES);
  for (const [row, stretch] of stretches.entries()) rows.set(stretch, row * STRETCH_NUMBERS);
  return bytes;
}

/** Unpacks a page; null for bytes that are no whole page of this form, which is then made again. */
export function unpackPage(value: unknown): Stretch[] | null {
  if (!(value instanceof Uint8Array) || value.length !== HEAD_BYTES + 8 * STRETCH_NUMBERS * PAGE_STRETCHES) return null;
  const { buffer, byteOffset } = value.byteOffset % 8 === 0 ? value : value.slice();
  const [numbers, rows] = new Uint32Array(buffer, byteOffset, 2);
  if (numbers !== STRETCH_NUMBERS || rows !== PAGE_STRETCHES) return null;
  return Array.from(
    { length: PAGE_STRETCHES },
    (_, row) => new Float64Array(buffer, byteOffset + HEAD_BYTES + 8 * STRETCH_NUMBERS * row, STRETCH_NUMBERS),
  );
}

/** A page with its place. */
export interface PlacedPage {
  level: number;
  page: number;
  stretches: Stretch[];
}

/** Stretches of pages that aren't full yet, by level. */
export type PendingStretches = Stretch[][];

/**
 * Adds the stretch of this number at a level, and gives the pages that are full now: its own, and then those above it. A page of which an
 * earlier stretch isn't known, `null`, is not given: readers make it from what is below.
 */
export function addStretch(
  pending: PendingStretches,
  { level, number }: { level: number; number: number },
  stretch: Stretch | null,
): PlacedPage[] {
  const row = number % PAGE_STRETCHES, page = (number - row) / PAGE_STRETCHES;
  if (row === 0 || !pending[level]) pending[level] = [];
  const known = pending[level];
  if (stretch && known.length === row) known.push(stretch);
  if (row < PAGE_STRETCHES - 1) return [];
  const isWhole = known.length === PAGE_STRETCHES;
  const above = addStretch(pending, { level: level + 1, number: page }, isWhole ? mergeStretches(known) : null);
  return isWhole ? [{ level, page, stretches: known }, ...above] : above;
}

/** Full pages at each level of a series with so many full chunks, the lowest level first. */
export function countPages(chunks: number): number[] {
  const counts: number[] = [];
  for (let count = Math.floor(chunks / PAGE_STRETCHES); count > 0; count = Math.floor(count / PAGE_STRETCHES)) {
    counts.push(count);
  }
  return counts;
}

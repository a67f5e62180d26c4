/**
 * Reads what a capturing process needs of a stored series to go on with it: the chunk that is being filled, and the stretches of pages
 * that aren't full yet. Writes nothing.
 *
 * @module
 */
import { POINT_CHUNK_POINTS } from "../../limits/store.ts";
import { createPointColumns, growColumns, type OpenColumns } from "./columns.ts";
import { stretchesKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import { unpackColumns } from "./packing.ts";
import { listChunks, type SeriesRef } from "./point_stream.ts";
import { measureStretch, mergeStretches, type Stretch } from "./stretch.ts";
import { addStretch, countPages, PAGE_STRETCHES, type PendingStretches, unpackPage } from "./stretch_pages.ts";

/** The end of a series. */
export interface OpenSeries {
  open: OpenColumns;
  pending: PendingStretches;
}

/** Reads the end of a series of `ref.count` points. */
export async function readOpen(kv: Kv, ref: SeriesRef): Promise<OpenSeries> {
  const full = Math.floor(ref.count / POINT_CHUNK_POINTS), filled = ref.count % POINT_CHUNK_POINTS;
  const pending: PendingStretches = [], open = growColumns(null, filled);
  const chunk = createPointColumns(POINT_CHUNK_POINTS);
  let isOpenFound = filled === 0;
  const pages = countPages(full), [atLevel0 = 0] = pages;
  for await (const { number, chunk: bytes } of listChunks(kv, ref, { first: atLevel0 * PAGE_STRETCHES })) {
    if (number === full) {
      unpackColumns(bytes, open, { to: 0, count: filled });
      isOpenFound = true;
      continue;
    }
    unpackColumns(bytes, chunk, { to: 0, count: POINT_CHUNK_POINTS });
    const stretch = measureStretch(chunk, {
      from: 0,
      end: POINT_CHUNK_POINTS,
      offset: number * POINT_CHUNK_POINTS,
    });
    addStretch(pending, { level: 0, number }, stretch);
  }
  if (!isOpenFound) throw new Error(`chunk ${full} of the points of ${ref.name} of run ${ref.id} is missing`);
  for (const [level, count] of pages.entries()) await readPending(kv, ref, { level, count, pending });
  return { open, pending };
}

/** Adds the stretches of the full pages of a level that wait for the page above them. One that isn't there stays unknown. */
async function readPending(
  kv: Kv,
  { id, generation, name }: SeriesRef,
  { level, count, pending }: { level: number; count: number; pending: PendingStretches },
): Promise<void> {
  const key = (page: number) => stretchesKey(id, generation, name, { level, page });
  const first = count - count % PAGE_STRETCHES, known = new Map<number, Stretch>();
  if (first === count) return;
  for await (const { key: found, value } of kv.list({ start: key(first), end: key(count) })) {
    const stretches = unpackPage(value);
    if (stretches) known.set(found.at(-1) as number, mergeStretches(stretches));
  }
  for (let number = first; number < count; number++) {
    addStretch(pending, { level: level + 1, number }, known.get(number) ?? null);
  }
}

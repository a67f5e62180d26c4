/**
 * Holds stored pages of stretches against those that the chunks of points give. A page that isn't stored is no fault: whoever needs it makes
 * it. One that isn't right is deleted for that.
 *
 * @module
 */
import { POINT_CHUNK_POINTS } from "../../limits/store.ts";
import type { PointColumns } from "../points/columns.ts";
import { withLock } from "../flush/commit.ts";
import { STRETCHES } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import { measureStretch, type Stretch } from "../points/stretch.ts";
import { addStretch, type PendingStretches, unpackPage } from "../points/stretch_pages.ts";

/** What was read of the pages of one metric. */
export interface PageTally {
  /** Stored pages whose chunks were not read yet. Their keys stand before those of the chunks. */
  stored: Map<string, Deno.KvEntry<unknown>>;
  pending: PendingStretches;
  /** Keys of pages that don't agree with the points. */
  wrong: Deno.KvKey[];
}

/** A tally of nothing. */
export const beginPages = (): PageTally => ({ stored: new Map(), pending: [], wrong: [] });

/** True for the key of a page of stretches, false for that of a chunk of points. */
export const isPageKey = (key: Deno.KvKey): boolean => key[4] === STRETCHES;

/** Adds a stored page. */
export function addStoredPage({ stored }: PageTally, entry: Deno.KvEntry<unknown>): void {
  stored.set(entry.key.slice(5).join("/"), entry);
}

/** Adds a full chunk, all of whose points are visible, and compares the pages that are full with it. */
export function addFullChunk({ stored, pending, wrong }: PageTally, number: number, columns: PointColumns): void {
  const stretch = measureStretch(columns, { from: 0, end: POINT_CHUNK_POINTS, offset: number * POINT_CHUNK_POINTS });
  for (const { level, page, stretches } of addStretch(pending, { level: 0, number }, stretch)) {
    const place = `${level}/${page}`, entry = stored.get(place);
    stored.delete(place);
    if (entry && !areSame(unpackPage(entry.value), stretches)) wrong.push(entry.key);
  }
}

const areSame = (stored: readonly Stretch[] | null, made: readonly Stretch[]): boolean =>
  stored !== null && stored.every((stretch, row) => stretch.every((number, i) => Object.is(number, made[row]![i])));

/** Pages deleted in one commit. */
const DELETED_AT_ONCE = 200;

/** Deletes pages. Whoever needs them makes them again. */
export async function deletePages(kv: Kv, keys: readonly Deno.KvKey[]): Promise<void> {
  for (let from = 0; from < keys.length; from += DELETED_AT_ONCE) {
    const operation = kv.atomic();
    for (const key of keys.slice(from, from + DELETED_AT_ONCE)) operation.delete(key);
    await withLock(() => operation.commit());
  }
}

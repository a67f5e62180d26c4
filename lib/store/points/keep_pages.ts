/**
 * Stores pages of stretches that a reader had to make, for the next reader. They follow from the points alone, so whoever makes them stores
 * the same. A failure is no failure of the reader: the pages are made again.
 *
 * @module
 */
import type { IngestRecord } from "../flush/ingest_state.ts";
import { ingestKey, stretchesKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import type { SeriesRef } from "./point_stream.ts";
import { packPage, type PlacedPage } from "./stretch_pages.ts";

/** Attempts while a live run is stored at the same time. */
const TRIES = 3;

/** Stores pages of the visible generation, unless the run is deleted or read again meanwhile. Never throws. */
export async function keepPages(kv: Kv, ref: SeriesRef, pages: readonly PlacedPage[]): Promise<void> {
  try {
    for (let attempt = 0; attempt < TRIES && !await tryKeep(kv, ref, pages); attempt++);
  } catch {
    // the store takes no writes now; reading goes on without them
  }
}

/** False when another process changed the run's ingest record meanwhile: it may have been deleted. */
async function tryKeep(kv: Kv, { id, generation, name }: SeriesRef, pages: readonly PlacedPage[]): Promise<boolean> {
  const entry = await kv.get<IngestRecord>(ingestKey(id));
  if (entry.value?.generation !== generation) return true;
  const operation = kv.atomic().check(entry);
  for (const { level, page, stretches } of pages) {
    operation.set(stretchesKey(id, generation, name, { level, page }), packPage(stretches));
  }
  return (await operation.commit()).ok;
}

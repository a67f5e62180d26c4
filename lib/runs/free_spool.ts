/**
 * Keeps the spool of a long run small: what is stored for good need not be in two places. Keeps the newest output in both, and everything
 * where the KV's file can't be found any more.
 *
 * @module
 */
import { SPOOL_FREED_AT_ONCE_BYTES, SPOOL_KEPT_BYTES } from "../limits.ts";
import { punchSpool, readPunched } from "../process/spool_holes.ts";
import { readSpoolSize } from "../process/spool.ts";
import type { Store } from "../store/store.ts";

/** How much of a spool stays, and how much is freed at once. */
export interface SpoolSaving {
  keptBytes: number;
  atOnceBytes: number;
}

const SAVING: SpoolSaving = { keptBytes: SPOOL_KEPT_BYTES, atOnceBytes: SPOOL_FREED_AT_ONCE_BYTES };

/** Frees the spool of one run. */
export interface SpoolSaver {
  /** Looks once, and frees what can be. Cheap while the spool is small. Never throws. */
  look(): Promise<void>;
}

/** Bytes of a run's log that are stored; null while the store doesn't say so, or when its file is gone. */
async function readStored(store: Store, runId: string): Promise<number | null> {
  try {
    await store.checkFile();
    return (await store.ingest.read(runId))?.offset ?? null;
  } catch {
    return null; // what is wrong with the store is said where it is written to
  }
}

/** Begins to keep a spool small. */
export function createSpoolSaver(
  store: Store,
  { runId, spool }: { runId: string; spool: string },
  { keptBytes, atOnceBytes }: SpoolSaving = SAVING,
): SpoolSaver {
  let punched = -1, isBusy = false, isOff = false;
  const free = async () => {
    if (punched < 0) punched = readPunched(spool);
    const size = readSpoolSize(spool) ?? 0;
    if (size - punched < keptBytes + atOnceBytes) return;
    const stored = await readStored(store, runId);
    if (stored === null) return;
    const to = Math.floor((Math.min(stored, size) - keptBytes) / atOnceBytes) * atOnceBytes;
    if (to <= punched) return;
    if (await punchSpool(spool, to)) punched = to;
    else isOff = true;
  };
  return {
    async look() {
      if (isBusy || isOff) return;
      isBusy = true;
      await free().catch(() => isOff = true); // the spool stays whole
      isBusy = false;
    },
  };
}

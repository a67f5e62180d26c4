/**
 * Stores what the spools of dead owners hold, by the usual recovery, and stops where a command still runs. Another process can continue such
 * a run.
 *
 * @module
 */
import { LEASE_MS, RECOVER_INTERVAL_MS } from "../limits.ts";
import { isComplete } from "../model.ts";
import { readNote, readSpoolSize, spoolPath } from "../process/spool.ts";
import type { Store } from "../store/store.ts";
import { keepCaptures } from "./kept_captures.ts";
import { prepareRecovery } from "./recover.ts";
import { repeat } from "./repeat.ts";
import { sleep } from "../time.ts";

/** Where the spools are, and when to stop. */
export interface StoreSpoolsOptions {
  spoolDirectory: string;
  /** Called with a sentence about each run that isn't this user's to continue. */
  onLeft: (why: string) => void;
  signal: AbortSignal;
}

/** An owner that isn't surely dead is watched for a lease. A run is taken over at the latest after this time. */
const ADOPTED_WITHIN_MS = LEASE_MS + 3 * RECOVER_INTERVAL_MS;
const LOOK_MS = 100;
/** Looks without new output after which a command counts as running on. */
const QUIET_LOOKS = 20;

/** A live run with a spool or a note here. */
interface Pending {
  id: string;
  /** Bytes of its spool at the start. */
  size: number;
  quietLooks: number;
}

async function listPending(store: Store, directory: string): Promise<Pending[]> {
  const live = await store.runs.listLive();
  return live.flatMap(({ id }) => {
    const spool = spoolPath(directory, id), size = readSpoolSize(spool);
    return size === null && readNote(spool) === null ? [] : [{ id, size: size ?? 0, quietLooks: 0 }];
  });
}

/** True when the run has ended, or all that its spool held is stored by this process and its command goes on. */
async function isDone(store: Store, instance: string, pending: Pending): Promise<boolean> {
  const run = await store.runs.get(pending.id);
  if (isComplete(run.status)) return true;
  const owner = await store.runs.getOwner(pending.id);
  if (owner?.instance === instance && run.logBytes >= pending.size) pending.quietLooks++;
  return pending.quietLooks > QUIET_LOOKS;
}

/** Recovers what can be recovered. Ends when all that the spools held at the start is stored. */
export async function storeSpools(store: Store, { spoolDirectory, onLeft, signal }: StoreSpoolsOptions): Promise<void> {
  const instance = crypto.randomUUID(), deadline = performance.now() + ADOPTED_WITHIN_MS;
  const onError = (error: unknown) => onLeft(error instanceof Error ? error.message : String(error));
  const captures = keepCaptures(onError), { isToRetry } = captures;
  const look = prepareRecovery(store, { instance, spoolDirectory, isToRetry, onError, onForeign: onLeft });
  const recover = async () => (await look()).forEach(captures.keep);
  const recovery = repeat(recover, { everyMs: RECOVER_INTERVAL_MS, onError });
  await recovery.first; // also finishes deletions, removes spools that are stored, and makes the records of runs that lack them
  let pending = await listPending(store, spoolDirectory);
  while (pending.length > 0 && !signal.aborted && (captures.size > 0 || performance.now() < deadline)) {
    await sleep(LOOK_MS);
    const done = await Promise.all(pending.map((each) => isDone(store, instance, each)));
    pending = pending.filter((_, at) => !done[at]);
  }
  await recovery.stop();
  await captures.stop();
}

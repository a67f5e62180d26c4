/**
 * Recovers runs whose owner's lease is over, and those whose capture has failed in this process. It continues to capture commands that still run, ingests the rest of those that have ended, and
 * marks a run as lost when its output is gone. What is stored in the KV is only data: a run is recovered where a note in this user's own
 * spool directory vouches for it. Others are left alone, and reported.
 *
 * @module
 */
import { InvalidInput } from "../errors.ts";
import { NotPrivate } from "../host/private_files.ts";
import { RECOVER_INTERVAL_MS, RENEW_MS, TIDY_INTERVAL_MS } from "../limits.ts";
import type { Run } from "../model.ts";
import { readNote, spoolPath } from "../process/spool.ts";
import type { Owner } from "../store/runs/owner_record.ts";
import type { OwnedRun } from "../store/runs/owners.ts";
import type { Store } from "../store/store.ts";
import { writeTime } from "../time.ts";
import { adoptRun, isStarting, NEVER_STARTED } from "./adopt.ts";
import type { Capture } from "./capture.ts";
import { isImport, isImportOver, loseImport, loseRun } from "./dead_import.ts";
import { keepCaptures } from "./kept_captures.ts";
import { type Leases, type Observed, observeLeases } from "./lease.ts";
import { repeatNotifyingLate } from "./late_notices.ts";
import { describeOwner, isDead, relateSystem, STARTING_MS } from "./owner.ts";
import { registerAbandoned } from "./registration.ts";
import { repeat } from "./repeat.ts";
import { sweepSpools } from "./sweep_spools.ts";

/** Which runs to recover. */
export interface RecoverOptions {
  /** UUID of this process. */
  instance: string;
  /** This user's directory of spools and notes. Spools that are no longer needed are removed from it. */
  spoolDirectory: string;
  /** What this process has seen of the owners up to now; nothing by default. */
  leases?: Leases;
  /** True for a run of this very process whose capture has failed and is to be tried again; by default none. */
  isToRetry?: (runId: string) => boolean;
  /** Called with each error. The other runs are recovered all the same. */
  onError?: (error: unknown) => void;
  /** Called with a sentence about each run that has lost its owner and isn't ours to continue, and about files that aren't ours. */
  onForeign?: (message: string) => void;
  /** Called with a sentence about a recovered run that another process has taken over from this one. */
  onOvertaken?: (message: string, runId: string) => void;
}

/**
 * Prepares to look again and again for runs to take over. Each look returns the captures that it has started. The first one, and one every
 * `TIDY_INTERVAL_MS`, also finishes deletions and removes spools that are no longer needed.
 */
export function prepareRecovery(store: Store, options: RecoverOptions): () => Promise<Capture[]> {
  const { instance, spoolDirectory } = options;
  const report = (error: unknown, id?: string) =>
    error instanceof NotPrivate || error instanceof InvalidInput
      ? options.onForeign?.(id ? `run ${id} is left alone: ${error.message}` : error.message)
      : options.onError?.(error);
  const me: Owner = { ...describeOwner(instance), spools: spoolDirectory };
  const leases = options.leases ?? observeLeases(me);
  let tidied = -Infinity, writeCount = store.writeCount;
  const hasWritten = () => store.writeCount > writeCount;
  return async () => {
    const isTidying = performance.now() - tidied >= TIDY_INTERVAL_MS, captures: Capture[] = [];
    if (isTidying) await store.resumeDeletions();
    if (isTidying) {
      await registerAbandoned(store, spoolDirectory, { isDead: (owner) => isGone(owner, me), onError: report });
    }
    for (const owned of await store.runs.listOwners()) {
      try {
        const capture = await recoverRun(store, { ...options, ...owned, me, leases, hasWritten });
        if (capture) captures.push(capture);
      } catch (error) {
        report(error, owned.id);
      }
    }
    if (isTidying) await sweepSpools(store, { directory: spoolDirectory, onError: report });
    if (isTidying) tidied = performance.now();
    writeCount = store.writeCount;
    return captures;
  };
}

/** True when the process of an owner has surely ended, with this system or before its last start. */
const isGone = (owner: Owner, me: Owner): boolean => isDead(owner, me) || relateSystem(owner, me) === "earlier";

/** Looks once for runs to take over. Returns the captures that it has started. */
export const recoverRuns = (store: Store, options: RecoverOptions): Promise<Capture[]> =>
  prepareRecovery(store, options)();

/**
 * Recovers runs in the background, and sends the notifications that were not sent in time. Disposing of it stops the captures that have not ended;
 * another process can continue them.
 */
export function recoverInBackground(store: Store, options: RecoverOptions): AsyncDisposable {
  const onError = (error: unknown) => options.onError?.(error), captures = keepCaptures(onError);
  const look = prepareRecovery(store, { ...options, isToRetry: captures.isToRetry });
  const every = { everyMs: RECOVER_INTERVAL_MS, onError };
  const recovery = repeat(async () => (await look()).forEach(captures.keep), every);
  const leaving = new AbortController(), { signal } = leaving, { spoolDirectory } = options;
  const notices = repeatNotifyingLate(store, { spoolDirectory, signal, ...every });
  return {
    async [Symbol.asyncDispose]() {
      leaving.abort();
      await Promise.all([recovery.stop(), notices.stop()]);
      await captures.stop();
    },
  };
}

interface Recovery extends RecoverOptions, OwnedRun {
  /** This process as an owner. */
  me: Owner;
  leases: Leases;
  /** True when the store has taken a write of this process since the last look. */
  hasWritten: () => boolean;
}

/** Recovers one run. Null when there is nothing to capture. */
async function recoverRun(store: Store, recovery: Recovery): Promise<Capture | null> {
  const { id, owner, me, leases } = recovery, observed = leases.look(id, owner);
  if (!owner) return await loseUnowned(store, recovery, observed.silentMs);
  const isFree = owner.instance === me.instance
    ? recovery.isToRetry?.(id) ?? false
    : await isLeaseOver(store, { ...recovery, owner }, observed);
  if (!isFree) return null;
  const run = await store.runs.get(id);
  if (isImport(run)) return isImportOver(observed) ? await loseDeadImport(store, recovery) : null;
  const spool = spoolPath(recovery.spoolDirectory, run.id), note = readNote(spool);
  return note && note.nonce === owner.nonce
    ? await adoptRun(store, { run, owner, spool, note }, recovery)
    : await loseUnvouched(store, recovery, { run, spool, isNoted: note !== null });
}

/** Silence for longer than this is looked into. */
const OVERDUE_MS = 1.5 * RENEW_MS;

/**
 * True when a lease is over although its owner could have renewed it. While the store takes no writes, silence says nothing. A write of our own
 * shows that it does; only without one is a commit made for that: where many writers wait for their turns, it would make them slower.
 */
async function isLeaseOver(
  store: Store,
  { id, owner, leases, hasWritten }: Recovery & { owner: Owner },
  { isDead, isOver, silentMs }: Observed,
): Promise<boolean> {
  if (isDead || silentMs < OVERDUE_MS) return isDead;
  if (hasWritten()) return isOver;
  try {
    return await store.runs.confirmOwner(id, owner) && isOver;
  } catch {
    leases.forget(id); // the captures report what is wrong with the store
    return false;
  }
}

async function loseDeadImport(store: Store, { id, owner, me }: Recovery): Promise<null> {
  if (await store.runs.replaceOwner(id, owner, me)) await loseImport(store, id);
  return null;
}

/** Ends a run whose process died before it said that it owns the run: at once when it was one of this machine. */
async function loseUnowned(store: Store, { id, me }: Recovery, silentMs: number): Promise<null> {
  const run = await store.runs.get(id), isLong = run.host === me.host ? !isStarting(run) : silentMs > STARTING_MS;
  if (!isLong || !await store.runs.replaceOwner(id, null, me)) return null;
  if (isImport(run)) await loseImport(store, id);
  else await loseRun(store, id, NEVER_STARTED);
  return null;
}

interface Unvouched {
  run: Run;
  spool: string;
  /** True when there is a note that does not vouch for the run. */
  isNoted: boolean;
}

/**
 * Ends a run without a note that surely was this user's, in this directory and since this start of the machine: its spool was removed. Leaves
 * every other run alone, because its command may still run where we can't see it.
 */
async function loseUnvouched(
  store: Store,
  { owner, me, onForeign }: Recovery,
  { run, spool, isNoted }: Unvouched,
): Promise<null> {
  const { boot, uid, spools, host, at } = owner!;
  const isOurs = boot === me.boot && uid === me.uid && spools === me.spools;
  if (!isOurs || isNoted) {
    onForeign?.(
      `run ${run.id}: its owner on ${host} is silent since ${
        writeTime(at)
      }, and no note in ${me.spools} vouches for it; ` +
        `start stdcurve where it ran to continue it, or end it: stdcurve cancel ${run.id} --force`,
    );
    return null;
  }
  if (isStarting(run) || !await store.runs.replaceOwner(run.id, owner, me)) return null;
  await loseRun(store, run.id, run.status === "queued" ? NEVER_STARTED : `lost: its spool file ${spool} is gone`);
  return null;
}

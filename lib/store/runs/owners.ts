/**
 * Owners: which process captures a run, and until when. Ownership is a lease: its holder renews it every few seconds, and another process
 * may take it when it was not renewed for long. Does not decide when that is: `runs/lease.ts` does.
 *
 * @module
 */
import { Conflict } from "../../errors.ts";
import { COMMIT_TRIES, GET_MANY_KEYS } from "../../limits/store.ts";
import { isComplete } from "../../model.ts";
import { withLock } from "../flush/commit.ts";
import type { IngestRecord } from "../flush/ingest_state.ts";
import { ingestKey, liveRunsPrefix, ownerKey, runKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import { isDue, type Owner, readOwnerRecord } from "./owner_record.ts";
import type { RunRecord } from "./run_record.ts";

const isSameLease = (a: Owner | null, b: Owner | null) =>
  a === null || b === null ? a === b : a.instance === b.instance && a.at === b.at;

/**
 * Gives a live run another owner, if its lease is still the expected one: a lease that was renewed meanwhile is not replaced. In the same
 * commit the old owner loses the right to flush. False when another process was faster, or the run is complete.
 */
export async function replaceOwner(kv: Kv, id: string, expected: Owner | null, next: Owner): Promise<boolean> {
  const keys = [ownerKey(id), ingestKey(id), runKey(id)] as const;
  const [owner, ingest, run] = await withLock(() => kv.getMany<[Owner, IngestRecord, RunRecord]>(keys));
  if (!isSameLease(readOwnerRecord(owner.value), expected)) return false;
  if (!run.value || run.value.deleting || isComplete(run.value.status)) return false;
  const operation = kv.atomic().check(owner).check(ingest).check(run).set(ownerKey(id), next);
  if (ingest.value) operation.set(ingestKey(id), { ...ingest.value, instance: next.instance });
  return (await withLock(() => operation.commit())).ok;
}

/** The owner of a run; null when nobody owns it. */
export const getOwner = async (kv: Kv, id: string): Promise<Owner | null> =>
  readOwnerRecord((await withLock(() => kv.get(ownerKey(id)))).value);

/**
 * Checks that the owner of a run is still the expected one, as a commit that changes nothing. Throws while the store takes no writes: then a
 * living owner can't renew its lease either.
 */
export async function confirmOwner(kv: Kv, id: string, expected: Owner): Promise<boolean> {
  const entry = await kv.get(ownerKey(id));
  return isSameLease(readOwnerRecord(entry.value), expected) && (await kv.atomic().check(entry).commit()).ok;
}

/** Renews the lease of a process when it is due. False when another process owns the run, or nobody because it has ended. */
export async function renewOwner(kv: Kv, id: string, instance: string): Promise<boolean> {
  const read = async (from: Kv) => {
    const entry = await from.get<Owner>(ownerKey(id)), { value } = entry, isOwn = value?.instance === instance;
    return { entry, isOwn, renewed: isOwn && isDue(value) ? { ...value, at: Date.now() } : null };
  };
  const first = await withLock(() => read(kv));
  if (first.renewed === null) return first.isOwn;
  const renewInTurn = async (own: Kv) => {
    const { entry, isOwn, renewed } = await read(own); // a flush that had its turn first has renewed it
    return renewed === null ? isOwn : (await own.atomic().check(entry).set(ownerKey(id), renewed).commit()).ok || null;
  };
  for (let attempt = 0; attempt < COMMIT_TRIES; attempt++) {
    const isRenewed = await kv.inTurn((own) => withLock(() => renewInTurn(own)));
    if (isRenewed !== null) return isRenewed;
  }
  throw new Conflict(`the owner of run ${id} changed ${COMMIT_TRIES} times in a row`);
}

/** A live run with its owner; null for one that nobody owns yet. */
export interface OwnedRun {
  id: string;
  owner: Owner | null;
}

/** Lists the owners of all live runs. Reads nothing else of the runs. */
export async function listOwners(kv: Kv): Promise<OwnedRun[]> {
  const live = await withLock(() => Array.fromAsync(kv.list({ prefix: liveRunsPrefix })));
  const ids = live.map(({ key }) => key.at(-1) as string), owned: OwnedRun[] = [];
  for (let from = 0; from < ids.length; from += GET_MANY_KEYS) {
    const part = ids.slice(from, from + GET_MANY_KEYS);
    const owners = await withLock(() => kv.getMany<unknown[]>(part.map(ownerKey)));
    part.forEach((id, at) => owned.push({ id, owner: readOwnerRecord(owners[at]!.value) }));
  }
  return owned;
}

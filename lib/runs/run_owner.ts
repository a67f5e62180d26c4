/**
 * What is shown of a live run's owner: its machine, and since when it is silent or nothing is stored. Takes nothing over.
 *
 * @module
 */
import { UNSTORED_MS } from "../limits.ts";
import { isComplete, type Run, type RunOwner } from "../model.ts";
import type { Store } from "../store/store.ts";
import { writeTime } from "../time.ts";
import type { Leases } from "./lease.ts";
import { describeOwner, isSilent } from "./owner.ts";

/**
 * Adds its owner to a live run. With `leases`, an owner is silent when its lease is over by what was seen of it; otherwise when one look
 * suggests it.
 */
export async function withOwner(store: Store, run: Run, leases?: Leases): Promise<Run> {
  if (isComplete(run.status)) return run;
  const owner = await store.runs.getOwner(run.id);
  if (!owner) return run;
  const me = describeOwner(""), seen = leases?.look(run.id, owner);
  const isOver = seen ? seen.isOver : isSilent(owner, me);
  const isUnstored = isOver || (seen?.unrenewedMs ?? 0) >= UNSTORED_MS || isSilent(owner, me, { afterMs: UNSTORED_MS });
  const since = (isSo: boolean) => isSo ? owner.at : null;
  return { ...run, owner: { host: owner.host, silentSince: since(isOver), notStoredSince: since(isUnstored) } };
}

/** "its owner on HOST is silent since …"; empty for an owner that isn't. */
export function describeOwnerSilence(owner: RunOwner | undefined): string {
  if (!owner || owner.silentSince === null) return "";
  return `its owner on ${owner.host} is silent since ${writeTime(owner.silentSince)}`;
}

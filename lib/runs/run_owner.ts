/**
 * What is shown of a live run's owner: its machine, and since when it is silent. Takes nothing over.
 *
 * @module
 */
import { isComplete, type Run, type RunOwner } from "../model.ts";
import type { Store } from "../store/store.ts";
import { formatTime } from "../time.ts";
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
  const isOver = leases ? leases.look(run.id, owner).isOver : isSilent(owner, describeOwner(""));
  return { ...run, owner: { host: owner.host, silentSince: isOver ? owner.at : null } };
}

/** "its owner on HOST is silent since …"; empty for an owner that isn't. */
export function describeOwnerSilence(owner: RunOwner | undefined): string {
  if (!owner || owner.silentSince === null) return "";
  return `its owner on ${owner.host} is silent since ${formatTime(owner.silentSince)}`;
}

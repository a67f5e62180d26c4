/**
 * Counters of changes: one an experiment and one for the list of experiments. Whoever shows something looks at a counter to learn whether it
 * must be read again. Only the deletion of an experiment checks a counter in its commit, so no other writer waits for another one.
 *
 * @module
 */
import { GET_MANY_KEYS } from "../../limits/store.ts";
import { withLock } from "../flush/commit.ts";
import { listVersionKey, versionKey } from "../keys.ts";
import type { Kv, KvOperation } from "../kv/kv.ts";

/** Counts a change of an experiment or of one of its runs in the commit that makes it. */
export const countChange = (operation: KvOperation, experimentId: string): KvOperation =>
  operation.sum(versionKey(experimentId), 1n);

/** Counts a change of the list of experiments, and of the experiment, in the commit that makes it. */
export const countListChange = (operation: KvOperation, experimentId: string): KvOperation =>
  countChange(operation, experimentId).sum(listVersionKey, 1n);

/** How often an experiment has changed, and the versionstamp of its newest change: later commits have greater ones. */
export interface Version {
  count: bigint;
  stamp: string;
}

/** Versions of experiments, in their order; 0 and "0" for one without any change. */
export async function readVersions(kv: Kv, experimentIds: readonly string[]): Promise<Version[]> {
  const versions: Version[] = [];
  for (let from = 0; from < experimentIds.length; from += GET_MANY_KEYS) {
    const keys = experimentIds.slice(from, from + GET_MANY_KEYS).map(versionKey);
    const entries = await withLock(() => kv.getMany(keys)) as Deno.KvEntryMaybe<Deno.KvU64>[];
    versions.push(
      ...entries.map(({ value, versionstamp }) => ({ count: value?.value ?? 0n, stamp: versionstamp ?? "0" })),
    );
  }
  return versions;
}

/** Number of changes so far of the list of experiments. */
export async function readListVersion(kv: Kv): Promise<bigint> {
  return (await withLock(() => kv.get<Deno.KvU64>(listVersionKey))).value?.value ?? 0n;
}

/**
 * Waits for the end of a run that another process has taken over from this one: that one stores it. Stores nothing itself.
 *
 * @module
 */
import { LEASE_MS, RECOVER_INTERVAL_MS } from "../limits.ts";
import { isComplete, type Run } from "../model.ts";
import type { Store } from "../store/store.ts";
import { sleep } from "../time.ts";

/** Longest wait: for another one to take the run over should its new owner die as well, and to store the rest. */
const END_WAIT_MS = LEASE_MS + 2 * RECOVER_INTERVAL_MS;
const LOOK_MS = 200;

/** The run once its end is stored. Null when that takes too long, or when the run was deleted. */
export async function awaitStoredEnd(store: Store, id: string, withinMs: number = END_WAIT_MS): Promise<Run | null> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    const run = await store.runs.get(id).catch(() => null); // a store that is away is asked again
    if (run && isComplete(run.status)) return run;
    await sleep(LOOK_MS);
  }
  return null;
}

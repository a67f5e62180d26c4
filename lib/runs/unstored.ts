/**
 * What becomes of a run when the store will never accept the rest of its log. The command goes on, the run says why its log ends early,
 * and the spool stays: it has all of the output. Tries nothing again.
 *
 * @module
 */
import { Conflict, Damaged, NotFound, Refused } from "../errors.ts";
import { followFile, type FollowOptions } from "../lines/follow.ts";
import { describeSpooled } from "../process/spool_holes.ts";
import type { Store } from "../store/store.ts";

/** A log that isn't stored to its end. */
export interface Unstored {
  /** Why, and where the whole output is. */
  reason: string;
}

/** True for an error of the store that lasts. */
export const isLastingRefusal = (error: unknown): error is Refused | Damaged =>
  error instanceof Refused || error instanceof Damaged;

/** Why the rest of a log isn't stored, and what to do. */
export const describeUnstored = (error: Error, spool: string): Unstored => ({
  reason: `${error.message}; the log is not stored to its end; ${describeSpooled(spool)}`,
});

/** Says on a live run that the rest of its log isn't stored. A store that refuses this too is reported. */
export async function reportUnstored(
  store: Store,
  { id, reason, onError }: Unstored & { id: string; onError?: ((error: unknown) => void) | undefined },
): Promise<void> {
  onError?.(new Refused(reason));
  try {
    await store.runs.update(id, { reason });
  } catch (error) {
    if (!(error instanceof Conflict || error instanceof NotFound)) onError?.(error);
  }
}

/** Resolves when a spool's output has ended, or at once when the signal is aborted. */
export async function awaitOutputEnd(spool: string, options: Omit<FollowOptions, "from">): Promise<void> {
  const from = (await Deno.stat(spool)).size;
  for await (const _ of followFile(spool, { from, ...options })); // what is read here is in the spool, too
}

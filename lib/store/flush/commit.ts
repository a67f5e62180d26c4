/**
 * Commits to a KV that other processes write to as well. Waits while the file is locked, and reads again when another writer was faster.
 * Both are bounded.
 *
 * @module
 */
import { Conflict } from "../../errors.ts";
import { COMMIT_PAUSE_MAX_MS, COMMIT_PAUSE_MS, COMMIT_TRIES, LOCK_WAIT_MAX_MS } from "../../limits/store.ts";
import { backOffMs } from "../../time.ts";
import type { Kv, KvOperation } from "../kv/kv.ts";
import { isLocked } from "../kv/kv_trouble.ts";

/** Waits before the next attempt: longer each time, and not as long as another process that failed at the same moment. */
export const pauseCommit = (attempt: number): Promise<void> =>
  new Promise<void>((resolve) => {
    const longest = backOffMs(attempt, { firstMs: COMMIT_PAUSE_MS, longestMs: COMMIT_PAUSE_MAX_MS });
    setTimeout(resolve, longest * (0.5 + Math.random() / 2));
  });

/** Repeats a KV action while the file is locked, up to `LOCK_WAIT_MAX_MS`. KV itself waits up to 5 s for some locks. */
export async function withLock<T>(action: () => Promise<T>): Promise<T> {
  const began = performance.now();
  for (let attempt = 0;; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (!isLocked(error) || performance.now() - began >= LOCK_WAIT_MAX_MS) throw error;
      await pauseCommit(attempt);
    }
  }
}

/** What to commit, with its checks, and the result. */
export interface BuiltCommit<T> {
  operation: KvOperation;
  result: T;
}

/**
 * Commits a change that depends on stored values, and starts over when another writer changed them first. `build` reads the values and
 * returns the operation, with its checks, and the result. It throws to refuse the change. `attempt` counts from 0.
 *
 * @throws {Conflict} when other writers were faster `COMMIT_TRIES` times
 */
export async function commitChecked<T>(
  what: string,
  build: (attempt: number) => Promise<BuiltCommit<T>>,
): Promise<T> {
  return await retryChecked(what, async (attempt) => {
    const { operation, result } = await withLock(() => build(attempt));
    const { ok } = await withLock(() => operation.commit());
    return { ok, result };
  });
}

/**
 * The same for values that many writers change at once: each attempt reads and commits in one turn, so that writers of this machine don't meet,
 * and none of them takes a turn in vain. `build` must use the KV that it gets.
 *
 * @throws {Conflict} when other writers were faster `COMMIT_TRIES` times
 */
export async function commitInTurn<T>(
  kv: Kv,
  what: string,
  build: (kv: Kv, attempt: number) => Promise<BuiltCommit<T>>,
): Promise<T> {
  return await retryChecked(what, (attempt) =>
    // Who opens the file may lock it for a moment, outside of the turns: the turn is kept meanwhile.
    kv.inTurn((own) =>
      withLock(async () => {
        const { operation, result } = await build(own, attempt);
        return { ok: (await operation.commit()).ok, result };
      })
    ));
}

/** Tries again, with pauses, while other writers were faster. */
async function retryChecked<T>(
  what: string,
  act: (attempt: number) => Promise<{ ok: boolean; result: T }>,
): Promise<T> {
  for (let attempt = 0; attempt < COMMIT_TRIES; attempt++) {
    const { ok, result } = await act(attempt);
    if (ok) return result;
    await pauseCommit(Math.min(attempt, 4));
  }
  throw new Conflict(`other processes changed ${what} ${COMMIT_TRIES} times in a row; try again`);
}

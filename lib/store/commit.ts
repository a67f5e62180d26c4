/**
 * Committing to a KV that others write to as well: waits out a locked file, reads again when someone was faster. Both are bounded.
 *
 * @module
 */
import { Conflict } from "../errors.ts";
import { COMMIT_PAUSE_MAX_MS, COMMIT_PAUSE_MS, COMMIT_TRIES, LOCK_PATIENCE_MS } from "../limits.ts";
import { backOffMs } from "../time.ts";
import type { KvOperation } from "./kv.ts";

/** True for the error of a SQLite file that another process is writing to at the moment. */
export function isLocked(error: unknown): boolean {
  return error instanceof Error && /database (table )?is locked|SQLITE_BUSY/i.test(error.message);
}

const pause = (attempt: number) =>
  new Promise<void>((resolve) => {
    const longest = backOffMs(attempt, { firstMs: COMMIT_PAUSE_MS, longestMs: COMMIT_PAUSE_MAX_MS });
    setTimeout(resolve, longest * (0.5 + Math.random() / 2));
  });

/** Runs an action of KV again while the file is locked, for `LOCK_PATIENCE_MS`; KV itself waits for some locks, up to 5 s a time. */
export async function withLock<T>(action: () => Promise<T>): Promise<T> {
  const began = performance.now();
  for (let attempt = 0;; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (!isLocked(error) || performance.now() - began >= LOCK_PATIENCE_MS) throw error;
      await pause(attempt);
    }
  }
}

/**
 * Reads, applies, checks, commits, and does it again when another writer was faster. `build` reads what it needs and returns the
 * operation with its checks and the result to give back; it throws to refuse.
 *
 * @throws {Conflict} when others were faster `COMMIT_TRIES` times
 */
export async function commitChecked<T>(
  what: string,
  build: () => Promise<{ operation: KvOperation; result: T }>,
): Promise<T> {
  for (let attempt = 0; attempt < COMMIT_TRIES; attempt++) {
    const { operation, result } = await withLock(build);
    const { ok } = await withLock(() => operation.commit());
    if (ok) return result;
    await pause(Math.min(attempt, 4));
  }
  throw new Conflict(`${what} was changed by others ${COMMIT_TRIES} times in a row; try again`);
}

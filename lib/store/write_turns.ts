/**
 * Turns of the writers of one KV file: of this process, and of all processes on this machine, by a lock on a file beside the KV. Without
 * turns, many writers collide in SQLite, and the unlucky ones wait for very long. Turns are only about fairness: SQLite's own lock
 * keeps the file whole, so a turn that does not come is not waited for without end.
 *
 * @module
 */
import { TURN_OF_WRITER_MS } from "../limits.ts";
import { openLockFile } from "./kv_file.ts";

/** Gives turns. */
export interface WriteTurns extends Disposable {
  /** Does something in a turn, or without one when none comes in time. */
  take<T>(action: () => Promise<T>): Promise<T>;
}

/** For a KV that has one writer, or whose writers another program puts in order. */
export const noTurns: WriteTurns = { take: (action) => action(), [Symbol.dispose]() {} };

/** Waits for a promise to settle, at most so long. */
async function waitBriefly(promise: Promise<unknown>, ms: number): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([promise.then(() => {}, () => {}), late]);
  clearTimeout(timer);
}

/** A lock among processes. It ends with its process, however that ends. */
class FileLock implements Disposable {
  #file: Deno.FsFile | null = null;
  /** The wait for the lock that is under way; the system can't give it up. */
  #waiting: Promise<unknown> | null = null;
  #isClosed = false;
  /** With the path of the KV. */
  constructor(readonly path: string) {}

  /** Waits for the lock, at most so long. False when it did not come, and where locks don't work. */
  async get(ms: number): Promise<boolean> {
    if (this.#waiting !== null || this.#isClosed) return false;
    try {
      this.#file ??= openLockFile(this.path);
      if (this.#file.tryLockSync(true)) return true;
    } catch {
      return false; // the directory can't be written, something else has the name, or the file system has no locks
    }
    const wait = { isOver: false, isGivenUp: false };
    this.#waiting = this.#file.lock(true).then(() => {
      wait.isOver = true;
      if (wait.isGivenUp) this.release();
    }, () => {}).finally(() => this.#waiting = null);
    await waitBriefly(this.#waiting, ms);
    wait.isGivenUp = !wait.isOver;
    return wait.isOver;
  }

  release(): void {
    if (!this.#isClosed) this.#file?.unlockSync();
  }

  [Symbol.dispose](): void {
    this.#isClosed = true;
    this.#file?.close();
    this.#file = null;
  }
}

/** Gives turns among the writers of the KV file at a path. */
export function openWriteTurns(path: string, { turnMs = TURN_OF_WRITER_MS } = {}): WriteTurns {
  const lock = new FileLock(path);
  let last: Promise<unknown> = Promise.resolve(), waiting = 0;
  return {
    async take(action) {
      const before = last, { promise: mine, resolve: end } = Promise.withResolvers<void>();
      last = mine;
      if (waiting++ > 0) await waitBriefly(before, turnMs);
      const hasLock = await lock.get(turnMs);
      try {
        return await action();
      } finally {
        if (hasLock) lock.release();
        waiting--;
        end();
      }
    },
    [Symbol.dispose]: () => lock[Symbol.dispose](),
  };
}

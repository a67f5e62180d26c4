/**
 * Turns of the writers of one KV file: of this process, and of all processes on this machine, by a lock on a file beside the KV. Without
 * turns, many writers collide in SQLite, and the unlucky ones wait for very long. Turns are only about fairness: SQLite's own lock
 * keeps the file whole, so a turn that does not come is not waited for without end. But a turn is waited for while others get theirs: a
 * crowd that goes ahead together only makes all of them slower.
 *
 * @module
 */
import { TURN_OF_WRITER_MS, TURNS_OF_OTHERS_MS } from "../../limits.ts";
import { openLockFile } from "./kv_file.ts";

/** Gives turns. */
export interface WriteTurns extends Disposable {
  /** Does something in a turn, or without one when none comes in time. */
  take<T>(action: () => Promise<T>): Promise<T>;
}

/** For a KV that has one writer, or whose writers another program puts in order. */
export const noTurns: WriteTurns = { take: (action) => action(), [Symbol.dispose]() {} };

/** How long a turn is waited for. */
export interface TurnWait {
  /** Without any sign that turns go on. Then somebody holds the turn who is stopped. */
  turnMs?: number;
  /** In all. */
  longestMs?: number;
}

/** How often one who waits looks whether turns go on, and how often they leave a sign of it. */
const LOOK_MS = 500, SIGN_MS = 1_000;

/** True when a promise settles within a time. */
async function settles(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), ms);
  const isSettled = await Promise.race([promise.then(() => true, () => true), late]);
  clearTimeout(timer);
  return isSettled;
}

/** Waits for a turn for as long as turns go on, as `readSign` shows by another value, within the bounds. */
async function waitForTurn(
  turn: Promise<unknown>,
  { turnMs, longestMs, readSign }: Required<TurnWait> & { readSign: () => number | null },
): Promise<void> {
  const began = performance.now();
  let sign = readSign(), moved = began;
  for (;;) {
    const left = Math.min(moved + turnMs, began + longestMs) - performance.now();
    if (left <= 0 || await settles(turn, Math.min(left, LOOK_MS))) return;
    const next = readSign();
    if (next !== sign) moved = performance.now();
    sign = next;
  }
}

/** A lock among processes. It ends with its process, however that ends. */
class FileLock implements Disposable {
  #file: Deno.FsFile | null = null;
  /** The wait for the lock that is under way; the system can't give it up. */
  #waiting: Promise<unknown> | null = null;
  #isClosed = false;
  /** With the path of the KV. */
  constructor(readonly path: string, readonly wait: Required<TurnWait>) {}

  /** When somebody had the lock, to a second. Only a change of it counts. Null while the file isn't open. */
  readonly readSign = (): number | null => this.#isClosed ? null : this.#file?.statSync().mtime?.getTime() ?? null;

  /** Leaves a sign that this process has the lock, at most once in `SIGN_MS` of all processes. */
  #leaveSign(): void {
    const now = Date.now();
    try {
      if (Math.abs(now - (this.readSign() ?? now)) >= SIGN_MS) this.#file?.utimeSync(now / 1000, now / 1000);
    } catch {
      // The file is another user's: those who wait see no sign, and wait a shorter time.
    }
  }

  /** Waits for the lock while others get it. False when it did not come, and where locks don't work. */
  async get(): Promise<boolean> {
    if (this.#waiting !== null || this.#isClosed) return false;
    try {
      this.#file ??= openLockFile(this.path);
      if (this.#file.tryLockSync(true)) {
        this.#leaveSign();
        return true;
      }
    } catch {
      return false; // the directory can't be written, something else has the name, or the file system has no locks
    }
    const wait = { isOver: false, isGivenUp: false };
    this.#waiting = this.#file.lock(true).then(() => {
      wait.isOver = true;
      if (wait.isGivenUp) this.release();
      else this.#leaveSign();
    }).catch(() => {}).finally(() => this.#waiting = null);
    await waitForTurn(this.#waiting, { ...this.wait, readSign: this.readSign });
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
export function openWriteTurns(
  path: string,
  { turnMs = TURN_OF_WRITER_MS, longestMs = TURNS_OF_OTHERS_MS }: TurnWait = {},
): WriteTurns {
  const wait = { turnMs, longestMs }, lock = new FileLock(path, wait);
  let last: Promise<unknown> = Promise.resolve(), waiting = 0;
  return {
    async take(action) {
      const before = last, { promise: mine, resolve: end } = Promise.withResolvers<void>();
      last = mine;
      if (waiting++ > 0) await waitForTurn(before, { ...wait, readSign: lock.readSign });
      const hasLock = await lock.get();
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

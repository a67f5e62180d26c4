/**
 * A lock among the processes of this machine: on an empty file beside the KV, which the system gives to those who wait in their order. It ends
 * with its process, however that ends. It isn't waited for without end.
 *
 * @module
 */
import { settles } from "../../time.ts";
import { openLockFile } from "./kv_file.ts";

/** How long a turn is waited for. */
export interface TurnWait {
  /** Without any sign that turns go on. Then somebody holds the turn who is stopped. */
  turnMs?: number;
  /** In all. */
  longestMs?: number;
}

/** How often one who waits looks whether turns go on, and how often they leave a sign of it. */
const LOOK_MS = 500, SIGN_MS = 1_000;

/** Waits for a turn for as long as turns go on, as `readSign` shows by another value, within the bounds. */
export async function waitForTurn(
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

/** A lock on the file beside a KV. */
export class FileLock implements Disposable {
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

/**
 * Turns of the writers of one KV file: of this process, and of all processes on this machine, by a lock on a file beside the KV. Without
 * turns, many writers collide in SQLite, and the unlucky ones wait for very long. Turns are only about fairness: SQLite's own lock
 * keeps the file whole, so a turn that does not come is not waited for without end. But a turn is waited for while others get theirs: a
 * crowd that goes ahead together only makes all of them slower.
 *
 * @module
 */
import { TURN_OF_WRITER_MS, TURNS_OF_OTHERS_MS } from "../../limits/store.ts";
import { settles } from "../../time.ts";
import { FileLock, type TurnWait, waitForTurn } from "./file_lock.ts";

/** Gives turns. */
export interface WriteTurns extends Disposable {
  /** Does something in a turn, or without one when none comes in time. */
  take<T>(action: () => Promise<T>): Promise<T>;
}

/** Turns of which none begins until they are let go on. */
interface HeldTurns {
  /** Resolves when no turn is under way. */
  idle: Promise<unknown>;
  letGo: () => void;
}

/** How to hold the turns of each KV file that this process has open. */
const holds = new Set<() => HeldTurns>();

/** How long turns that are under way are waited for. The lock of a KV that is locked may not come for long; nothing is held then. */
const HOLD_MAX_MS = 2_000;

/**
 * Waits until this process writes to no KV file, and lets no turn begin until it is disposed of. A process that is stopped in a turn would
 * keep the lock of the file, and nobody else could write.
 */
export async function holdWrites(maxMs: number = HOLD_MAX_MS): Promise<Disposable> {
  const held = [...holds].map((hold) => hold());
  await settles(Promise.all(held.map(({ idle }) => idle)), maxMs);
  return { [Symbol.dispose]: () => held.forEach(({ letGo }) => letGo()) };
}

/** For a KV that has one writer, or whose writers another program puts in order. */
export const noTurns: WriteTurns = { take: (action) => action(), [Symbol.dispose]() {} };

/** The turns of this process, one attempt after the other: the lock may be held back before it comes, and is given back then. */
class OwnTurns {
  readonly #underWay = new Set<Promise<unknown>>();
  #held: Promise<void> | null = null;
  constructor(readonly lock: FileLock) {}

  readonly hold = (): HeldTurns => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const held = this.#held = Promise.all([this.#held, promise]).then(() => {});
    held.then(() => this.#held = this.#held === held ? null : this.#held);
    return { idle: Promise.allSettled([...this.#underWay]), letGo: resolve };
  };

  /** Does something when it has the lock, or when that did not come in time. */
  async act<T>(action: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.#held;
      const attempt = this.#attempt(action);
      this.#underWay.add(attempt);
      try {
        const done = await attempt;
        if (done) return done.result;
      } finally {
        this.#underWay.delete(attempt);
      }
    }
  }

  /** Null when turns are held by the time the lock comes. */
  async #attempt<T>(action: () => Promise<T>): Promise<{ result: T } | null> {
    const hasLock = await this.lock.get();
    try {
      return this.#held ? null : { result: await action() };
    } finally {
      if (hasLock) this.lock.release();
    }
  }
}

/** Gives turns among the writers of the KV file at a path. */
export function openWriteTurns(
  path: string,
  { turnMs = TURN_OF_WRITER_MS, longestMs = TURNS_OF_OTHERS_MS }: TurnWait = {},
): WriteTurns {
  const wait = { turnMs, longestMs }, lock = new FileLock(path, wait), own = new OwnTurns(lock);
  let last: Promise<unknown> = Promise.resolve(), waiting = 0;
  holds.add(own.hold);
  return {
    async take(action) {
      const before = last, { promise: mine, resolve: end } = Promise.withResolvers<void>();
      last = mine;
      if (waiting++ > 0) await waitForTurn(before, { ...wait, readSign: lock.readSign });
      try {
        return await own.act(action);
      } finally {
        waiting--;
        end();
      }
    },
    [Symbol.dispose]() {
      holds.delete(own.hold);
      lock[Symbol.dispose]();
    },
  };
}

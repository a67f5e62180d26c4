/**
 * A mark in the KV that somebody looks: who shows runs sets it, and who captures one stores more often while it changes. Says nothing about
 * who looks, or at which run.
 *
 * @module
 */
import { LOOK_NOTE_MS, LOOK_NOTE_WAIT_MS } from "../../limits.ts";
import { type Clock, systemClock } from "../../time.ts";
import { cancelKey, looksKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import { withLock } from "../flush/commit.ts";

/** What others wish of the process that captures a run. */
export interface Wishes {
  isCancelRequested: boolean;
  /** The newest mark of one who looks, by the clock of that machine; null without one. */
  lookedAt: number | null;
}

/** Reads what others wish of the process that captures a run. */
export async function readWishes(kv: Kv, id: string): Promise<Wishes> {
  const [cancel, looks] = await withLock(() => kv.getMany<[number, number]>([cancelKey(id), looksKey]));
  return { isCancelRequested: cancel.value !== null, lookedAt: looks.value };
}

/** Sets the mark, every `LOOK_NOTE_MS` at most. The mark is a hint: it never fails, and waits `LOOK_NOTE_WAIT_MS` at most. */
export function createLookNote(kv: Kv, clock: Clock = systemClock): () => Promise<void> {
  let noted = -Infinity;
  return async () => {
    const now = clock();
    if (now - noted < LOOK_NOTE_MS) return;
    noted = now;
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, LOOK_NOTE_WAIT_MS);
    const set = kv.set(looksKey, now).then(() => {}, () => {}); // without the mark, what is shown is two seconds older
    await Promise.race([set, late]);
    clearTimeout(timer);
  };
}

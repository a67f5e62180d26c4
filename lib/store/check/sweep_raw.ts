/**
 * Deletes many keys of an opened KV, damaged values among them. Not atomic: a caller that is interrupted must start again.
 *
 * @module
 */
import type { Kv } from "../kv.ts";
import { withLock } from "../commit.ts";

/** Keys in one commit. The longest metric names need less than a third of what a commit's keys may have. */
const KEYS = 30;

/** Deletes every key that the selector matches, whatever its value. */
export async function sweepRaw(kv: Kv, selector: Deno.KvListSelector): Promise<void> {
  for (;;) {
    const entries = await withLock(() => Array.fromAsync(kv.list(selector, { limit: KEYS })));
    if (entries.length === 0) return;
    const operation = entries.reduce((all, { key }) => all.delete(key), kv.atomic());
    await withLock(() => operation.commit());
  }
}

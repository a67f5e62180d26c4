/**
 * Deleting many keys: a few commits, none of them atomic with another, so that whoever sweeps can be interrupted and begin again.
 *
 * @module
 */
import { withLock } from "./commit.ts";
import type { Kv } from "./kv.ts";

const SWEEP_KEYS = 500;

/** Deletes every key that a selector finds. */
export async function sweep(kv: Kv, selector: Deno.KvListSelector): Promise<void> {
  let operation = kv.atomic(), waiting = 0;
  for await (const { key } of kv.list(selector)) {
    operation.delete(key);
    if (++waiting < SWEEP_KEYS) continue;
    await withLock(() => operation.commit());
    operation = kv.atomic();
    waiting = 0;
  }
  if (waiting > 0) await withLock(() => operation.commit());
}

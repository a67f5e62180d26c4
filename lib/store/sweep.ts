/**
 * Deleting many keys: a few commits, none of them atomic with another, so that whoever sweeps can be interrupted and begin again.
 *
 * @module
 */
import { COMMIT_KEY_BYTES } from "../limits.ts";
import { withLock } from "./commit.ts";
import { keyBytes } from "./keys.ts";
import type { Kv } from "./kv.ts";

const SWEEP_KEYS = 500;

/** Deletes every key that a selector finds. */
export async function sweep(kv: Kv, selector: Deno.KvListSelector): Promise<void> {
  let operation = kv.atomic(), waiting = 0, bytes = 0;
  for await (const { key } of kv.list(selector)) {
    const size = keyBytes(key);
    if (waiting === SWEEP_KEYS || bytes + size > COMMIT_KEY_BYTES) {
      await withLock(() => operation.commit());
      operation = kv.atomic();
      waiting = bytes = 0;
    }
    operation.delete(key);
    waiting++;
    bytes += size;
  }
  if (waiting > 0) await withLock(() => operation.commit());
}

/**
 * Deletes many keys in several commits. They are not atomic together: a caller that is interrupted must start again.
 *
 * @module
 */
import { COMMIT_KEY_BYTES } from "../../limits/store.ts";
import { withLock } from "../flush/commit.ts";
import { countKeyBytes } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";

const SWEEP_KEYS = 500;

/** Deletes every key that the selector matches, also of values that can't be decoded. */
export async function sweep(kv: Kv, selector: Deno.KvListSelector): Promise<void> {
  let operation = kv.atomic(), waiting = 0, bytes = 0;
  for await (const key of kv.listKeys(selector)) {
    const size = countKeyBytes(key);
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

/**
 * Writes ahead of the commit that makes them visible, where one commit can't hold all, and clearing away what such a commit left behind
 * when it never came. Each part checks that the run's ingest record is still the one given, so that a process that was overtaken changes
 * nothing.
 *
 * @module
 */
import { Conflict } from "../errors.ts";
import { COMMIT_BYTES, COMMIT_KEY_BYTES, COMMIT_MUTATIONS } from "../limits.ts";
import { withLock } from "./commit.ts";
import { ingestKey, keyBytes } from "./keys.ts";
import type { Kv, KvOperation } from "./kv.ts";
import type { Write } from "./stage.ts";

/** Whose writes, and the versionstamp of the run's ingest record under which they may be made. */
export interface Fence {
  id: string;
  versionstamp: string | null;
}

async function commitFenced(operation: KvOperation, id: string): Promise<void> {
  if (!(await withLock(() => operation.commit())).ok) {
    throw new Conflict(`run ${id} was written to by another process meanwhile`);
  }
}

/** True when one commit has room for so many writes, bytes of values and bytes of keys. */
export const fitsCommit = (writes: number, bytes: number, keys: number): boolean =>
  writes <= COMMIT_MUTATIONS && bytes <= COMMIT_BYTES && keys <= COMMIT_KEY_BYTES;

/** Commits writes that nobody sees yet, in as many commits as they take. Throws Conflict when someone else wrote. */
export async function writeAhead(kv: Kv, writes: Write[], { id, versionstamp }: Fence): Promise<void> {
  for (let at = 0; at < writes.length;) {
    const operation = kv.atomic().check({ key: ingestKey(id), versionstamp });
    const start = at;
    for (let bytes = 0, keys = 0; at < writes.length; at++) {
      const write = writes[at]!;
      bytes += write.bytes;
      keys += keyBytes(write.key);
      if (at > start && !fitsCommit(at + 1 - start, bytes, keys)) break;
      operation.set(write.key, write.value);
    }
    await commitFenced(operation, id);
  }
}

/** Deletes keys that were written ahead. Throws Conflict when someone else wrote. */
export async function clearAhead(
  kv: Kv,
  selector: Deno.KvListSelector,
  { id, versionstamp }: Fence,
): Promise<void> {
  const keys = await withLock(() => Array.fromAsync(kv.list(selector), ({ key }) => key));
  for (let at = 0; at < keys.length; at += COMMIT_MUTATIONS) {
    const operation = kv.atomic().check({ key: ingestKey(id), versionstamp });
    for (const key of keys.slice(at, at + COMMIT_MUTATIONS)) operation.delete(key);
    await commitFenced(operation, id);
  }
}

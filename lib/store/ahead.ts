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

/** Cuts writes into parts that one commit has room for, by their number and by the bytes of their values and keys. */
export function* splitCommits<T extends Pick<Write, "key" | "bytes">>(writes: readonly T[]): Generator<T[]> {
  let part: T[] = [], bytes = 0, keys = 0;
  for (const write of writes) {
    const size = keyBytes(write.key);
    const isFull = part.length === COMMIT_MUTATIONS || bytes + write.bytes > COMMIT_BYTES ||
      keys + size > COMMIT_KEY_BYTES;
    if (isFull && part.length > 0) {
      yield part;
      part = [];
      bytes = keys = 0;
    }
    part.push(write);
    bytes += write.bytes;
    keys += size;
  }
  if (part.length > 0) yield part;
}

/** Commits writes that nobody sees yet, in as many commits as they take. Throws Conflict when someone else wrote. */
export async function writeAhead(kv: Kv, writes: Write[], { id, versionstamp }: Fence): Promise<void> {
  for (const part of splitCommits(writes)) {
    const operation = kv.atomic().check({ key: ingestKey(id), versionstamp });
    for (const { key, value } of part) operation.set(key, value);
    await commitFenced(operation, id);
  }
}

/** Deletes keys that were written ahead. Throws Conflict when someone else wrote. */
export async function clearAhead(
  kv: Kv,
  selector: Deno.KvListSelector,
  { id, versionstamp }: Fence,
): Promise<void> {
  const found = await withLock(() => Array.fromAsync(kv.list(selector), ({ key }) => ({ key, bytes: 0 })));
  for (const part of splitCommits(found)) {
    const operation = kv.atomic().check({ key: ingestKey(id), versionstamp });
    for (const { key } of part) operation.delete(key);
    await commitFenced(operation, id);
  }
}

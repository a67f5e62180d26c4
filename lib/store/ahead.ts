/**
 * Writes that don't fit into one commit. They are stored first, in as many commits as they need, and nobody sees them until a later
 * commit refers to them. Each of these commits checks that nobody else changed the run's ingest record, so a process that was replaced
 * writes nothing.
 *
 * @module
 */
import { Conflict } from "../errors.ts";
import { COMMIT_BYTES, COMMIT_KEY_BYTES, COMMIT_MUTATIONS } from "../limits.ts";
import { withLock } from "./commit.ts";
import { countKeyBytes, ingestKey } from "./keys.ts";
import type { Kv, KvOperation } from "./kv.ts";
import type { Write } from "./stage.ts";

/** The run that is written to, and the versionstamp that its ingest record must still have. */
export interface Fence {
  id: string;
  versionstamp: string | null;
}

async function commitFenced(operation: KvOperation, id: string): Promise<void> {
  if (!(await withLock(() => operation.commit())).ok) {
    throw new Conflict(`another process wrote to run ${id} in the meantime`);
  }
}

/** Splits writes into parts that fit into one commit each: by count, bytes of values and bytes of keys. */
export function* splitCommits<T extends Pick<Write, "key" | "bytes">>(writes: readonly T[]): Generator<T[]> {
  let part: T[] = [], bytes = 0, keys = 0;
  for (const write of writes) {
    const size = countKeyBytes(write.key);
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

/** Commits writes that nobody sees yet. Throws Conflict when another process wrote to the run. */
export async function writeAhead(kv: Kv, writes: Write[], { id, versionstamp }: Fence): Promise<void> {
  for (const part of splitCommits(writes)) {
    const operation = kv.atomic().check({ key: ingestKey(id), versionstamp });
    for (const { key, value } of part) operation.set(key, value);
    await commitFenced(operation, id);
  }
}

/** Deletes keys that were written ahead of a commit that never happened. Throws Conflict when another process wrote to the run. */
export async function clearAhead(
  kv: Kv,
  selector: Deno.KvListSelector,
  { id, versionstamp }: Fence,
): Promise<void> {
  const keys = await withLock(() => Array.fromAsync(kv.list(selector), ({ key }) => ({ key, bytes: 0 })));
  for (const part of splitCommits(keys)) {
    const operation = kv.atomic().check({ key: ingestKey(id), versionstamp });
    for (const { key } of part) operation.delete(key);
    await commitFenced(operation, id);
  }
}

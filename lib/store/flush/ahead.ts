/**
 * Writes that don't fit into one commit. They are stored first, in as many commits as they need, and nobody sees them until a later
 * commit refers to them. Each of these commits checks that nobody else changed the run's ingest record, so a process that was replaced
 * writes nothing.
 *
 * @module
 */
import { Conflict, Refused } from "../../errors.ts";
import { COMMIT_BYTES, COMMIT_KEY_BYTES, COMMIT_MUTATION_BYTES, COMMIT_MUTATIONS } from "../../limits/store.ts";
import { withLock } from "./commit.ts";
import { countKeyBytes, ingestKey } from "../keys.ts";
import type { Kv, KvOperation } from "../kv/kv.ts";
import type { Write } from "./stage.ts";

/** The run that is written to, and the versionstamp that its ingest record must still have. */
export interface Fence {
  id: string;
  versionstamp: string | null;
}

/** A change of which only the size counts. */
type Sized = Pick<Write, "key" | "bytes">;

/** Splits writes into parts that fit into one commit each: by count, by bytes of keys, and by all bytes. */
export function* splitCommits<T extends Sized>(writes: readonly T[]): Generator<T[]> {
  let part: T[] = [], bytes = 0, keys = 0;
  for (const write of writes) {
    const key = countKeyBytes(write.key), size = key + write.bytes + COMMIT_MUTATION_BYTES;
    const isFull = part.length === COMMIT_MUTATIONS || bytes + size > COMMIT_BYTES || keys + key > COMMIT_KEY_BYTES;
    if (isFull && part.length > 0) {
      yield part;
      part = [];
      bytes = keys = 0;
    }
    part.push(write);
    bytes += size;
    keys += key;
  }
  if (part.length > 0) yield part;
}

/** True when one commit has room for all of them. */
export const fitOneCommit = (writes: readonly Sized[]): boolean => [...splitCommits(writes)].length <= 1;

/**
 * Commits one part. Should the KV refuse its size all the same, it commits the halves.
 *
 * @throws {Refused} when a single change is too large
 */
async function commitPart<T extends Sized>(
  part: readonly T[],
  commit: (part: readonly T[]) => Promise<void>,
): Promise<void> {
  try {
    await commit(part);
  } catch (error) {
    if (!(error instanceof Refused) || part.length <= 1) throw error;
    const middle = Math.ceil(part.length / 2);
    await commitPart(part.slice(0, middle), commit);
    await commitPart(part.slice(middle), commit);
  }
}

/** Commits changes in as many commits as they need, each with the fence's check. */
async function commitFenced<T extends Sized>(
  kv: Kv,
  changes: readonly T[],
  { fence, change }: { fence: Fence; change: (operation: KvOperation, change: T) => void },
): Promise<void> {
  const { id, versionstamp } = fence;
  for (const whole of splitCommits(changes)) {
    await commitPart(whole, async (part) => {
      const operation = kv.atomic().check({ key: ingestKey(id), versionstamp });
      for (const each of part) change(operation, each);
      if ((await withLock(() => operation.commit())).ok) return;
      throw new Conflict(`another process wrote to run ${id} in the meantime`);
    });
  }
}

/** Commits writes that nobody sees yet. Throws Conflict when another process wrote to the run. */
export async function writeAhead(kv: Kv, writes: readonly Write[], fence: Fence): Promise<void> {
  await commitFenced(kv, writes, { fence, change: (operation, { key, value }) => operation.set(key, value) });
}

/** Deletes keys that were written ahead of a commit that never happened. Throws Conflict when another process wrote to the run. */
export async function clearAhead(kv: Kv, selector: Deno.KvListSelector, fence: Fence): Promise<void> {
  const keys = await withLock(() => Array.fromAsync(kv.list(selector), ({ key }) => ({ key, bytes: 0 })));
  await commitFenced(kv, keys, { fence, change: (operation, { key }) => operation.delete(key) });
}

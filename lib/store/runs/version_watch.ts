/**
 * Reads and watches the counters of changes. Watching sees what this process commits, and on Deno Deploy and through KV Connect what all
 * processes commit; a KV file tells nobody about the commits of another process, so its counters are read again and again.
 *
 * @module
 */
import { listVersionKey, versionKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";

/** Keys in one watch. KV takes no more. */
const WATCHED_MAX = 10;

/** What to do with what is seen. */
export interface VersionListener {
  /** Called after a change, which may be one that is known already. */
  onChange: () => void;
  /** Called when watching has failed. It sees nothing more then. */
  onEnd: () => void;
}

/** Numbers of changes so far of all experiments that have changed. */
export async function readAllVersions(kv: Kv): Promise<Map<string, bigint>> {
  const all = new Map<string, bigint>();
  for await (const { key, value } of kv.list<Deno.KvU64>({ prefix: listVersionKey }, { batchSize: 500 })) {
    all.set(key.at(-1) as string, value.value);
  }
  return all;
}

/** Watches the counters of experiments and of their list. Call the result to stop. */
export function watchVersions(
  kv: Kv,
  experimentIds: readonly string[],
  { onChange, onEnd }: VersionListener,
): () => void {
  const keys = [listVersionKey, ...experimentIds.map(versionKey)];
  const readers: ReadableStreamDefaultReader<unknown>[] = [];
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    for (const reader of readers.splice(0)) reader.cancel().catch(() => {}); // it has failed already
  };
  const follow = async (reader: ReadableStreamDefaultReader<unknown>) => {
    try {
      while (!(await reader.read()).done) onChange();
    } catch { // the KV says no more: the caller decides what to do without it
    }
    if (isStopped) return;
    stop();
    onEnd();
  };
  for (let from = 0; from < keys.length; from += WATCHED_MAX) {
    const reader = kv.watch(keys.slice(from, from + WATCHED_MAX)).getReader();
    readers.push(reader);
    void follow(reader);
  }
  return stop;
}

/**
 * Deno KV with the store's encoding: log and points are stored as raw bytes, all other values by `encoding.ts`. Errors that no retry can
 * mend are `Refused` or `Damaged`. Retries nothing.
 *
 * @module
 */
import { Damaged } from "../../errors.ts";
import { decodeValue, encodeValue, PackedValue } from "./encoding.ts";
import { hasRawValue } from "../keys.ts";
import { guardKv, type KvGuard } from "./kv_guard.ts";
import { noTurns } from "./write_turns.ts";

/** An atomic commit that is being built. */
export interface KvOperation {
  check(...checks: Deno.AtomicCheck[]): KvOperation;
  set(key: Deno.KvKey, value: unknown, options?: { expireIn?: number }): KvOperation;
  delete(key: Deno.KvKey): KvOperation;
  /** Adds to a counter, a `KvU64`. It begins at 0. */
  sum(key: Deno.KvKey, by: bigint): KvOperation;
  commit(): Promise<Deno.KvCommitResult | Deno.KvCommitError>;
}

/** How to list entries. */
export interface KvListing extends Deno.KvListOptions {
  /** Called with the error of an entry that can't be decoded; the list goes on without it. By default the error is thrown. */
  onDamaged?: (error: unknown) => void;
}

/** The part of `Deno.Kv` that the store uses. */
export interface Kv {
  get<T>(key: Deno.KvKey): Promise<Deno.KvEntryMaybe<T>>;
  getMany<T extends readonly unknown[]>(
    keys: readonly [...{ [K in keyof T]: Deno.KvKey }],
  ): Promise<{ [K in keyof T]: Deno.KvEntryMaybe<T[K]> }>;
  list<T>(selector: Deno.KvListSelector, options?: KvListing): AsyncIterableIterator<Deno.KvEntry<T>>;
  /** Lists keys, also of values that can't be decoded. */
  listKeys(selector: Deno.KvListSelector): AsyncIterableIterator<Deno.KvKey>;
  set(key: Deno.KvKey, value: unknown): Promise<Deno.KvCommitResult>;
  /** Gives something after each change of the keys, at most ten. Cancel the stream to stop. */
  watch(keys: readonly Deno.KvKey[]): ReadableStream<unknown>;
  atomic(): KvOperation;
  /**
   * Does something in one turn of the writers: nobody else on this machine commits between its reads and its commits. It must use the KV that
   * it gets: one that waits for a turn of its own would wait for itself.
   */
  inTurn<T>(action: (kv: Kv) => Promise<T>): Promise<T>;
  close(): void;
}

type Stored = Deno.KvEntryMaybe<Uint8Array>;

/** How values stand in the KV. */
interface Codec {
  pack(key: Deno.KvKey, value: unknown): unknown;
  unpack<T>(entry: Stored): Deno.KvEntryMaybe<T>;
}

const pack = (key: Deno.KvKey, value: unknown) =>
  value instanceof PackedValue ? value.bytes : hasRawValue(key) ? value : encodeValue(value);

function decode(key: Deno.KvKey, value: Uint8Array): unknown {
  try {
    return decodeValue(value);
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    throw new Damaged(
      `the record ${JSON.stringify(key)} in the KV is damaged: ${why}; stdcurve doctor says how to mend it`,
      { cause: error },
    );
  }
}

const unpack = <T>(entry: Stored) =>
  (entry.value === null || hasRawValue(entry.key)
    ? entry
    : { ...entry, value: decode(entry.key, entry.value) }) as Deno.KvEntryMaybe<T>;

/** Entries that one call of a list fetches where the caller doesn't say; Deno's own numbers. */
const BATCH = 100, BATCH_MAX = 500;

/** Lists entries. Only every first entry of a batch needs a call: the others are there already. */
async function* listEntries<T>(
  kv: Deno.Kv,
  { guard: { calls }, codec }: { guard: KvGuard; codec: Codec },
  { selector, options = {} }: { selector: Deno.KvListSelector; options: KvListing | undefined },
): AsyncGenerator<Deno.KvEntry<T>> {
  const { onDamaged, ...others } = options,
    batchSize = options.batchSize ?? Math.min(options.limit ?? BATCH, BATCH_MAX);
  const entries = kv.list<Uint8Array>(selector, { ...others, batchSize });
  for (let count = 0;; count++) {
    const isFetched = count % batchSize !== 0;
    const { done, value } = isFetched ? await entries.next() : await calls.make(() => entries.next());
    if (done) return;
    const entry = onDamaged ? tryUnpack<T>(codec, value, onDamaged) : codec.unpack<T>(value);
    if (entry) yield entry as Deno.KvEntry<T>;
  }
}

function tryUnpack<T>(
  codec: Codec,
  entry: Stored,
  onDamaged: (error: unknown) => void,
): Deno.KvEntryMaybe<T> | null {
  try {
    return codec.unpack<T>(entry);
  } catch (error) {
    onDamaged(error);
    return null;
  }
}

/** Wraps an opened KV so that it encodes and decodes values, and so that its calls are guarded. */
export const encodeKv = (kv: Deno.Kv, guard: KvGuard = guardKv()): Kv => wrapKv(kv, guard, { pack, unpack });

const AS_STORED: Codec = {
  pack: (_, value) => value,
  unpack: <T>(entry: Stored) => entry as Deno.KvEntryMaybe<T>,
};

/** Wraps an opened KV so that its calls are guarded. Values are bytes as they are stored, damaged ones too. */
export const rawKv = (kv: Deno.Kv, guard: KvGuard = guardKv()): Kv => wrapKv(kv, guard, AS_STORED);

async function* listKeys(kv: Deno.Kv, guard: KvGuard, selector: Deno.KvListSelector): AsyncGenerator<Deno.KvKey> {
  for await (const { key } of listEntries(kv, { guard, codec: AS_STORED }, { selector, options: undefined })) yield key;
}

function wrapKv(kv: Deno.Kv, guard: KvGuard, codec: Codec): Kv {
  const { calls, turns } = guard;
  const write = <T>(action: () => Promise<T>) => turns.take(() => calls.make(action, { isWrite: true }));
  return {
    get: async (key) => codec.unpack(await calls.make(() => kv.get(key))),
    getMany: async <T extends readonly unknown[]>(keys: readonly Deno.KvKey[]) =>
      (await calls.make(() => kv.getMany(keys))).map((entry) => codec.unpack(entry as Stored)) as {
        [K in keyof T]: Deno.KvEntryMaybe<T[K]>;
      },
    list: (selector, options) => listEntries(kv, { guard, codec }, { selector, options }),
    listKeys: (selector) => listKeys(kv, guard, selector),
    set: (key, value) => write(() => kv.set(key, codec.pack(key, value))),
    watch: (keys) => kv.watch([...keys]),
    atomic: () => encodeOperation(kv.atomic(), write, codec),
    inTurn: (action) => turns.take(() => action(wrapKv(kv, { ...guard, turns: noTurns }, codec))),
    close: () => kv.close(),
  };
}

function encodeOperation(
  operation: Deno.AtomicOperation,
  write: (commit: () => ReturnType<KvOperation["commit"]>) => ReturnType<KvOperation["commit"]>,
  codec: Codec,
): KvOperation {
  const encoded: KvOperation = {
    check(...checks) {
      operation.check(...checks);
      return encoded;
    },
    set(key, value, options) {
      operation.set(key, codec.pack(key, value), options);
      return encoded;
    },
    delete(key) {
      operation.delete(key);
      return encoded;
    },
    sum(key, by) {
      operation.sum(key, by);
      return encoded;
    },
    commit: () => write(() => operation.commit()),
  };
  return encoded;
}

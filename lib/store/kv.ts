/**
 * Deno KV with the store's encoding: log and points are stored as raw bytes, all other values by `encoding.ts`. Errors that no retry can
 * mend are `Refused` or `Damaged`. Retries nothing.
 *
 * @module
 */
import { Damaged } from "../errors.ts";
import { decodeValue, encodeValue, PackedValue } from "./encoding.ts";
import { hasRawValue } from "./keys.ts";
import { classified, classifyKvError } from "./kv_error.ts";

/** An atomic commit that is being built. */
export interface KvOperation {
  check(...checks: Deno.AtomicCheck[]): KvOperation;
  set(key: Deno.KvKey, value: unknown): KvOperation;
  delete(key: Deno.KvKey): KvOperation;
  commit(): Promise<Deno.KvCommitResult | Deno.KvCommitError>;
}

/** The part of `Deno.Kv` that the store uses. */
export interface Kv {
  get<T>(key: Deno.KvKey): Promise<Deno.KvEntryMaybe<T>>;
  getMany<T extends readonly unknown[]>(
    keys: readonly [...{ [K in keyof T]: Deno.KvKey }],
  ): Promise<{ [K in keyof T]: Deno.KvEntryMaybe<T[K]> }>;
  list<T>(selector: Deno.KvListSelector, options?: Deno.KvListOptions): AsyncIterableIterator<Deno.KvEntry<T>>;
  set(key: Deno.KvKey, value: unknown): Promise<Deno.KvCommitResult>;
  atomic(): KvOperation;
  close(): void;
}

type Stored = Deno.KvEntryMaybe<Uint8Array>;

const pack = (key: Deno.KvKey, value: unknown) =>
  value instanceof PackedValue ? value.bytes : hasRawValue(key) ? value : encodeValue(value);

function decode(key: Deno.KvKey, value: Uint8Array): unknown {
  try {
    return decodeValue(value);
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    throw new Damaged(`the record ${JSON.stringify(key)} in the KV is damaged: ${why}`, { cause: error });
  }
}

const unpack = <T>(entry: Stored) =>
  (entry.value === null || hasRawValue(entry.key)
    ? entry
    : { ...entry, value: decode(entry.key, entry.value) }) as Deno.KvEntryMaybe<T>;

async function* unpackAll<T>(entries: AsyncIterable<Stored>): AsyncGenerator<Deno.KvEntry<T>> {
  try {
    for await (const entry of entries) yield unpack<T>(entry) as Deno.KvEntry<T>;
  } catch (error) {
    throw classifyKvError(error);
  }
}

/** Wraps an opened KV so that it encodes and decodes values. */
export function encodeKv(kv: Deno.Kv): Kv {
  return {
    get: async (key) => unpack(await classified(() => kv.get(key))),
    getMany: async <T extends readonly unknown[]>(keys: readonly Deno.KvKey[]) =>
      (await classified(() => kv.getMany(keys))).map((entry) => unpack(entry as Stored)) as {
        [K in keyof T]: Deno.KvEntryMaybe<T[K]>;
      },
    list: (selector, options) => unpackAll(kv.list<Uint8Array>(selector, options)),
    set: (key, value) => classified(() => kv.set(key, pack(key, value))),
    atomic: () => encodeOperation(kv.atomic()),
    close: () => kv.close(),
  };
}

function encodeOperation(operation: Deno.AtomicOperation): KvOperation {
  const encoded: KvOperation = {
    check(...checks) {
      operation.check(...checks);
      return encoded;
    },
    set(key, value) {
      operation.set(key, pack(key, value));
      return encoded;
    },
    delete(key) {
      operation.delete(key);
      return encoded;
    },
    commit: () => classified(() => operation.commit()),
  };
  return encoded;
}

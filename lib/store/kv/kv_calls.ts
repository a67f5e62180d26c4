/**
 * The calls of one KV: each has a limit of time, and what failed is kept in words. Deno KV has no limit of its own: it waits for a locked
 * file without end, and KV Connect's client for a server. Retries nothing.
 *
 * @module
 */
import type { Unavailable } from "../../errors.ts";
import { CALL_MAX_MS, CALLS_GIVEN_UP_MAX, TROUBLE_KEPT_MS } from "../../limits/store.ts";
import { type Clock, systemClock } from "../../time.ts";
import { classifyKvError } from "./kv_error.ts";
import { describeKvTrouble, describeLateKv, type KvLocation } from "./kv_trouble.ts";

/** How the calls of a KV are made. */
export interface KvCallsOptions {
  /** For the words of errors. */
  location?: KvLocation;
  /** Longest time of one call; `CALL_MAX_MS` by default. */
  limitMs?: number;
  clock?: Clock;
}

/** What kind of call it is. */
export interface CallOptions {
  /** True for one that writes. A full disk lets others succeed. */
  isWrite?: boolean;
}

/** The calls of one KV. */
export interface KvCalls {
  /**
   * Makes a call.
   *
   * @throws {Unavailable} when it fails for a passing reason, or takes too long: then it may still take effect
   * @throws {Refused}
   * @throws {Damaged}
   */
  make<T>(action: () => Promise<T>, options?: CallOptions): Promise<T>;
  /** From now on a call that fails or is late throws the error of this check, if it has one: the file itself is lost, so no other attempt helps. */
  watchFile(check: () => Promise<void>): void;
  /** How many calls that write were answered. */
  readonly writeCount: number;
  /** What is wrong with the KV: the newest call that writes, or the newest that reads, has failed for a passing reason or is late. */
  readonly trouble: Unavailable | null;
}

/** What is wrong with calls of one kind. */
interface Trouble {
  error: Unavailable;
  /** When it began, and when it was met last, in milliseconds since the epoch. */
  since: number;
  at: number;
}

/** What is wrong with the calls that write and with those that read. */
class Troubles {
  #kept = new Map<boolean, Trouble>();
  constructor(readonly clock: Clock) {}

  /** Keeps an error that `describe` makes of the moment since when calls fail. Returns it. */
  keep(isWrite: boolean, began: number, describe: (since: number) => Unavailable): Unavailable {
    const since = this.#kept.get(isWrite)?.since ?? began, error = describe(since);
    this.#kept.set(isWrite, { error, since, at: this.clock() });
    return error;
  }
  forget(isWrite: boolean): void {
    if (this.#kept.size > 0) this.#kept.delete(isWrite);
  }
  get current(): Unavailable | null {
    const found = this.#kept.get(true) ?? this.#kept.get(false);
    return found && this.clock() - found.at <= TROUBLE_KEPT_MS ? found.error : null;
  }
}

/** A call that has a limit: after it, `onLate` says by which error the call fails. */
async function limitCall<T>(
  call: Promise<T>,
  { limitMs, onLate }: { limitMs: number; onLate: () => Promise<never> },
): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => void onLate().catch(reject), limitMs);
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Makes the calls of a KV. */
export function createKvCalls(
  { location, limitMs = CALL_MAX_MS, clock = systemClock }: KvCallsOptions = {},
): KvCalls {
  const givenUp = new Set<Promise<unknown>>(), troubles = new Troubles(clock);
  let checkFile = () => Promise.resolve(), writeCount = 0;
  const fail = async (error: unknown, isWrite: boolean): Promise<never> => {
    await checkFile();
    const described = describeKvTrouble(location, error);
    throw described ? troubles.keep(isWrite, clock(), () => described) : classifyKvError(error, location);
  };
  const limited = <T>(call: Promise<T>, isWrite: boolean): Promise<T> => {
    const began = clock();
    const onLate = async () => {
      const settled = call.then(() => {}, () => {}).finally(() => givenUp.delete(settled));
      givenUp.add(settled);
      await checkFile();
      throw troubles.keep(isWrite, began, (since) => describeLateKv(location, since));
    };
    return limitCall(call, { limitMs, onLate });
  };
  return {
    watchFile: (check) => void (checkFile = check),
    get writeCount() {
      return writeCount;
    },
    get trouble() {
      return troubles.current;
    },
    async make(action, { isWrite = false } = {}) {
      if (givenUp.size >= CALLS_GIVEN_UP_MAX) await limited(Promise.race(givenUp), isWrite);
      const result = await limited(action().catch((error) => fail(error, isWrite)), isWrite);
      troubles.forget(isWrite);
      if (isWrite) writeCount++;
      return result;
    },
  };
}

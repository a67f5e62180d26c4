/**
 * A store that is not open yet. It can be used at once: each call waits until the store is open, but not for longer than any other call of a
 * store, and then fails as one that is not answered. Opens nothing.
 *
 * @module
 */
import { Unavailable } from "../../errors.ts";
import { CALL_MAX_MS } from "../../limits/store.ts";
import type { Store } from "../store.ts";

/** The store is not open yet. Whoever opens it reports why. */
export class NotOpenYet extends Unavailable {}

/** A store that will be open. */
export interface DeferredOptions {
  location: string | undefined;
  /** Longest wait of one call; `CALL_MAX_MS` by default. */
  limitMs?: number;
}

/** Waits for a promise, at most so long. */
async function waitAtMost<T>(opening: Promise<T>, limitMs: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new NotOpenYet("the store is not open yet")), limitMs);
  try {
    return await Promise.race([opening, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The parts of a store whose methods are asynchronous. */
const PARTS = ["experiments", "runs", "points", "logs", "ingest", "generation", "requests", "versions"] as const;

type Methods = Record<string, (...args: unknown[]) => unknown>;

/** Methods that give the pieces of a log, not a promise. */
const GENERATORS = ["bytes", "pieces"];

/** The methods of an object that comes later. `known` are those that are there already. */
function deferMethods(find: () => Promise<unknown>, known: object = {}): object {
  const call = async (name: string, args: unknown[]) => await ((await find()) as Methods)[name]!(...args);
  const generate = async function* (name: string, args: unknown[]) {
    yield* ((await find()) as Methods)[name]!(...args) as AsyncIterable<unknown>;
  };
  return new Proxy(known, {
    get(target, name: string, self) {
      if (name in target || name === "then") return Reflect.get(target, name, self); // it is no promise
      return (...args: unknown[]) => GENERATORS.includes(name) ? generate(name, args) : call(name, args);
    },
  });
}

/** The store that `opening` resolves to, usable at once. A call rejects with the error of `opening`. Closing it closes the store. */
export function deferStore(opening: Promise<Store>, { location, limitMs = CALL_MAX_MS }: DeferredOptions): Store {
  let store: Store | null = null;
  opening.then((opened) => store = opened, () => {}); // each call passes the error on
  const find = () => store ? Promise.resolve(store) : waitAtMost(opening, limitMs);
  const close = () => void opening.then((opened) => opened.close(), () => {});
  const end: Store["ingest"]["end"] = (runId) => store?.ingest.end(runId);
  const parts = PARTS.map((part) =>
    [part, deferMethods(async () => (await find())[part], part === "ingest" ? { end } : {})] as const
  );
  const known = {
    location,
    get trouble() {
      return store ? store.trouble : "the store is not open yet";
    },
    get writeCount() {
      return store?.writeCount ?? 0;
    },
    ...Object.fromEntries(parts),
    close,
    [Symbol.dispose]: close,
  };
  return deferMethods(find, known) as Store;
}

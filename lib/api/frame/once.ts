/**
 * Requests that make a run, at most once: a client that got no answer sends the same request again with the same `Idempotency-Key`, and gets
 * the same run. Keys are kept for a day.
 *
 * @module
 */
import type { Context } from "hono";
import { InvalidInput, NotFound } from "../../errors.ts";
import type { Run } from "../../model.ts";
import type { Store } from "../../store/store.ts";

/** The header that holds the key. */
export const KEY_HEADER = "idempotency-key";

/** Up to 255 printable characters of ASCII. */
const KEY = /^[!-~]{1,255}$/;

async function hash(...parts: string[]): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(parts)));
  return new Uint8Array(bytes).toHex();
}

/** How a request is made, and how it is found again. */
export interface OnceOptions {
  /** Does what is asked for, with the id of the request if it has a key: that of the run, where it makes one. */
  make(id: string | undefined): Promise<Run>;
  /** The run of an earlier request with this id, null if it has done nothing; by default the run that has this id. */
  find?: (id: string) => Promise<Run | null>;
}

/** Makes runs at most once for each key. */
export interface Once {
  /**
   * Makes the run of a request, or finds the one that an earlier request with the same key has made. `asked` says what is asked for.
   *
   * @throws {InvalidInput} for a key that is none
   * @throws {Conflict} when the key belongs to a request for something else
   */
  run(c: Context, asked: string, options: OnceOptions): Promise<Run>;
}

async function findRun(store: Store, id: string): Promise<Run | null> {
  try {
    return await store.runs.get(id);
  } catch (error) {
    if (error instanceof NotFound) return null; // the earlier request made none
    throw error;
  }
}

/** Creates it, for the API of one server. */
export function createOnce(store: Store): Once {
  const underWay = new Map<string, Promise<Run>>();
  return {
    async run(c, asked, { make, find = (id) => findRun(store, id) }) {
      const key = c.req.header(KEY_HEADER);
      if (key === undefined) return await make(undefined);
      if (!KEY.test(key)) {
        throw new InvalidInput(KEY_HEADER, "Idempotency-Key has 1 to 255 characters of ASCII, no spaces");
      }
      const digest = await hash(c.req.path, asked);
      const { runId, isNew } = await store.requests.claim(await hash(key), digest);
      const other = underWay.get(runId);
      if (other) return await other;
      const known = isNew ? null : await find(runId);
      if (known) return known;
      const making = underWay.get(runId) ?? make(runId);
      underWay.set(runId, making);
      return await making.finally(() => underWay.delete(runId));
    },
  };
}

/**
 * Requests that a client may send again: the key that it has chosen, and the id of the run that the request makes. Each is kept for a day.
 * Knows no HTTP.
 *
 * @module
 */
import { v7 as uuid } from "uuid";
import { Conflict } from "../../errors.ts";
import { REQUEST_KEPT_MS } from "../../limits.ts";
import { commitChecked } from "../flush/commit.ts";
import { requestKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";

/** A request as stored. */
export interface RequestRecord {
  /** Hash of what was asked for. */
  digest: string;
  runId: string;
  at: number;
}

/**
 * The id of the run that a request makes: a new one for a key that is new, otherwise the one of the first request with this key.
 *
 * @throws {Conflict} when the key belongs to another request
 */
export function claimRequest(kv: Kv, key: string, digest: string): Promise<{ runId: string; isNew: boolean }> {
  return commitChecked<{ runId: string; isNew: boolean }>("this request", async () => {
    const entry = await kv.get<RequestRecord>(requestKey(key)), known = entry.value;
    if (known && Date.now() - known.at < REQUEST_KEPT_MS) {
      if (known.digest !== digest) {
        throw new Conflict("this Idempotency-Key belongs to another request; choose a new one");
      }
      return { operation: kv.atomic().check(entry), result: { runId: known.runId, isNew: false } };
    }
    const record: RequestRecord = { digest, runId: uuid(), at: Date.now() };
    const operation = kv.atomic().check(entry).set(requestKey(key), record, { expireIn: REQUEST_KEPT_MS });
    return { operation, result: { runId: record.runId, isNew: true } };
  });
}

/**
 * Turns expected errors into the status of a page, and bounds how long it waits for the store. `lib/api/` does the same for JSON.
 *
 * @module
 */
import { HttpError } from "fresh";
import { validate } from "uuid";
import { isStoreError } from "../api/frame/problem.ts";
import { describeLate, waitWithin } from "../api/frame/time_limit.ts";
import { InvalidInput, NotFound } from "../errors.ts";
import { ANSWER_WITHIN_MS } from "../limits.ts";

/** How to run what a page loads. */
export interface LoadOptions {
  /** The signal of the request. It is aborted when the reader leaves. */
  request?: AbortSignal | undefined;
  /** How long the page waits for the store; `ANSWER_WITHIN_MS` by default. */
  withinMs?: number;
}

/**
 * Runs what a page loads. NotFound becomes 404 and InvalidInput 400, with the same message. A store that is late or fails becomes 503;
 * other errors stay as they are. `load` gets a signal that is aborted when nobody waits for its result any more.
 *
 * @throws {HttpError}
 */
export async function answerErrors<T>(
  load: (signal: AbortSignal) => Promise<T>,
  { request, withinMs = ANSWER_WITHIN_MS }: LoadOptions = {},
): Promise<T> {
  const late = new AbortController();
  const signal = request ? AbortSignal.any([request, late.signal]) : late.signal;
  try {
    const done = await waitWithin(load(signal), withinMs, () => late.abort());
    if (done) return done.result;
    throw new HttpError(503, describeLate(withinMs, null));
  } catch (error) {
    if (isStoreError(error) || signal.aborted) {
      throw new HttpError(503, error instanceof Error ? error.message : String(error), { cause: error });
    }
    if (error instanceof NotFound) throw new HttpError(404, error.message, { cause: error });
    if (error instanceof InvalidInput) throw new HttpError(400, error.message, { cause: error });
    throw error;
  }
}

/**
 * Gives the id back when it is a UUID.
 *
 * @throws {InvalidInput} with the field and the value
 */
export function requireId(field: string, id: string): string {
  if (validate(id)) return id;
  throw new InvalidInput(field, `"${id}" is not an id: ids look like 0190f7a2-….`);
}

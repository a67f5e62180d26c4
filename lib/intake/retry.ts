/**
 * Retries for a store that does not answer, with growing pauses. Does not retry what the store refuses, because a refusal is an answer,
 * nor what is damaged.
 *
 * @module
 */
import { Conflict, Damaged, InvalidInput, NotFound, Refused, Unavailable } from "../errors.ts";
import { LAST_ATTEMPT_MAX_MS, RETRY_LONGEST_MS, RETRY_MS } from "../limits.ts";
import { backOffMs, sleep } from "../time.ts";

/** Where errors go, and when to give up. */
export interface RetryOptions {
  /** Called with the error of each failed attempt. */
  onError?: ((error: unknown) => void) | undefined;
  /** After it is aborted, the next failure is thrown, and an attempt gets `LAST_ATTEMPT_MAX_MS`. */
  signal?: AbortSignal | undefined;
  /** Waits between two attempts. Tests replace it, so that they need not wait. */
  pause?: ((ms: number, signal: AbortSignal | undefined) => Promise<void>) | undefined;
}

/** Rejects so long after the signal was aborted. Never, when `over` is aborted first. */
async function rejectLate(signal: AbortSignal, over: AbortSignal): Promise<never> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { signal: over }));
  await sleep(LAST_ATTEMPT_MAX_MS, over);
  throw new Unavailable("the store did not answer before this program was to stop");
}

/** An attempt that is given up some time after the signal was aborted. It may still succeed later. */
async function attempt<T>(action: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return await action();
  const over = new AbortController(), late = rejectLate(signal, over.signal);
  late.catch(() => {}); // it also rejects after the attempt has ended
  try {
    return await Promise.race([action(), late]);
  } finally {
    over.abort();
  }
}

/** Errors that another attempt would meet again. */
const LASTING = [Conflict, NotFound, InvalidInput, Refused, Damaged];

/** True for an error that another attempt would meet again. */
export const isLasting = (error: unknown): boolean => LASTING.some((kind) => error instanceof kind);

/** Runs an action of the store until it succeeds. Throws Conflict, NotFound, InvalidInput, Refused and Damaged at once. */
export async function retryUntilAnswered<T>(
  action: () => Promise<T>,
  { onError, signal, pause = sleep }: RetryOptions,
): Promise<T> {
  for (let failures = 0;; failures++) {
    try {
      return await attempt(action, signal);
    } catch (error) {
      if (isLasting(error) || signal?.aborted) throw error;
      onError?.(error);
      await pause(backOffMs(failures, { firstMs: RETRY_MS, longestMs: RETRY_LONGEST_MS }), signal);
    }
  }
}

/**
 * Retries for a store that does not answer, with growing pauses. Does not retry what the store refuses, because a refusal is an answer,
 * nor what is damaged.
 *
 * @module
 */
import { Conflict, Damaged, InvalidInput, NotFound, Refused } from "../errors.ts";
import { RETRY_LONGEST_MS, RETRY_MS } from "../limits.ts";
import { backOffMs } from "../time.ts";

/** Where errors go, and when to give up. */
export interface RetryOptions {
  /** Called with the error of each failed attempt. */
  onError?: ((error: unknown) => void) | undefined;
  /** After it is aborted, the next failure is thrown. */
  signal?: AbortSignal | undefined;
  /** Waits between two attempts. Tests replace it, so that they need not wait. */
  pause?: ((ms: number, signal: AbortSignal | undefined) => Promise<void>) | undefined;
}

/** Resolves after a time, or at once when the signal is aborted. */
function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const end = () => resolve();
  if (signal?.aborted) end();
  signal?.addEventListener("abort", end);
  return promise.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
  });
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
      return await action();
    } catch (error) {
      if (isLasting(error) || signal?.aborted) throw error;
      onError?.(error);
      await pause(backOffMs(failures, { firstMs: RETRY_MS, longestMs: RETRY_LONGEST_MS }), signal);
    }
  }
}

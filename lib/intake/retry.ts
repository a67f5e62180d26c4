/**
 * Patience with a store that does not answer: it is asked again, with growing pauses, until it does.
 *
 * @module
 */
import { Conflict, InvalidInput, NotFound } from "../errors.ts";
import { RETRY_LONGEST_MS, RETRY_MS } from "../limits.ts";

/** Who hears of trouble, and when to stop asking. */
export interface Patience {
  /** Hears of each failure. */
  onTrouble?: ((error: unknown) => void) | undefined;
  /** Once aborted, the next failure is thrown. */
  signal?: AbortSignal | undefined;
  /** Waits between two tries; tests need not. */
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

const isAnswer = (error: unknown) =>
  error instanceof Conflict || error instanceof NotFound || error instanceof InvalidInput;

/** Does what a store may fail at until it succeeds. That something is refused is an answer: it is thrown. */
export async function untilAnswered<T>(
  action: () => Promise<T>,
  { onTrouble, signal, pause = sleep }: Patience,
): Promise<T> {
  for (let wait = RETRY_MS;; wait = Math.min(2 * wait, RETRY_LONGEST_MS)) {
    try {
      return await action();
    } catch (error) {
      if (isAnswer(error) || signal?.aborted) throw error;
      onTrouble?.(error);
      await pause(wait, signal);
    }
  }
}

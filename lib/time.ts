/**
 * The clock, how times are written, pauses, waits with a bound, and how long to wait before a retry. The clock is a value, so that a test can set the time.
 *
 * @module
 */

/** Milliseconds since the epoch. */
export type Clock = () => number;

/** The machine's clock. */
export const systemClock: Clock = () => Date.now();

/**
 * Formats a time as ISO 8601 in UTC, as in all JSON; null stays null.
 *
 * @example
 * ```ts
 * import { formatTime } from "./time.ts";
 * formatTime(0); // "1970-01-01T00:00:00.000Z"
 * ```
 */
export function formatTime(ms: number): string;
export function formatTime(ms: number | null): string | null;
export function formatTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/**
 * Writes a time for a sentence: the second, in UTC.
 *
 * @example
 * ```ts
 * import { writeTime } from "./time.ts";
 * writeTime(0); // "1970-01-01 00:00:00 UTC"
 * ```
 */
export function writeTime(ms: number): string {
  return `${formatTime(ms).slice(0, 19).replace("T", " ")} UTC`;
}

/**
 * The pause before the next attempt, in milliseconds: `firstMs` after the first failure, doubled after each further one, at most
 * `longestMs`.
 *
 * @example
 * ```ts
 * import { backOffMs } from "./time.ts";
 * backOffMs(0, { firstMs: 100, longestMs: 5000 }); // 100
 * backOffMs(2, { firstMs: 100, longestMs: 5000 }); // 400
 * backOffMs(9, { firstMs: 100, longestMs: 5000 }); // 5000
 * ```
 */
export function backOffMs(
  earlierFailures: number,
  { firstMs, longestMs }: { firstMs: number; longestMs: number },
): number {
  return Math.min(firstMs * 2 ** earlierFailures, longestMs);
}

/** Resolves after a time, or at once when the signal is aborted, also when it was aborted before. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>(), end = () => resolve();
  const timer = setTimeout(end, ms);
  signal?.addEventListener("abort", end);
  await promise;
  clearTimeout(timer);
  signal?.removeEventListener("abort", end);
}

/** True when a promise settles within a time, in milliseconds. */
export async function settles(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), ms);
  const isSettled = await Promise.race([promise.then(() => true, () => true), late]);
  clearTimeout(timer);
  return isSettled;
}

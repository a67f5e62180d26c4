/**
 * The clock, so that tests can hold it still.
 *
 * @module
 */

/** Milliseconds since the epoch. */
export type Clock = () => number;

/** The machine's clock. */
export const systemClock: Clock = () => Date.now();

/**
 * ISO 8601 in UTC, as all JSON has it; null stays null.
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

/**
 * Counts in words. Pure.
 *
 * @module
 */

/**
 * A number and its noun. The plural adds an s.
 *
 * @example
 * ```ts
 * import { formatCount } from "./count.ts";
 * formatCount(1200, "run"); // "1,200 runs"
 * ```
 */
export function formatCount(count: number, thing: string): string {
  return `${count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;
}

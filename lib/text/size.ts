/**
 * Sizes in bytes as people write them.
 *
 * @module
 */

const UNITS = ["", "K", "M", "G", "T"];

/**
 * Bytes of a size such as `500M` or `2G`, with units of 1,024; null for another text, and for 0.
 *
 * @example
 * ```ts
 * import { parseSize } from "./size.ts";
 * parseSize("2G"); // 2147483648
 * parseSize("1500"); // 1500
 * parseSize("much"); // null
 * ```
 */
export function parseSize(text: string): number | null {
  const match = /^(\d{1,12}(?:\.\d{1,3})?) ?([KMGT]?)(?:i?B)?$/i.exec(text.trim());
  if (!match) return null;
  const bytes = Math.floor(Number(match[1]) * 1024 ** UNITS.indexOf(match[2]!.toUpperCase()));
  return bytes > 0 && Number.isSafeInteger(bytes) ? bytes : null;
}

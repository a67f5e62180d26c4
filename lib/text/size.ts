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

/**
 * A number of bytes with a unit of 1,024 and at most 3 digits, as `parseSize` reads it.
 *
 * @example
 * ```ts
 * import { formatSize } from "./size.ts";
 * formatSize(1_449_551_462); // "1.35 GB"
 * formatSize(900); // "900 bytes"
 * ```
 */
export function formatSize(bytes: number): string {
  let unit = 0, size = bytes;
  while (Math.abs(size) >= 999.5 && unit < UNITS.length - 1) size /= 1024, unit++;
  return unit === 0 ? `${bytes} byte${bytes === 1 ? "" : "s"}` : `${Number(size.toPrecision(3))} ${UNITS[unit]}B`;
}

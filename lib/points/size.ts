/**
 * How many bytes a value takes when it is stored, at most. Counts without encoding: the reader does this while it reads. Knows nothing of
 * what it counts.
 *
 * @module
 */

/** Bytes of a number, and of what stands before a text, a list or a record. */
const NUMBER_BYTES = 9, HEAD_BYTES = 5;

/** True for most texts, which need no look at each character. */
const IS_ASCII = /^[\0-\x7f]*$/;

/** Bytes of a text in UTF-8, at most: half of a surrogate pair counts as a character of its own. */
export function sizeOfText(text: string): number {
  let bytes = HEAD_BYTES + text.length;
  if (IS_ASCII.test(text)) return bytes;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) bytes += code < 0x800 ? 1 : 2;
  }
  return bytes;
}

/** Bytes of plain values: numbers, texts, switches, lists and records of them. */
export function sizeOf(value: unknown): number {
  if (typeof value === "string") return sizeOfText(value);
  if (typeof value !== "object" || value === null) return NUMBER_BYTES;
  let bytes = HEAD_BYTES;
  if (Array.isArray(value)) { for (const each of value) bytes += sizeOf(each); }
  else for (const name in value) bytes += sizeOfText(name) + sizeOf((value as Record<string, unknown>)[name]);
  return bytes;
}

/**
 * Cuts a line to what is read of it. The log keeps the whole line.
 *
 * @module
 */
import { JSON_LINE_READ_MAX_CHARS, LINE_READ_MAX_CHARS } from "../../limits.ts";

/** The part of a line that is read. */
export function cutLine(text: string): string {
  if (text.length <= LINE_READ_MAX_CHARS) return text;
  const end = Math.min(text.length, JSON_LINE_READ_MAX_CHARS);
  let ascii = text.startsWith("{") ? 0 : end;
  while (ascii < end && text.charCodeAt(ascii) < 0x80) ascii++;
  return text.slice(0, text.startsWith("{") && ascii === end ? end : LINE_READ_MAX_CHARS);
}

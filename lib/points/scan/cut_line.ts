/**
 * Cuts a line to what is read of it. The log keeps the whole line.
 *
 * @module
 */
import { JSON_LINE_READ_MAX_CHARS, LINE_READ_MAX_CHARS } from "../../limits.ts";

/** Characters in which a line's prefix ends. */
const PREFIX_MAX_CHARS = 160;
/** A brace, and a record behind a prefix: `2025-01-01 INFO {"loss": 0.5}`. */
const RECORD = /^(?:\{|[^{"'\u0080-\uffff]*\{ ?["'])/;

/** The part of a line that is read. */
export function cutLine(text: string): string {
  if (text.length <= LINE_READ_MAX_CHARS) return text;
  const end = Math.min(text.length, JSON_LINE_READ_MAX_CHARS);
  const isJson = RECORD.test(text.slice(0, PREFIX_MAX_CHARS));
  let ascii = isJson ? 0 : end;
  while (ascii < end && text.charCodeAt(ascii) < 0x80) ascii++;
  return text.slice(0, isJson && ascii === end ? end : LINE_READ_MAX_CHARS);
}

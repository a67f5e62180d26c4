/**
 * Text from logs and users, made safe for one line of a terminal.
 *
 * @module
 */

/** Puts a text on one line and cuts it at `length` characters. Control and format characters, such as ESC, become spaces. */
export function shorten(text: string, length: number): string {
  const chars = [...text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim()];
  return chars.length > length ? chars.slice(0, length - 1).join("") + "…" : chars.join("");
}

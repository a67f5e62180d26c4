/**
 * Text from logs and users, made safe for one line of a terminal.
 *
 * @module
 */
import { showHidden } from "../text/visible.ts";

/** Puts a text on one line and cuts it at `length` characters. Characters without a form, such as ESC, are written out: `⟨U+001B⟩`. */
export function shorten(text: string, length: number): string {
  const chars = [...showHidden(text.replace(/[\s\p{Zl}\p{Zp}]+/gu, " ").trim())];
  return chars.length > length ? chars.slice(0, length - 1).join("") + "…" : chars.join("");
}

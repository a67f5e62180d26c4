/**
 * How the terminal reads keys and the address's hash. Pure.
 *
 * @module
 */

/** What a key does: select the line above (-1) or below (1), clear the selection, or follow the end. */
export type KeyAction = -1 | 1 | "clear" | "follow";

/** A pressed key, as in a `KeyboardEvent`. */
export interface PressedKey {
  key: string;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * What a key does in the terminal; null for keys that it leaves to the browser, such as arrows without Alt, which scroll.
 *
 * @example
 * ```ts
 * import { readKey } from "./line_keys.ts";
 * readKey({ key: "ArrowUp", altKey: true, shiftKey: false }); // -1
 * ```
 */
export function readKey({ key, altKey, shiftKey }: PressedKey): KeyAction | null {
  if (altKey) return key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : null;
  if (key === "Escape") return "clear";
  return key === "End" && !shiftKey ? "follow" : null;
}

/**
 * The line that a hash such as `#L12` names; null for any other hash.
 *
 * @example
 * ```ts
 * import { lineOfHash } from "./line_keys.ts";
 * lineOfHash("#L12"); // 12
 * ```
 */
export function lineOfHash(hash: string): number | null {
  const line = Number(/^#L(\d{1,15})$/.exec(hash)?.[1]);
  return line >= 1 ? line : null;
}

/**
 * Makes characters visible that have no form of their own: control characters, direction controls, zero-width characters. With them a
 * name can look like another one. Only for showing; never for what is stored or sent. Pure.
 *
 * @module
 */

/**
 * Control characters, line and paragraph separators, half a surrogate pair, interlinear marks, and what Unicode lets a program ignore.
 * Variation selectors stay: they choose the form of an emoji.
 */
const HIDDEN = /(?![\u{fe00}-\u{fe0f}])[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u{fff9}-\u{fffb}\p{Default_Ignorable_Code_Point}]/gu;
/** Cheap test for the usual case: a text in which nothing can be hidden. */
const PLAIN = /^[\x20-\x7e]*$/;
const BREAK = /^[\n\t]$/;
/** Joiners belong between the parts of an emoji, and between letters of the scripts that use them (not Latin, Greek, Cyrillic, Han …). */
const JOINER = /^[\u200c\u200d]$/;
const JOINED = /^[\p{Extended_Pictographic}\u{fe0f}\u{1f3fb}-\u{1f3ff}]$/u;
const JOINING_SCRIPTS = "Arab Syrc Mong Deva Beng Guru Gujr Taml Telu Knda Mlym Sinh".split(" ")
  .map((script) => new RegExp(`^\\p{Script=${script}}$`, "u"));

/** A character as it is shown: `⟨U+202E⟩`. */
const nameOf = (character: string) => `⟨U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}⟩`;

/** How to show a text. */
export interface VisibleOptions {
  /** Keeps line breaks and tabs, for text of several lines. */
  hasLines?: boolean;
}

/**
 * The text with its hidden characters written out. Applied twice, it gives the same.
 *
 * @example
 * ```ts
 * import { showHidden } from "./visible.ts";
 * showHidden("run\u202e1"); // "run⟨U+202E⟩1"
 * ```
 */
export function showHidden(text: string, { hasLines = false }: VisibleOptions = {}): string {
  if (PLAIN.test(text)) return text;
  return text.replace(HIDDEN, (character, at: number) => {
    if (hasLines && BREAK.test(character)) return character;
    if (JOINER.test(character) && isJoining(text.slice(Math.max(0, at - 2), at))) return character;
    return nameOf(character);
  });
}

/**
 * JSON of the same value in which hidden characters are escaped, so that it can be printed on a terminal.
 *
 * @example
 * ```ts
 * import { escapeHidden } from "./visible.ts";
 * escapeHidden('"a\u202eb"'); // '"a\\u202eb"'
 * ```
 */
export function escapeHidden(json: string): string {
  if (PLAIN.test(json)) return json;
  const escape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return json.replace(HIDDEN, (character) => character.split("").map(escape).join(""));
}

/** True when a joiner may follow this text. */
function isJoining(before: string): boolean {
  const last = [...before].at(-1) ?? "";
  return JOINED.test(last) || JOINING_SCRIPTS.some((script) => script.test(last));
}

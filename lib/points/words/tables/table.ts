/**
 * The form of all tables of words: what the words mean, then the language, then the words themselves. Rules ask for words by what they mean,
 * and never name one. Holds no word.
 *
 * @module
 */
import { isUnspaced } from "../../scan/characters.ts";

/** The languages that people train in. */
export type Language =
  | ("english" | "german" | "dutch" | "afrikaans" | "swedish" | "danish" | "norwegian")
  | ("french" | "spanish" | "portuguese" | "italian" | "catalan" | "romanian")
  | ("russian" | "ukrainian" | "polish" | "czech" | "slovak" | "slovenian" | "croatian" | "serbian" | "bulgarian")
  | ("latvian" | "lithuanian" | "estonian" | "finnish" | "hungarian" | "greek" | "turkish" | "georgian" | "armenian")
  | ("arabic" | "persian" | "urdu" | "hebrew" | "hindi" | "bengali" | "marathi" | "tamil")
  | ("chinese" | "japanese" | "korean" | "vietnamese" | "thai" | "indonesian" | "tagalog" | "swahili");

/**
 * Words of one meaning, in lower case, with spaces between them; `_` stands for a space within one. A word that several languages share
 * stands in one of them: all languages are looked up together.
 */
export type Words = Readonly<Partial<Record<Language, string>>>;

/** The words of some meanings, in all languages. */
export function wordsIn(...meanings: readonly Words[]): string[] {
  return meanings.flatMap((words) => Object.values(words)).flatMap((list) => list.split(" "));
}

/** The same with spaces within words. */
export function spokenIn(...meanings: readonly Words[]): string[] {
  return wordsIn(...meanings).map((word) => word.replaceAll("_", " "));
}

/** The words of some meanings in all languages but English, whose words have more forms than a table holds. */
export function wordsBeyondEnglish(...meanings: readonly Words[]): string[] {
  return wordsIn(...meanings.map(({ english: _, ...words }) => words));
}

/** True for a word of a language that puts no spaces between words: it stands anywhere in a text. */
export function isGlued(word: string): boolean {
  return isUnspaced(word.charCodeAt(0));
}

/** True for any other word. */
export function isSpaced(word: string): boolean {
  return !isGlued(word);
}

/** Words that are looked for in texts. */
export interface WordSet {
  /** True for one of the words, in lower case. */
  has(word: string): boolean;
  /** True for a text with one of them: as a whole word, or glued to others in a script without spaces. */
  standsIn(text: string): boolean;
}

const WORD = /[\p{L}\p{M}]+/gu;

/**
 * Makes a set of words.
 *
 * @example
 * ```ts
 * import { makeWordSet } from "./table.ts";
 * const best = makeWordSet(["beste", "最佳"]);
 * best.standsIn("Beste Genauigkeit: 0.5"); // true
 * best.standsIn("当前最佳: 0.5"); // true
 * best.standsIn("bester Wert: 0.5"); // false
 * ```
 */
export function makeWordSet(words: readonly string[]): WordSet {
  const all: ReadonlySet<string> = new Set(words), glued = words.filter(isGlued);
  return {
    has: (word) => all.has(word),
    standsIn: (text) =>
      glued.some((word) => text.includes(word)) || (text.toLowerCase().match(WORD) ?? []).some((word) => all.has(word)),
  };
}

/** Words as alternatives of an expression, the longest first. */
export function eitherWord(words: readonly string[]): string {
  return `(?:${words.toSorted((one, other) => other.length - one.length).map(escapeWord).join("|")})`;
}

const escapeWord = (word: string): string => word.replaceAll("_", " ").replace(/[.?*+^$()[\]{}|\\]/g, String.raw`\$&`);

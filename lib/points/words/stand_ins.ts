/**
 * Puts stand-ins in the places of words that no rule, table or expression of the reader looks for, and words in the places of stand-ins.
 * Lines that differ in such words alone say the same of them, and are understood once. Knows no words itself.
 *
 * @module
 */
import { isLower, isUpper, joinsLetters } from "../scan/characters.ts";
import { SOUGHT } from "./sought.gen.ts";

/** A line with stand-ins. */
export interface HiddenLine {
  /** As long as the line: its numbers are where they were. */
  text: string;
  /** The words that stood in place of the first, the second stand-in and so on, as printed. */
  words: string[];
}

const WORD_MIN_CHARS = 3, WORD_MAX_CHARS = 16;
/** A stand-in begins with these letters, one that says which it is, and goes on with the filling. No rule looks for any of it. */
const FIRST = "q", SECOND = "z", WHICH = "bcdfghjklmnprstvwxyz", FILLING = "jvwjvwjvwjvwj";
const STAND_IN = /qz([b-df-hj-np-tv-z])[jvw]*/gi;

/** 1 for three letters that are sought, and for three that may be short for more. */
const THREE = new Uint8Array(1 << 15), SHORT = new Uint8Array(1 << 15);
/** A bit for four letters that something sought begins with: by the first three a word, by the fourth a bit of it. */
const FOUR = new Uint32Array(1 << 15), FOUR_LETTERS = (1 << 20) - 1;
const letterAt = (text: string, at: number): number => text.charCodeAt(at) & 31;
const threeAt = (text: string, at: number): number =>
  letterAt(text, at) << 10 | letterAt(text, at + 1) << 5 | letterAt(text, at + 2);
for (const word of SOUGHT) {
  SHORT[threeAt(word, 0)] = 1;
  if (word.length === WORD_MIN_CHARS) THREE[threeAt(word, 0)] = 1;
  else FOUR[threeAt(word, 0)]! |= 1 << letterAt(word, WORD_MIN_CHARS);
}

/** True for a word that the reader may look for: it has such letters in it, begins or ends with three of them, or is short for it. */
function isSought(text: string, from: number, end: number): boolean {
  let letters = threeAt(text, from);
  if (THREE[letters] === 1 || (end - from === WORD_MIN_CHARS && SHORT[letters] === 1)) return true;
  for (let at = from + WORD_MIN_CHARS; at < end; at++) {
    letters = (letters << 5 | letterAt(text, at)) & FOUR_LETTERS;
    if ((FOUR[letters >> 5]! >> (letters & 31) & 1) === 1) return true;
  }
  return THREE[letters & THREE.length - 1] === 1;
}

/**
 * Hides the words that mean nothing to the reader: of ASCII letters, the first one alone in upper case, with no digit beside them. Null
 * for a line without any.
 *
 * @example
 * ```ts
 * import { hideWords } from "./stand_ins.ts";
 * hideWords("Step 3: loss=0.5, chlorophyll=0.25"); // { text: "Step 3: loss=0.5, qzbjvwjvwjv=0.25", words: ["chlorophyll"] }
 * ```
 */
export function hideWords(text: string): HiddenLine | null {
  const { length } = text, words: string[] = [];
  let hidden = "", shown = 0;
  for (let at = 0, before = 0; at < length && words.length < WHICH.length;) {
    const code = text.charCodeAt(at);
    if (!isLower(code) && !isUpper(code)) {
      before = code;
      at++;
      continue;
    }
    const end = wordEnd(text, at), isFree = !joinsLetters(before) && !joinsLetters(codeAt(text, end));
    if (isFree && mayHide(text, at, end)) {
      hidden += text.slice(shown, at) + standIn(text, at, end, words);
      shown = end;
    }
    before = text.charCodeAt(end - 1);
    at = end;
  }
  return words.length === 0 || STAND_IN_START.test(text) ? null : { text: hidden + text.slice(shown), words };
}

const STAND_IN_START = /qz/i;

const codeAt = (text: string, at: number): number => at < text.length ? text.charCodeAt(at) : 0;

/** Offset behind the letters that begin there. */
function wordEnd(text: string, from: number): number {
  let end = from + 1;
  while (end < text.length && (isLower(text.charCodeAt(end)) || isUpper(text.charCodeAt(end)))) end++;
  return end;
}

/** True for letters of a word that isn't sought, and has no upper case behind its first letter. */
function mayHide(text: string, from: number, end: number): boolean {
  if (end - from < WORD_MIN_CHARS || end - from > WORD_MAX_CHARS) return false;
  for (let at = from + 1; at < end; at++) if (isUpper(text.charCodeAt(at))) return false;
  return !isSought(text, from, end);
}

/** What stands in for a word. A word that comes again has the same one. */
function standIn(text: string, from: number, end: number, words: string[]): string {
  const word = text.slice(from, end), known = words.indexOf(word), which = known < 0 ? words.push(word) - 1 : known;
  const first = isUpper(text.charCodeAt(from)) ? FIRST.toUpperCase() : FIRST;
  return first + SECOND + WHICH[which]! + FILLING.slice(0, end - from - WORD_MIN_CHARS);
}

/** Puts the words back into a text that was made from a line with stand-ins. A name is in lower case, whatever its word was. */
export function showWords(text: string, words: readonly string[]): string {
  if (!STAND_IN_START.test(text)) return text;
  return text.replaceAll(STAND_IN, (found, which: string) => {
    const word = words[WHICH.indexOf(which)]!;
    return isUpper(found.charCodeAt(0)) ? word : word.toLowerCase();
  });
}

/** True for a text with a stand-in. */
export function hasStandIn(text: string): boolean {
  return STAND_IN_START.test(text);
}

/**
 * The characters of a line as numbers in an array: reading them from a string again and again is slow, because a line is a part of a longer
 * string. Knows which characters make words and digits, and which may have to be cleaned, and no more.
 *
 * @module
 */
import { isOtherDigit } from "./digits.ts";

/** A text and its characters. Created once and filled for each line. */
export interface Characters {
  text: string;
  /** The code units of the text, and zeros behind its end, so that looking a few characters ahead needs no check. */
  codes: Uint16Array;
  /** `ODD` for a text with such a character, and bits for pairs that marks of ranks and of syslog begin with. 0 for most lines. */
  marks: number;
}

/** Zeros behind the end. */
const ZEROS = 8;
const FIRST_ROOM_CHARS = 4096 + ZEROS;

/** Creates characters to be filled. */
export function makeCharacters(): Characters {
  return { text: "", codes: new Uint16Array(FIRST_ROOM_CHARS), marks: 0 };
}

/** Characters that a cleaned line doesn't have: ESC, backspace, the minus sign, digits of other scripts. */
export const ODD = 1;
/** `[r`, `[R`, `<s`, `#0`: the first character of a pair has a bit of its own, the second one the bit above it. */
const PAIRS: readonly [firsts: string, seconds: string, bit: number][] = [["[", "rR", 2], ["<", "s", 8], [
  "#",
  "0",
  32,
]];
const SECONDS = 4 + 16 + 64, SYSLOG_TAB = 64;
const MARKS = new Uint8Array(0x1_0000);
for (const code of [0x08, 0x1b, 0x2212]) MARKS[code] = ODD;
for (let code = 0x80; code < MARKS.length; code++) if (isOtherDigit(code)) MARKS[code] = ODD;
for (const [firsts, seconds, bit] of PAIRS) {
  for (const first of firsts) MARKS[first.charCodeAt(0)] = bit;
  for (const second of seconds) MARKS[second.charCodeAt(0)] = 2 * bit;
}

/** Fills in a text, which begins at `from` in `whole`: a longer text in one piece is read faster than a part of it. */
export function fillCharacters(text: string, out: Characters, whole: string = text, from = 0): void {
  const { length } = text;
  if (out.codes.length < length + ZEROS) out.codes = new Uint16Array(2 * length + ZEROS);
  const { codes } = out;
  let marks = 0, before = 0;
  for (let at = 0; at < length; at++) {
    const code = whole.charCodeAt(from + at), mark = MARKS[code]!;
    codes[at] = code;
    marks |= (mark & ODD) | (before << 1 & mark & SECONDS);
    before = mark;
  }
  for (let at = length; at < length + ZEROS; at++) codes[at] = 0;
  out.text = text;
  out.marks = marks;
}

/** True for a text that may have to be cleaned because of its digits, or whose digits may: `#011`, those of other scripts. */
export function dependsOnDigits({ marks }: Characters): boolean {
  return (marks & (ODD | SYSLOG_TAB)) !== 0;
}

const UNDERSCORE = 95, ASCII_END = 128;
/** 1 for the letters, digits and `_` of ASCII. */
const ASCII_WORDS = Uint8Array.from({ length: ASCII_END }, (_, code) => Number(/\w/.test(String.fromCharCode(code))));

/** True for `0` to `9`. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** True for ASCII letters. */
export function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** True for `a` to `z`. */
export function isLower(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** True for `A` to `Z`. */
export function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

/** True for a digit, an apostrophe, a backslash and what isn't ASCII: beside letters they belong to one word. */
export function joinsLetters(code: number): boolean {
  return isDigit(code) || code === 39 || code === 92 || code >= ASCII_END;
}

/** True for letters of scripts that put spaces between words, digits and `_`. */
export function isWord(code: number): boolean {
  if (code < ASCII_END) return ASCII_WORDS[code] === 1;
  return code >= 0xc0 && code < 0x2000 && !isPunctuation(code);
}

/** True for ASCII letters, digits, `_`, and the marks `.` and `-` that join words. */
export function joinsWords(code: number): boolean {
  return code === UNDERSCORE || code === 45 || code === 46 || isLetter(code) || isDigit(code);
}

/** True for signs among the letters of other scripts: the Arabic comma, the Greek question mark, the danda. */
function isPunctuation(code: number): boolean {
  return code === 0xd7 || code === 0xf7 || code === 0x37e || code === 0x387 || code === 0x60c || code === 0x61b ||
    code === 0x61f || (code >= 0x66a && code <= 0x66d) || code === 0x964 || code === 0x965;
}

/** True for letters of Chinese, Japanese and Korean, which stand beside a number without a space: `第3轮`. */
export function isUnspaced(code: number): boolean {
  return (code >= 0x3040 && code < 0xa000) || (code >= 0xac00 && code < 0xd7a4);
}

/** Offset behind the digits at an offset. */
export function skipDigits(codes: Uint16Array, at: number): number {
  while (isDigit(codes[at]!)) at++;
  return at;
}

/** The value of the digits between two offsets. */
export function readWhole(codes: Uint16Array, from: number, end: number): number {
  let value = 0;
  for (let at = from; at < end; at++) value = value * 10 + codes[at]! - 48;
  return value;
}

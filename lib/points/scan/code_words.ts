/**
 * Lists of words that are looked up in the characters of a line: no string is made of them. Knows no words of its own.
 *
 * @module
 */

/** True for one of the words between two offsets. */
export type HasWord = (codes: Uint16Array, from: number, end: number) => boolean;

const BUCKETS = 256;

/** By the number of letters, the first one and the last one. */
const bucketOf = (length: number, first: number, last: number) => (length * 61 + first * 7 + last * 31) % BUCKETS;

/**
 * Makes a list of words.
 *
 * @example
 * ```ts
 * import { makeCodeWords } from "./code_words.ts";
 * const isUnit = makeCodeWords(["s", "ms"]);
 * const codes = Uint16Array.from("12ms", (letter) => letter.charCodeAt(0));
 * isUnit(codes, 2, 4); // true
 * ```
 */
export function makeCodeWords(words: Iterable<string>): HasWord {
  const buckets = Array.from({ length: BUCKETS }, (): string[] => []);
  for (const word of new Set(words)) {
    buckets[bucketOf(word.length, word.charCodeAt(0), word.charCodeAt(word.length - 1))]!.push(word);
  }
  return (codes, from, end) => {
    if (end <= from) return false;
    for (const word of buckets[bucketOf(end - from, codes[from]!, codes[end - 1]!)]!) {
      if (word.length === end - from && standsAt(word, codes, from)) return true;
    }
    return false;
  };
}

function standsAt(word: string, codes: Uint16Array, from: number): boolean {
  for (let at = 0; at < word.length; at++) if (codes[from + at] !== word.charCodeAt(at)) return false;
  return true;
}

/**
 * Lists of words that are found in a text as whole words: what stands where is looked up, not searched by one long expression. Knows no word
 * itself.
 *
 * @module
 */

/** Offsets where something stands in a text. */
export type Extent = readonly [from: number, to: number];

/** Finds all places in a text where something stands. */
export type Finder = (text: string) => readonly Extent[];

/** Tells whether a text has something. A regular expression is one too. */
export interface Sign {
  test(text: string): boolean;
}

/** A word; what stands directly behind a point or a dash is a part of a longer one. */
const WORD = /(?<![\p{L}\p{N}_.-])[\p{L}\p{N}_]+/gu;

/** A word of a text, in lower case, and where it stands. */
interface Word {
  word: string;
  place: Extent;
}

/** Most texts have nothing of a list: they cost no array. */
const NOWHERE: Extent[] = [];

/** The words of the newest text: several lists are looked for in one text. */
const newest: { text: string; words: readonly Word[] } = { text: "", words: [] };

function wordsIn(text: string): readonly Word[] {
  if (newest.text === text) return newest.words;
  const words: Word[] = [];
  WORD.lastIndex = 0;
  for (let found = WORD.exec(text); found !== null; found = WORD.exec(text)) {
    words.push({ word: found[0].toLowerCase(), place: [found.index, WORD.lastIndex] });
  }
  newest.text = text;
  newest.words = words;
  return words;
}

/**
 * Finds the words of a list, which spaces separate, in any case.
 *
 * @example
 * ```ts
 * import { wordsOf } from "./word_list.ts";
 * wordsOf("saved saving")("Model saved."); // [[6, 11]]
 * ```
 */
export function wordsOf(list: string): Finder {
  const words = new Set(list.split(" "));
  return (text) => {
    let places: Extent[] = NOWHERE;
    for (const { word, place } of wordsIn(text)) {
      if (!words.has(word)) continue;
      if (places === NOWHERE) places = [];
      places.push(place);
    }
    return places;
  };
}

/** Finds what an expression with the flag `g` matches. */
export function matchesOf(pattern: RegExp): Finder {
  return (text) => {
    if (text.search(pattern) < 0) return NOWHERE;
    return Array.from(text.matchAll(pattern), ({ 0: match, index }) => [index, index + match.length]);
  };
}

/** Finds what any of several finders finds. */
export function eitherOf(...finders: readonly Finder[]): Finder {
  return (text) => {
    let places: readonly Extent[] = NOWHERE;
    for (const find of finders) {
      const found = find(text);
      if (found.length > 0) places = places.length === 0 ? found : [...places, ...found];
    }
    return places;
  };
}

/** True for a text in which something stands. */
export function standing(find: Finder): Sign {
  return { test: (text) => find(text).length > 0 };
}

/** True for a text in which one of some words stands anywhere, in any case. */
export function containing(words: readonly string[]): Sign {
  return {
    test(text) {
      const lower = text.toLowerCase();
      return words.some((word) => lower.includes(word));
    },
  };
}

/** True for a text in which the second stands behind the first, at most some characters later, where the text between is as an expression says. */
export function following(
  first: Finder,
  second: Finder,
  { charsMax = Infinity, between }: { charsMax?: number; between?: RegExp } = {},
): Sign {
  return {
    test(text) {
      const starts = first(text), ends = starts.length === 0 ? [] : second(text);
      return starts.some(([, to]) =>
        ends.some(([from]) => from >= to && from - to <= charsMax && (between?.test(text.slice(to, from)) ?? true))
      );
    },
  };
}

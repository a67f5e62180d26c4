/**
 * How a name of a quantity is written, with the word of its split or without.
 *
 * @module
 */
import type { Draw } from "../draw.ts";
import type { Split } from "../model.ts";
import { ENGLISH, type Language } from "./languages.ts";

/** A name as printed, the metric that a reader should call it, and others as right. */
export interface Name {
  text: string;
  metric: string;
  also: string[];
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** The same of a word in any case: `TEST` is `Test`. */
const capitalAlone = (word: string) => capital(word === word.toUpperCase() ? word.toLowerCase() : word);

/** How words become one name. Each gets plain words. */
const CASES: Record<string, (words: string[], joins: string) => string> = {
  "as it is": (words, joins) => words.join(joins),
  "as it is, of words": (words, joins) => words.join(joins),
  "Title Case": (words, joins) => words.map(capital).join(joins),
  "First capital": (words, joins) => capital(words.join(joins)),
  "UPPER CASE": (words, joins) => words.join(joins).toUpperCase(),
  "snake_case": (words) => words.join("_"),
  "Snake_Title": (words) => words.map(capital).join("_"),
  "UPPER_SNAKE": (words) => words.join("_").toUpperCase(),
  "camelCase": ([first = "", ...rest]) => first.toLowerCase() + rest.map(capitalAlone).join(""),
  "PascalCase": (words) => words.map(capitalAlone).join(""),
  "kebab-case": (words) => words.join("-"),
};

/** Where the split's word `S` stands beside the name `N`. `-` is what joins words in the case. */
const PLACES: Record<string, string> = {
  "before": "S-N",
  "before the name": "S-N",
  "behind": "N-S",
  "before a slash": "S/N",
  "behind a slash": "N/S",
  "before a dot": "S.N",
  "(behind)": "N (S)",
  "(behind) without a blank": "N(S)",
  "[behind]": "N[S]",
  "[behind] with a blank": "N [S]",
  "[before]": "[S] N",
  "(before)": "(S) N",
};

/** Names with signs of their own keep them in any case. */
const isPlain = (word: string) => /^[\p{L} _]+$/u.test(word);

/** Draws how a program writes all of its names. `isBare` where brackets and slashes would belong to something else. */
export function drawNames(
  draw: Draw,
  { language, words }: { language: Language; words: Record<Split, string> },
  isBare: boolean,
): (word: string, split: Split | null) => Name {
  const toCase = draw.one("name", CASES);
  const places = language === ENGLISH ? { ...PLACES, "behind on": "N on S" } : PLACES;
  const place = isBare ? "S-N" : draw.one("split", places);
  return (word, split) => {
    const own = isPlain(word) ? word.split(/[ _]/) : [word], splitWord = split && words[split];
    if (!splitWord) {
      const text = toCase(own, language.joins);
      return { text, metric: word, also: unique([text, ...namesOf(word)]) };
    }
    const text = place === "S-N"
      ? toCase([splitWord, ...own], language.joins)
      : place === "N-S"
      ? toCase([...own, splitWord], language.joins)
      : placed(place, toCase([splitWord], ""), toCase(own, language.joins));
    const also = [text, ...namesOf(word).flatMap((name) => [`${splitWord}_${name}`, `${name}_${splitWord}`])];
    return {
      text,
      metric: `${splitWord}_${word}`,
      also: /[[(]S/.test(place) ? [...also, ...namesOf(word).map((name) => `${split}_${name}`), word] : also,
    };
  };
}

const unique = (names: string[]) => [...new Set(names)];

/** A name at the place of its split. A name of several words joins them beside a slash or a point. */
function placed(place: string, split: string, name: string): string {
  const whole = /[/.]/.test(place) ? name.replaceAll(" ", "_") : name;
  return place.replace(/[SN]/g, (sign) => sign === "S" ? split : whole);
}

/** Names of a quantity: that of a mean without its word, too, and of what has a usual name that one. */
const namesOf = (word: string) => [
  word,
  word.replace(/^avg\.? /, ""),
  word.replace("gnorm", "grad_norm"),
  word.toUpperCase().toLowerCase(), // a Turkish letter has lost its form
];

/** The name of a quantity whose split stands apart from it: with the word printed, or by the split itself, or bare where no other has that name. */
export function nameBy(word: string, split: Split, splitWord: string): { metric: string; also: string[] } {
  const also = namesOf(word).flatMap((name) => [
    `${splitWord}_${name}`,
    `${name}_${splitWord}`,
    `${split}_${name}`,
    name,
  ]);
  return { metric: `${splitWord}_${word}`, also: unique(also) };
}

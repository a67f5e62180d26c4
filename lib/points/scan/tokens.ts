/**
 * Splits the words around a line's numbers into tokens: words, ties, separators, brackets, quotes. Doesn't know what a word means.
 *
 * @module
 */
import { isWord } from "./characters.ts";

/**
 * A `word` has no space in it. A `tie` is `=` or `:`. A `separator` ends a field: a comma, a bar, a dash or an arrow that stands alone, two
 * spaces, the end of a sentence. Brackets are `open` and `close`.
 */
export type TokenKind = "word" | "tie" | "separator" | "open" | "close" | "quote";

/** A token with its offsets, and how many brackets are open around it. */
export interface Token {
  kind: TokenKind;
  from: number;
  to: number;
  depth: number;
}

const SEPARATORS = new Set(Array.from(",|;\t│┃├└╰─>\u3000→", (mark) => mark.charCodeAt(0)));
const SPACE = 32,
  POINT = 46,
  SLASH = 47,
  COLON = 58,
  EQUAL = 61,
  MINUS = 45,
  PLUS = 43,
  QUOTE = 34,
  HASH = 35,
  APOSTROPHE = 39;
/** Abbreviations: the point behind them ends no sentence. */
const ABBREVIATED = new Set(
  ("val valid avg ave acc ep up sen std max min num iter cum tr te lr no spec err rec reg disc gen adv recon prec sens grad")
    .split(" "),
);
const ABBREVIATION_MAX_CHARS = 6;

/** Reads the tokens of a text. Single spaces are none. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0, at = 0;
  while (at < text.length) {
    const kind = kindAt(text, at);
    const from = at++;
    if (kind === null) continue;
    if (kind === "word") {
      while (at < text.length && text.charCodeAt(at) !== SPACE && kindAt(text, at) === "word") at++;
    }
    if (kind === "close") depth = Math.max(0, depth - 1);
    tokens.push({ kind, from, to: at, depth });
    if (kind === "open") depth++;
  }
  return tokens;
}

/** The kind of the token that the character at an offset begins or goes on; null for a single space. */
function kindAt(text: string, at: number): TokenKind | null {
  const code = text.charCodeAt(at);
  if (code === SPACE) return at > 0 && text.charCodeAt(at - 1) === SPACE ? "separator" : null;
  if (SEPARATORS.has(code)) return "separator";
  if (code === EQUAL) return "tie";
  if (code === COLON) return text.charCodeAt(at + 1) === COLON ? "word" : "tie";
  if (code === 40 || code === 91 || code === 123) return "open";
  if (code === 41 || code === 93 || code === 125) return "close";
  if (code === QUOTE) return "quote";
  if (code === APOSTROPHE) return isWithin(text, at) ? "word" : "quote";
  if (code === SLASH) return at === 0 || text.charCodeAt(at - 1) === SPACE ? "separator" : "word";
  const isEnd = text.charCodeAt(at + 1) === SPACE;
  if (code === MINUS || code === PLUS || code === HASH) return isEnd ? "separator" : "word";
  return code === POINT && isEnd && !endsAbbreviation(text, at) ? "separator" : "word";
}

/** True for the apostrophe of `tree's`. */
function isWithin(text: string, at: number): boolean {
  return at > 0 && isWord(text.charCodeAt(at - 1)) && isWord(text.charCodeAt(at + 1));
}

/** True for the point of `Avg. loss`. */
function endsAbbreviation(text: string, point: number): boolean {
  let from = point;
  while (from > 0 && point - from <= ABBREVIATION_MAX_CHARS && isWord(text.charCodeAt(from - 1))) from--;
  const isStart = from === 0 || " |([-\t".includes(text[from - 1]!);
  return isStart && ABBREVIATED.has(text.slice(from, point).toLowerCase());
}

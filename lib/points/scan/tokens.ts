/**
 * Splits the words around a line's numbers into tokens: words, ties, separators, brackets, quotes. Doesn't know what a word means.
 *
 * @module
 */
import { MEASURE_WORDS } from "../words/tables/measure_words.ts";
import { wordsIn } from "../words/tables/table.ts";
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

const SPACE = 32, COLON = 58;
/** Abbreviations: the point behind them ends no sentence. */
const ABBREVIATED: ReadonlySet<string> = new Set(wordsIn(MEASURE_WORDS.abbreviated));
const ABBREVIATION_MAX_CHARS = 8;

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

/** Decides a token's kind from the characters beside a mark. */
type KindReader = (text: string, at: number) => TokenKind | null;

const isSpace = (text: string, at: number) => text.charCodeAt(at) === SPACE;
const signKind: KindReader = (text, at) => isSpace(text, at + 1) ? "separator" : "word";

/** Marks that are always of one kind. */
const KINDS: readonly (readonly [marks: string, kind: TokenKind])[] = [
  [",|;\t│┃├└╰─>\u3000→█▓▒░▏▎▍▌▋▊▉▇▆▅▄▃▂▁", "separator"],
  ["([{", "open"],
  [")]}", "close"],
  ["=", "tie"],
  ['"', "quote"],
];
/** Marks whose kind the characters beside them decide. A single space is no token. */
const KINDS_BESIDE: Readonly<Record<string, KindReader>> = {
  " ": (text, at) => isSpace(text, at - 1) ? "separator" : null,
  ":": (text, at) => text.charCodeAt(at + 1) === COLON || isScope(text, at) ? "word" : "tie",
  "'": (text, at) => isWithin(text, at) ? "word" : "quote",
  "/": (text, at) => at === 0 || isSpace(text, at - 1) ? "separator" : "word",
  "-": signKind,
  "+": signKind,
  "#": signKind,
  "*": signKind,
  "~": signKind,
  "`": signKind,
  "!": signKind,
  "?": signKind,
  ".": (text, at) =>
    isLeader(text, at) || (isSpace(text, at + 1) && !endsAbbreviation(text, at)) ? "separator" : "word",
};
/** By a character's code, which of the readers decides its kind: 0 for the characters of words. */
const READER_OF = new Uint8Array(0x1_0000);
const READERS: readonly KindReader[] = [
  () => "word",
  ...KINDS.map(([, kind]): KindReader => () => kind),
  ...Object.values(KINDS_BESIDE),
];
for (const [at, marks] of [...KINDS.map(([marks]) => marks), ...Object.keys(KINDS_BESIDE)].entries()) {
  for (const mark of marks) READER_OF[mark.charCodeAt(0)] = at + 1;
}

/** The kind of the token that the character at an offset begins or goes on; null for a single space. */
function kindAt(text: string, at: number): TokenKind | null {
  const reader = READER_OF[text.charCodeAt(at)]!;
  return reader === 0 ? "word" : READERS[reader]!(text, at);
}

/** True for the second colon of `net::f1`. */
function isScope(text: string, at: number): boolean {
  return at > 1 && text.charCodeAt(at - 1) === COLON && isWord(text.charCodeAt(at - 2)) &&
    isWord(text.charCodeAt(at + 1));
}

/** True for the last point of `Evaluating....`. */
function isLeader(text: string, at: number): boolean {
  return at > 1 && text[at - 1] === "." && text[at - 2] === "." && text[at + 1] !== ".";
}

/** True for the apostrophe of `tree's`. */
function isWithin(text: string, at: number): boolean {
  return at > 0 && isWord(text.charCodeAt(at - 1)) && isWord(text.charCodeAt(at + 1));
}

/** A word that its writer may have cut, before a further one: two to four letters, the last of which is no vowel. So may `train`. */
const CUT = /^(?:[A-Za-z]{1,3}[b-df-hj-np-tv-xz]|train)$/, WORD_BEHIND = /^\. [A-Za-z]/;
/** A longer one with a capital, before a word without one, which begins no sentence: `Recon. loss`. What happened is none: `Finished. loss`. */
const CUT_LONG = /^(?!.*(?:ed|ing)$)[A-Z][a-z]{3,6}[b-df-hj-np-tv-xz]$/, LOWER_BEHIND = /^\. [a-z]/;
/** Such words that are whole: a sentence of their own. */
const WHOLE = new Set("ok yes end stop next exit start best last this it is at on in of up off not".split(" "));

/** True for the point of `Avg. loss`, and of `Rel. err` where a field begins. */
function endsAbbreviation(text: string, point: number): boolean {
  let from = point;
  while (from > 0 && point - from <= ABBREVIATION_MAX_CHARS && isWord(text.charCodeAt(from - 1))) from--;
  const isStart = from === 0 || " |([-\t@/".includes(text[from - 1]!),
    printed = text.slice(from, point),
    word = printed.toLowerCase().replace(/^.*_/, "");
  if (!isStart) return false;
  return ABBREVIATED.has(word) || (isCut(printed, text.slice(point, point + 3)) && beginsField(text, from));
}

/** True for a word that its writer may have cut, before what stands behind it. */
function isCut(printed: string, behind: string): boolean {
  const word = printed.toLowerCase();
  if (WHOLE.has(word)) return false;
  return (CUT.test(word) && WORD_BEHIND.test(behind)) || (CUT_LONG.test(printed) && LOWER_BEHIND.test(behind));
}

/** True behind a mark that ends a field, at least a space away. */
function beginsField(text: string, at: number): boolean {
  return /(?:^|[,:|;([\-]) {0,2}$/.test(text.slice(Math.max(0, at - 3), at));
}

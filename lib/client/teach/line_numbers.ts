/**
 * The numbers of a line as a reader sees them, and a pattern that would read one of them. What a run's metrics are is
 * decided by `lib/points` on the server; here a user only points at something.
 *
 * @module
 */

/** A number of a line. */
export interface LineNumber {
  text: string;
  value: number;
  /** Place in the line's plain text. */
  start: number;
  end: number;
  /** Letters right after it, such as `ms`, `k`, `%`; "" for none. */
  unit: string;
}

const NUMBER =
  /[-+]?(?:\d{1,3}(?:,\d{3}){1,8}(?![\d,])(?:\.\d{1,40})?|\d{1,40}(?:\.\d{1,40})?|\.\d{1,40})(?:[eE][-+]?\d{1,4})?|\b(?:nan|inf)\b/gi;
/** What may follow a number that isn't a part of a word. */
const UNIT = /^(?:%|[A-Za-zµ]{1,6}(?:\/[A-Za-z]{1,8})?)(?![\w.-])/;
const SCALES: Record<string, number> = { k: 1e3, K: 1e3, M: 1e6, G: 1e9, B: 1e9, T: 1e12, "%": 0.01 };
/** The same in RE2 syntax, for a pattern. */
const VALUE_GROUP = "(?P<value>[-+]?[\\d,]*\\.?\\d+(?:[eE][-+]?\\d+)?|(?i:nan|inf))";
const STEP_GROUP = "(?P<step>\\d+)";
const STEP_WORD = /(?:^|[^A-Za-z])(global[_ ]?step|step|iteration|iter|it|update|batch|epoch)([ :=#]{0,3}\[?)$/i;
/** Words that join others and name nothing. */
const JOINING = /^(?:a|and|as|at|by|for|from|in|is|of|on|or|than|the|to|with)$/i;
/** Numbers of one line that are looked at. */
const NUMBERS_MAX = 100;

/**
 * Numbers of a line's plain text, in order; digits within a word (`v2`), a date or a time of day are none.
 *
 * @example
 * ```ts
 * import { listNumbers } from "./line_numbers.ts";
 * listNumbers("step 10 loss 0.5").map((number) => number.value); // [10, 0.5]
 * ```
 */
export function listNumbers(text: string): LineNumber[] {
  const numbers: LineNumber[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const start = match.index;
    const end = start + match[0].length;
    const rest = text.slice(end, end + 20);
    const unit = UNIT.exec(rest)?.[0] ?? "";
    const isInWord = /[\w.]/.test(text[start - 1] ?? " ") || (unit === "" && /^\.?\w/.test(rest));
    if (isInWord || isInMoment(text, start, end)) continue;
    numbers.push({ text: match[0], value: readValue(match[0]), start, end, unit });
    if (numbers.length === NUMBERS_MAX) break;
  }
  return numbers;
}

/** True for the parts of `12:00:57` and `2026-01-28`. */
function isInMoment(text: string, start: number, end: number): boolean {
  return /\d[:-]$/.test(text.slice(Math.max(0, start - 2), start)) ||
    /^[:-]\d/.test(text.slice(end, end + 2)) ||
    /^-\d/.test(text.slice(start, start + 2)) && /\d/.test(text[start - 1] ?? " ");
}

function readValue(text: string): number {
  const word = text.toLowerCase();
  return word === "nan" ? NaN : word === "inf" ? Infinity : Number(text.replaceAll(",", ""));
}

/** True when a point's value is what this number says, as it stands or with its unit (`1.2k`, `45%`). */
export function isSameNumber({ value, unit }: LineNumber, other: number): boolean {
  const isNear = (number: number) => Object.is(number, other) || Math.abs(number - other) <= 1e-9 * Math.abs(other);
  return isNear(value) || isNear(value * (SCALES[unit] ?? 1));
}

/** A metric's name and a pattern in RE2 syntax, to be looked over by the user. */
export interface PatternProposal {
  metric: string;
  pattern: string;
}

/**
 * A pattern that reads this number of this line: the word before it is the name; a number called step (or the like)
 * before it on the line is the step.
 *
 * @example
 * ```ts
 * import { listNumbers, proposePattern } from "./line_numbers.ts";
 * const line = "step 3 | perplexity = 17.2";
 * proposePattern(line, listNumbers(line)[1]!).metric; // "perplexity"
 * ```
 */
export function proposePattern(text: string, number: LineNumber): PatternProposal {
  const before = text.slice(0, number.start);
  const named = /(?<![\w./-])([A-Za-z][\w./-]{0,60})([^\w.]{1,6})$/.exec(before);
  const lead = named ? named[0] : before.slice(-12);
  const metric = named && !JOINING.test(named[1]!) ? named[1]!.toLowerCase().replaceAll(/[-.]/g, "_") : "";
  const value = `${named ? "\\b" : ""}${escapePattern(lead)}${VALUE_GROUP}`;
  return { metric, pattern: stepBefore(text, number.start - lead.length) + value };
}

/** The part of a pattern that reads the step, "" when the line has none before `end`. */
function stepBefore(text: string, end: number): string {
  for (const number of listNumbers(text.slice(0, end))) {
    const word = STEP_WORD.exec(text.slice(0, number.start));
    if (!word || !/^\d+$/.test(number.text)) continue;
    return `\\b${escapePattern(word[1]! + word[2]!)}${STEP_GROUP}.*`;
  }
  return "";
}

/** Text as a pattern that matches it: runs of space any width, digits any digits. */
function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/\d+/g, "\\d+")
    .replaceAll(/\s+/g, "\\s*");
}

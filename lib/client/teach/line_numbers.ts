/**
 * Finds the numbers of a line, and proposes a pattern that reads one of them. Decides nothing about metrics: the server does, in
 * `lib/points`.
 *
 * @module
 */

/** A number of a line. */
export interface LineNumber {
  text: string;
  value: number;
  /** Character indexes in the line's plain text. */
  start: number;
  end: number;
  /** The unit right after it, such as `ms`, `k` or `%`; "" for none. */
  unit: string;
}

/** Digits with commas between thousands, digits with or without decimals, or decimals alone. */
const DIGITS = String.raw`\d{1,3}(?:,\d{3}){1,8}(?![\d,])(?:\.\d{1,40})?|\d{1,40}(?:\.\d{1,40})?|\.\d{1,40}`;
const NUMBER = new RegExp(String.raw`[-+]?(?:${DIGITS})(?:e[-+]?\d{1,4})?|\b(?:nan|inf)\b`, "gi");
/** A unit right after a number. */
const UNIT = /^(?:%|[A-Za-zµ]{1,6}(?:\/[A-Za-z]{1,8})?)(?![\w.-])/;
const SCALES: Record<string, number> = { k: 1e3, K: 1e3, M: 1e6, G: 1e9, B: 1e9, T: 1e12, "%": 0.01 };
/** The group of a number, in RE2 syntax. */
const VALUE_GROUP = "(?P<value>[-+]?[\\d,]*\\.?\\d+(?:[eE][-+]?\\d+)?|(?i:nan|inf))";
const STEP_GROUP = "(?P<step>\\d+)";
const STEP_WORD = /(?:^|[^A-Za-z])(global[_ ]?step|step|iteration|iter|it|update|batch|epoch)([ :=#]{0,3}\[?)$/i;
/** Words that are no name of a metric. */
const JOINING = /^(?:a|and|as|at|by|for|from|in|is|of|on|or|than|the|to|with)$/i;
/** Most numbers of one line. */
const NUMBERS_MAX = 100;

/**
 * Finds the numbers of a line's plain text, in order. Digits of a word (`v2`), of a date and of a time of day don't count.
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

/** True for a part of a time or date, such as `12:00:57` or `2026-01-28`. */
function isInMoment(text: string, start: number, end: number): boolean {
  return /\d[:-]$/.test(text.slice(Math.max(0, start - 2), start)) ||
    /^[:-]\d/.test(text.slice(end, end + 2)) ||
    /^-\d/.test(text.slice(start, start + 2)) && /\d/.test(text[start - 1] ?? " ");
}

function readValue(text: string): number {
  const word = text.toLowerCase();
  return word === "nan" ? NaN : word === "inf" ? Infinity : Number(text.replaceAll(",", ""));
}

/** True when a number has this value, alone or with its unit (`1.2k`, `45%`). */
export function isSameNumber({ value, unit }: LineNumber, other: number): boolean {
  const isNear = (number: number) => Object.is(number, other) || Math.abs(number - other) <= 1e-9 * Math.abs(other);
  return isNear(value) || isNear(value * (SCALES[unit] ?? 1));
}

/** A metric's name and a pattern in RE2 syntax. The user can change both. */
export interface PatternProposal {
  metric: string;
  pattern: string;
}

/**
 * Proposes a pattern that reads this number of this line. The word before the number names the metric. The step is a number earlier on
 * the line that follows `step`, `iter` or a similar word.
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
  const named = wordBefore(before);
  const lead = named ? named[0] : before.slice(-12);
  const metric = named && !JOINING.test(named[1]!) ? named[1]!.toLowerCase().replaceAll(/[-.]/g, "_") : "";
  const value = `${named ? "\\b" : ""}${escapePattern(lead)}${VALUE_GROUP}`;
  return { metric, pattern: stepBefore(text, number.start - lead.length) + value };
}

/**
 * The pattern that reads this number wherever its name stands before a number, on lines with and without a step. The name is the reader's:
 * `level_set` for `Level set`.
 *
 * @example
 * ```ts
 * import { listNumbers, proposeNamed } from "./line_numbers.ts";
 * const line = "level set: 3";
 * proposeNamed(line, listNumbers(line)[0]!, "level_set"); // "\\blevel\\s*set:\\s*(?P<value>…)"
 * ```
 */
export function proposeNamed(text: string, number: LineNumber, name: string): string {
  const before = text.slice(0, number.start);
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const printed = words.join("[^\\p{L}\\p{N}]{0,3}");
  const named = words.length === 0 ? null : new RegExp(`${printed}[^\\p{L}\\p{N}.]{1,6}$`, "iu").exec(before);
  const lead = named ? named[0] : wordBefore(before)?.[0] ?? before.slice(-12);
  return `${/^\w/.test(lead) ? "\\b" : ""}${escapePattern(lead)}${VALUE_GROUP}`;
}

/** The word before a number and what stands between them. */
const wordBefore = (before: string) => /(?<![\w./-])([A-Za-z][\w./-]{0,60})([^\w.]{1,6})$/.exec(before);

/** The part of a pattern that reads the step; "" when the line has no step before index `end`. */
function stepBefore(text: string, end: number): string {
  for (const number of listNumbers(text.slice(0, end))) {
    const word = STEP_WORD.exec(text.slice(0, number.start));
    if (!word || !/^\d+$/.test(number.text)) continue;
    return `\\b${escapePattern(word[1]! + word[2]!)}${STEP_GROUP}.*`;
  }
  return "";
}

/** A pattern that matches this text, with any digits for its digits and any spaces for its spaces. */
function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/\d+/g, "\\d+")
    .replaceAll(/\s+/g, "\\s*");
}

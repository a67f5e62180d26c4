/**
 * Finds numbers as training programs print them. Reads a number whole (`1e-5` isn't 1), and dates, times and versions as no number.
 * Doesn't know what a number means.
 *
 * @module
 */
import {
  type Characters,
  fillCharacters,
  isDigit,
  isLetter,
  isWord,
  makeCharacters,
  skipDigits,
} from "./characters.ts";
import { makeCodeWords } from "./code_words.ts";
import { startsName } from "./glued_names.ts";
import { isSpelled, startsNumber } from "./number_start.ts";
import { endsOrdinal } from "./ordinals.ts";
import { GLUED_TIMES } from "../words/units.ts";

/**
 * How a number was printed. `WORD` is `nan` or `inf`. `BROKEN` is a date, a time of day, a version or an address: one thing without a
 * value. `RANGE` is `1-100`: its last number may be a counter, never a metric's value.
 */
export const INTEGER = 1, DECIMAL = 2, WORD = 3, BROKEN = 4, RANGE = 5;

/** A number in a text. */
export interface ScannedNumber {
  /** May be NaN or infinite. Means nothing for `BROKEN`. */
  value: number;
  /** One of `INTEGER`, `DECIMAL`, `WORD`, `BROKEN` and `RANGE`. */
  form: number;
  /** Offset behind it. */
  end: number;
  /** True when a comma and a digit stand behind its first digits. */
  hasComma: boolean;
}

const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/** A double holds any integer of this many digits exactly. */
const EXACT_DIGITS = 15;
const DOT = 46,
  COMMA = 44,
  MINUS = 45,
  PLUS = 43,
  SLASH = 47,
  COLON = 58,
  UNDERSCORE = 95,
  PERCENT = 37,
  HASH = 35,
  CLOSING = 93;

/** Units that may be glued to a number. */
const isUnit = makeCodeWords(
  ("dB s sec secs second seconds ms us µs ns m min mins h hr hrs k K M B G T KB MB GB TB KiB MiB GiB TiB kB it its x epoch epochs step steps " +
    "iter iters batch batches sample samples ex img imgs tok tokens words kimg bps Kbps kbps Mbps Gbps W kW mW J kJ mJ Hz kHz MHz GHz rpm eV meV mm cm km kg px deg")
    .split(" ").concat(GLUED_TIMES),
);
const UNIT_MAX_CHARS = 8;

/**
 * Reads the number that starts at `at` into `out`, so that no object is created for it. `startsNumber` must be true there.
 *
 * @returns false for a word that starts with a digit: `3D`, `1st`, `7f2a`
 */
export function scanNumber(chars: Characters, at: number, out: ScannedNumber): boolean {
  const { codes, text } = chars;
  const negative = codes[at]! === MINUS;
  const from = negative || codes[at]! === PLUS ? at + 1 : at;
  const first = codes[from]!;
  out.hasComma = false;
  if (isLetter(first)) return scanWord(codes, from, { negative, out });
  if (first === 49 && codes[from + 1]! === DOT && codes[from + 2]! === HASH) {
    return scanMicrosoft(text, from, { negative, out });
  }
  const size = scanDigits(chars, from, out);
  out.value = negative ? -size : size;
  return scanTail(chars, out.end, out);
}

/** Reads digits with their thousands, fraction and exponent into `out`, and gives their value. */
function scanDigits({ codes, text }: Characters, from: number, out: ScannedNumber): number {
  let end = from, code = codes[from]!, mantissa = 0;
  for (; isDigit(code); code = codes[++end]!) mantissa = mantissa * 10 + code - 48;
  out.hasComma = code === COMMA && isDigit(codes[end + 1]!);
  const grouped = code === COMMA || code === UNDERSCORE ? skipThousands(codes, from, end) : end;
  let digits = grouped > end ? EXACT_DIGITS + 1 : end - from, scale = 0;
  out.form = INTEGER;
  end = grouped;
  if (codes[end]! === DOT && isFraction(codes, end + 1)) {
    out.form = DECIMAL;
    const point = end;
    for (code = codes[++end]!; isDigit(code); code = codes[++end]!) mantissa = mantissa * 10 + code - 48;
    scale = end - point - 1;
    digits += scale;
  }
  const behind = scanExponent(codes, end);
  if (behind > end) {
    scale -= parseExponent(codes, end + 1, behind);
    out.form = DECIMAL;
    end = behind;
  }
  out.end = end;
  return isExact(digits, scale) ? scaleDown(mantissa, scale) : parseLong(text.slice(from, end));
}

/** True when a double holds the digits, and the power of ten to scale them by. */
function isExact(digits: number, scale: number): boolean {
  return digits <= EXACT_DIGITS && scale >= -22 && scale <= 22;
}

/** Value of digits that may be grouped: `1,234,567.891234567890`, `1.0D-300`. */
function parseLong(printed: string): number {
  return Number(printed.replaceAll(/[,_]/g, "").replace(/d/i, "e"));
}

/** Exact, because it is one operation on two exact numbers. */
function scaleDown(mantissa: number, scale: number): number {
  return scale >= 0 ? mantissa / POWERS[scale]! : mantissa * POWERS[-scale]!;
}

/** Offset behind `1,234,567` and `1_234_567`; `end` when these are no groups of three digits. */
function skipThousands(codes: Uint16Array, from: number, end: number): number {
  if (end - from > 3 || end === from || (codes[from]! === 48 && end - from === 1)) return end;
  if (from > 1 && codes[from - 1]! === 91 && codes[from - 2]! === COLON) return end; // JSON's `[1,100]`
  const mark = codes[end]!;
  let at = end;
  while (codes[at]! === mark && skipDigits(codes, at + 1) === at + 4) at += 4;
  return mark === UNDERSCORE && isWord(codes[at]!) ? end : at;
}

/** Microsoft's infinities and no-numbers: `1.#INF`, `-1.#IND00`, `1.#QNAN`. */
const MICROSOFT = /^1\.#(INF|IND|QNAN|SNAN)\d*(?!\w)/i;

/** True behind the point of `.5`, and of numpy's `1.e-05`. */
function isFraction(codes: Uint16Array, at: number): boolean {
  return isDigit(codes[at]!) || ((codes[at]! | 32) === 101 && scanExponent(codes, at) > at);
}

function parseExponent(codes: Uint16Array, from: number, end: number): number {
  const negative = codes[from]! === MINUS;
  let exponent = 0;
  for (let at = negative || codes[from]! === PLUS ? from + 1 : from; at < end; at++) {
    exponent = exponent * 10 + codes[at]! - 48;
  }
  return negative ? -exponent : exponent;
}

/** Offset behind the exponent of `1e-5`, and of Fortran's `1.0D-05`, which has a sign; `at` without one. */
function scanExponent(codes: Uint16Array, at: number): number {
  const letter = codes[at]! | 32, sign = codes[at + 1]!;
  if (letter !== 101 && (letter !== 100 || (sign !== PLUS && sign !== MINUS))) return at;
  const from = sign === PLUS || sign === MINUS ? at + 2 : at + 1;
  const behind = skipDigits(codes, from);
  return behind > from && behind - from <= 4 ? behind : at;
}

/** Where a word or an odd spelling is read into, and whether a minus stands before it. */
interface Signed {
  negative: boolean;
  out: ScannedNumber;
}

function scanWord(codes: Uint16Array, at: number, { negative, out }: Signed): boolean {
  const isNaNWord = (codes[at]! | 32) === 110;
  out.value = isNaNWord ? NaN : negative ? -Infinity : Infinity;
  out.end = !isNaNWord && isSpelled(codes, at + 3, "inity") ? at + 8 : at + 3;
  out.form = WORD;
  return true;
}

function scanMicrosoft(text: string, from: number, { negative, out }: Signed): boolean {
  const found = MICROSOFT.exec(text.slice(from, from + 12));
  if (!found) return false;
  out.value = found[1]!.toUpperCase() !== "INF" ? NaN : negative ? -Infinity : Infinity;
  out.form = WORD;
  out.end = from + found[0].length;
  return true;
}

/** Reads what is glued to the digits. False when it is neither a unit nor the rest of a date, a version or a range. */
function scanTail(chars: Characters, end: number, out: ScannedNumber): boolean {
  const { codes, text } = chars;
  const next = codes[end]!;
  if (next === 32 || next === COMMA || next === PERCENT || end >= text.length) return true;
  if (isWord(next)) return scanUnit(chars, end, out);
  const joined = next === DOT || next === COLON || next === MINUS || (next === SLASH && startsDate(chars, end));
  if (joined) scanJoined(chars, end, out);
  return true;
}

/** Reads what a mark joins to a number. A point before anything but a digit ends a sentence, two of them before a digit are a range's. */
function scanJoined(chars: Characters, end: number, out: ScannedNumber): void {
  const { codes } = chars;
  const isWhole = codes[end]! === COLON && out.form === INTEGER;
  if (isWhole && (isValueBehind(codes, end + 1) || isTotalBehind(codes, end + 1))) return;
  if (isDigit(codes[end + 1]!)) scanBroken(chars, end, out);
  else if (codes[end]! === DOT && codes[end + 1]! === DOT && isDigit(codes[end + 2]!)) scanSpan(codes, end + 2, out);
}

/** True for the `0.5` of `3:0.5`, a counter and its value: no time of day has a single digit before a point. */
function isValueBehind(codes: Uint16Array, at: number): boolean {
  if (!isDigit(codes[at]!) || codes[at + 1]! !== DOT || !isDigit(codes[at + 2]!)) return false;
  const behind = skipDigits(codes, at + 2);
  return codes[behind]! !== DOT && codes[behind]! !== COLON;
}

/** True for the `391]` of `[100:391]`, a count and its total: no time of day has three digits. */
function isTotalBehind(codes: Uint16Array, at: number): boolean {
  const behind = skipDigits(codes, at);
  return behind > at + 2 && codes[behind]! === CLOSING;
}

/** Reads the end of `61..70`, a range. What isn't whole, as `0.5..7`, is no number. */
function scanSpan(codes: Uint16Array, from: number, out: ScannedNumber): void {
  const end = skipDigits(codes, from);
  out.form = out.form === INTEGER ? RANGE : BROKEN;
  out.value = parseExponent(codes, from, end);
  out.end = end;
}

/** Reads the letters that are glued to a number. False when they are no unit. */
function scanUnit({ codes, text }: Characters, end: number, out: ScannedNumber): boolean {
  if (codes[end]! === 102 && isDigit(codes[end + 1]!)) return scanFloat32(codes, end, out);
  let behind = end;
  while (behind - end <= UNIT_MAX_CHARS && isUnitLetter(codes[behind]!)) behind++;
  const isWhole = behind > end && !isWord(codes[behind]!);
  return (isWhole && (isUnit(codes, end, behind) || startsLogger(text, end))) || startsName(text, end) ||
    endsOrdinal(text, end);
}

/** True for a letter of a script that puts spaces between words, and for the sign of micro. */
function isUnitLetter(code: number): boolean {
  return isLetter(code) || code === 181 || (code > 181 && isWord(code));
}

/** Reads the rest of a date, a time, a version or a range. */
function scanBroken({ codes, text }: Characters, end: number, out: ScannedNumber): void {
  out.end = skipBroken(codes, end);
  const isRange = codes[end]! === MINUS && out.form === INTEGER;
  const range = isRange ? RANGE_END.exec(text.slice(end - 1, out.end)) : null;
  out.form = range ? RANGE : BROKEN;
  if (range) out.value = Number(range[1]);
}

/** True for a date with a year or a time behind it: `05/15 03:33:41`, `2024/05/01`. `10/20` is a count. */
function startsDate({ text, codes }: Characters, slash: number): boolean {
  const behind = skipDigits(codes, slash + 1);
  if (behind > slash + 3 || !BEHIND_DAY.has(codes[behind]!)) return false;
  const from = Math.max(0, slash - 4);
  return SLASHED_DATE.test(text.slice(from, slash + 26)) && !(from > 0 && isDigit(codes[from - 1]!));
}

/** What stands behind the day of a date, or its month: `/`, a space, a comma, `T`, a hyphen. */
const BEHIND_DAY = new Set([SLASH, 32, COMMA, 84, MINUS]);
const SLASHED_DATE =
  /^\D{0,2}(?:\d{4}\/\d\d?\/\d\d?(?!\d)|\d\d?\/\d\d?\/\d{4}(?!\d)|\d\d\/\d\d(?:\/\d\d)?[ ,T-]{1,3}\d\d:\d\d)/;

/** The rest of `1-100` and `1-100batch`, from the last digit before the hyphen. */
const RANGE_END = /^\d-(\d{1,9})[A-Za-z]{0,5}$/;

/** Reads the end of Julia's `0.132f0`. */
function scanFloat32(codes: Uint16Array, end: number, out: ScannedNumber): boolean {
  const behind = skipDigits(codes, end + 1);
  if (behind - end > 3 || isWord(codes[behind]!)) return false;
  out.value *= POWERS[Math.min(22, parseExponent(codes, end + 1, behind))]!;
  out.end = behind;
  return true;
}

/** True where another writer glued a record to the number: `accuracy: 0.3045INFO:tensorflow:…`. */
function startsLogger(text: string, at: number): boolean {
  return /^(?:INFO|WARNING|DEBUG|ERROR)\b/.test(text.slice(at, at + 8));
}

function skipBroken(codes: Uint16Array, at: number): number {
  for (;; at++) {
    const code = codes[at]!;
    if (isWord(code)) continue;
    const joins = code === DOT || code === COLON || code === MINUS || code === SLASH || code === COMMA || code === PLUS;
    if (!joins || !isDigit(codes[at + 1]!)) return at;
  }
}

const cell = makeCharacters();

/** Reads the number that a text begins with into `out`. False for a text that begins with none. */
export function scanFirstNumber(text: string, out: ScannedNumber): boolean {
  fillCharacters(text, cell);
  return startsNumber(cell, 0) && scanNumber(cell, 0, out);
}

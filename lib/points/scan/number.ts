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
  readWhole,
  skipDigits,
} from "./characters.ts";
import { scanNumberEnd } from "./number_end.ts";
import { DECIMAL, INTEGER, type ScannedNumber, WORD } from "./number_form.ts";
import { isSpelled, startsNumber } from "./number_start.ts";

const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/** A double holds any integer of this many digits exactly. */
export const EXACT_DIGITS = 15;
const DOT = 46, COMMA = 44, MINUS = 45, PLUS = 43, COLON = 58, UNDERSCORE = 95, HASH = 35;
/** Julia's letter before the exponent of a number of single precision. */
const SINGLE = 102;

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
  return scanNumberEnd(chars, out.end, out);
}

/** Reads digits with their thousands, fraction and exponent into `out`, and gives their value. */
function scanDigits({ codes, text }: Characters, from: number, out: ScannedNumber): number {
  let end = from, code = codes[from]!, mantissa = 0;
  for (; isDigit(code); code = codes[++end]!) mantissa = mantissa * 10 + code - 48;
  out.hasComma = isCommaInDigits(codes, end);
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
    out.hasComma ||= scale === 3 && mantissa >= 1000 && isCommaInDigits(codes, end); // `1.234,56`
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

function isCommaInDigits(codes: Uint16Array, at: number): boolean {
  return codes[at]! === COMMA && isDigit(codes[at + 1]!);
}

/** True when a double holds the digits, and the power of ten to scale them by. */
export function isExact(digits: number, scale: number): boolean {
  return digits <= EXACT_DIGITS && scale >= -22 && scale <= 22;
}

/** Value of digits that may be grouped: `1,234,567.891234567890`, `1.0D-300`. */
function parseLong(printed: string): number {
  return Number(ODDLY_WRITTEN.test(printed) ? printed.replaceAll(/[,_]/g, "").replace(/[df]/i, "e") : printed);
}

const ODDLY_WRITTEN = /[,_df]/i;

/** Exact, because it is one operation on two exact numbers. */
export function scaleDown(mantissa: number, scale: number): number {
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
  const negative = codes[from]! === MINUS,
    exponent = readWhole(codes, negative || codes[from]! === PLUS ? from + 1 : from, end);
  return negative ? -exponent : exponent;
}

/** Offset behind the exponent of `1e-5`, of Julia's `1.0f-5`, and of Fortran's `1.0D-05`, which has a sign; `at` without one. */
function scanExponent(codes: Uint16Array, at: number): number {
  const letter = codes[at]! | 32, sign = codes[at + 1]!;
  if (letter !== 101 && letter !== SINGLE && (letter !== 100 || (sign !== PLUS && sign !== MINUS))) return at;
  const from = sign === PLUS || sign === MINUS ? at + 2 : at + 1;
  const behind = skipDigits(codes, from), most = letter === SINGLE ? 2 : 4;
  return behind > from && behind - from <= most ? behind : at;
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

const cell = makeCharacters();

/** Reads the number that a text begins with into `out`. False for a text that begins with none. */
export function scanFirstNumber(text: string, out: ScannedNumber): boolean {
  fillCharacters(text, cell);
  return startsNumber(cell, 0) && scanNumber(cell, 0, out);
}

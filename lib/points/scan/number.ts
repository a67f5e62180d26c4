/**
 * Finds numbers as training programs print them. Reads a number whole (`1e-5` isn't 1), and dates, times and versions as no number.
 * Doesn't know what a number means.
 *
 * @module
 */

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
const DOT = 46, COMMA = 44, MINUS = 45, PLUS = 43, SLASH = 47, COLON = 58, UNDERSCORE = 95, PERCENT = 37, HASH = 35;

/** Units that may be glued to a number. */
const UNITS = new Set(
  ("dB s sec secs second seconds ms us µs ns m min mins h hr hrs k K M B G T KB MB GB TB KiB MiB GiB TiB kB it its x epoch epochs step steps " +
    "iter iters batch batches sample samples ex img imgs tok tokens words kimg").split(" "),
);
/** Words that a number may be glued to: `epoch12`, `step100`. */
const COUNTED = new Set("epoch ep step steps iter iteration it episode batch round trial".split(" "));
const COUNTED_MAX_CHARS = 9, UNIT_MAX_CHARS = 8;

/** True for `0` to `9`. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** True for ASCII letters. */
function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** True for letters of scripts that put spaces between words, digits and `_`. */
export function isWord(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === UNDERSCORE ||
    (code >= 0xc0 && code < 0x2000 && !isPunctuation(code));
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

/** True where a number may start: at a digit, a sign or a point before a digit, `nan` or `inf`; never within a word. */
export function startsNumber(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (isDigit(code)) return at === 0 || !joinsDigit(text, at);
  const before = at === 0 ? 32 : text.charCodeAt(at - 1);
  if (code === MINUS || code === PLUS) {
    if (isWord(before) || before === 41 || before === code) return false;
    const next = text.charCodeAt(at + 1);
    return isDigit(next) || (next === DOT && isDigit(text.charCodeAt(at + 2))) || startsWord(text, at + 1);
  }
  if (code === DOT) {
    return isDigit(text.charCodeAt(at + 1)) && !isWord(before) && before !== DOT && before !== 41 && before !== 64;
  }
  return !isWord(before) && startsWord(text, at);
}

/** True for the digit of `acc@1`, `conv2`, `rouge-1`, `layer.3`, which is part of the word; false for that of `epoch12`, a counter. */
function joinsDigit(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (isLetter(before) || before === UNDERSCORE) return !isCounted(text, at);
  if (isWord(before) || before === 64) return true;
  if (before !== DOT && before !== MINUS && before !== SLASH) return false;
  const first = text.charCodeAt(at - 2);
  if (before === SLASH) return first === UNDERSCORE || (isLetter(first) && !endsUnit(text, at - 1));
  return isWord(first);
}

/** True where a unit behind a number ends, as `it` in `7.00it/200it`. */
function endsUnit(text: string, end: number): boolean {
  let at = end;
  while (at > 0 && isLetter(text.charCodeAt(at - 1))) at--;
  return at > 0 && end - at <= 4 && isDigit(text.charCodeAt(at - 1));
}

/** True where a counter's name ends, as in `epoch(3)`. */
export function endsCounter(text: string, end: number): boolean {
  return COUNTED.has(/[A-Za-z]*$/.exec(text.slice(Math.max(0, end - COUNTED_MAX_CHARS), end))![0].toLowerCase());
}

function isCounted(text: string, at: number): boolean {
  const end = text.charCodeAt(at - 1) === UNDERSCORE ? at - 1 : at;
  let from = end;
  while (from > 0 && end - from <= COUNTED_MAX_CHARS && isLetter(text.charCodeAt(from - 1))) from--;
  if (from > 0 && /[\w./-]/.test(text[from - 1]!)) return false;
  const word = text.slice(from, end).toLowerCase();
  return COUNTED.has(word) || (word === "lr" && end === at && text.charCodeAt(at + 1) === DOT);
}

function startsWord(text: string, at: number): boolean {
  const lower = text.charCodeAt(at) | 32;
  if (lower === 110) return /^nan(?![\w.-])/i.test(text.slice(at, at + 4));
  return lower === 105 && /^inf(?:inity)?(?![\w.-])/i.test(text.slice(at, at + 9));
}

/** A character's code; 0 behind the end, because NaN would slow the callers down. */
function codeAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : 0;
}

function skipDigits(text: string, at: number): number {
  while (at < text.length && isDigit(text.charCodeAt(at))) at++;
  return at;
}

/**
 * Reads the number that starts at `at` into `out`, so that no object is created for it. `startsNumber` must be true there.
 *
 * @returns false for a word that starts with a digit: `3D`, `1st`, `7f2a`
 */
export function scanNumber(text: string, at: number, out: ScannedNumber): boolean {
  const negative = codeAt(text, at) === MINUS;
  const from = negative || codeAt(text, at) === PLUS ? at + 1 : at;
  let end = from, code = codeAt(text, from), mantissa = 0;
  out.hasComma = false;
  if (isLetter(code)) return scanWord(text, from, negative, out);
  if (code === 49 && codeAt(text, from + 2) === HASH) return scanMicrosoft(text, from, negative, out);
  for (; code >= 48 && code <= 57; code = codeAt(text, ++end)) mantissa = mantissa * 10 + code - 48;
  out.hasComma = code === COMMA && isDigit(codeAt(text, end + 1));
  const grouped = code === COMMA || code === UNDERSCORE ? skipThousands(text, from, end) : end;
  let digits = grouped > end ? EXACT_DIGITS + 1 : end - from, scale = 0;
  out.form = INTEGER;
  end = grouped;
  if (codeAt(text, end) === DOT && isFraction(text, end + 1)) {
    out.form = DECIMAL;
    const point = end;
    for (code = codeAt(text, ++end); code >= 48 && code <= 57; code = codeAt(text, ++end)) {
      mantissa = mantissa * 10 + code - 48;
    }
    scale = end - point - 1;
    digits += scale;
  }
  if ((codeAt(text, end) | 32) === 101) {
    const behind = scanExponent(text, end);
    if (behind > end) {
      scale -= parseExponent(text, end + 1, behind);
      out.form = DECIMAL;
      end = behind;
    }
  }
  out.value = (negative ? -1 : 1) * (
    digits <= EXACT_DIGITS && scale >= -22 && scale <= 22
      ? scaleDown(mantissa, scale)
      : Number(text.slice(from, end).replaceAll(/[,_]/g, ""))
  );
  out.end = end;
  return scanTail(text, end, out);
}

/** Exact, because it is one operation on two exact numbers. */
function scaleDown(mantissa: number, scale: number): number {
  return scale >= 0 ? mantissa / POWERS[scale]! : mantissa * POWERS[-scale]!;
}

/** Offset behind `1,234,567` and `1_234_567`; `end` when these are no groups of three digits. */
function skipThousands(text: string, from: number, end: number): number {
  if (end - from > 3 || end === from || (codeAt(text, from) === 48 && end - from === 1)) return end;
  if (from > 1 && codeAt(text, from - 1) === 91 && codeAt(text, from - 2) === COLON) return end; // JSON's `[1,100]`
  const mark = codeAt(text, end);
  let at = end;
  while (codeAt(text, at) === mark && skipDigits(text, at + 1) === at + 4) at += 4;
  return mark === UNDERSCORE && isWord(codeAt(text, at)) ? end : at;
}

/** Microsoft's infinities and no-numbers: `1.#INF`, `-1.#IND00`, `1.#QNAN`. */
const MICROSOFT = /^1\.#(INF|IND|QNAN|SNAN)\d*(?!\w)/i;

/** True behind the point of `.5`, and of numpy's `1.e-05`. */
function isFraction(text: string, at: number): boolean {
  return isDigit(codeAt(text, at)) || ((codeAt(text, at) | 32) === 101 && scanExponent(text, at) > at);
}

function parseExponent(text: string, from: number, end: number): number {
  const negative = codeAt(text, from) === MINUS;
  let exponent = 0;
  for (let at = negative || codeAt(text, from) === PLUS ? from + 1 : from; at < end; at++) {
    exponent = exponent * 10 + codeAt(text, at) - 48;
  }
  return negative ? -exponent : exponent;
}

function scanExponent(text: string, at: number): number {
  if ((codeAt(text, at) | 32) !== 101) return at;
  const sign = codeAt(text, at + 1);
  const from = sign === PLUS || sign === MINUS ? at + 2 : at + 1;
  const behind = skipDigits(text, from);
  return behind > from && behind - from <= 4 ? behind : at;
}

function scanWord(text: string, at: number, negative: boolean, out: ScannedNumber): boolean {
  const isNaNWord = (text.charCodeAt(at) | 32) === 110;
  out.value = isNaNWord ? NaN : negative ? -Infinity : Infinity;
  out.end = isNaNWord ? at + 3 : /^infinity/i.test(text.slice(at, at + 8)) ? at + 8 : at + 3;
  out.form = WORD;
  return true;
}

function scanMicrosoft(text: string, from: number, negative: boolean, out: ScannedNumber): boolean {
  const found = MICROSOFT.exec(text.slice(from, from + 12));
  if (!found) return false;
  out.value = found[1]!.toUpperCase() !== "INF" ? NaN : negative ? -Infinity : Infinity;
  out.form = WORD;
  out.end = from + found[0].length;
  return true;
}

/** Reads what is glued to the digits. False when it is neither a unit nor the rest of a date, a version or a range. */
function scanTail(text: string, end: number, out: ScannedNumber): boolean {
  const next = codeAt(text, end);
  if (next === 32 || next === COMMA || next === PERCENT || end >= text.length) return true;
  if (isWord(next)) {
    let behind = end;
    while (behind - end <= UNIT_MAX_CHARS && (isLetter(codeAt(text, behind)) || codeAt(text, behind) === 181)) behind++;
    if (codeAt(text, end) === 102 && isDigit(codeAt(text, end + 1))) return scanFloat32(text, end, out);
    if (isWord(codeAt(text, behind)) || behind === end) return false;
    return UNITS.has(text.slice(end, behind)) || startsLogger(text, end);
  }
  const joined = next === DOT || next === COLON || next === MINUS || (next === SLASH && startsDate(text, end, out.end));
  if (!joined || !isDigit(codeAt(text, end + 1))) return true;
  const from = out.end - 1;
  out.end = skipBroken(text, end);
  const range = next === MINUS && out.form === INTEGER ? RANGE_END.exec(text.slice(from, out.end)) : null;
  out.form = range ? RANGE : BROKEN;
  if (range) out.value = Number(range[1]);
  return true;
}

/** True for a date with a year or a time behind it: `05/15 03:33:41`, `2024/05/01`. `10/20` is a count. */
function startsDate(text: string, slash: number, end: number): boolean {
  const from = Math.max(0, end - 4);
  return SLASHED_DATE.test(text.slice(from, slash + 26)) && !isDigit(codeAt(text, from - 1));
}

const SLASHED_DATE =
  /^\D{0,2}(?:\d{4}\/\d\d?\/\d\d?(?!\d)|\d\d?\/\d\d?\/\d{4}(?!\d)|\d\d\/\d\d(?:\/\d\d)?[ ,T-]{1,3}\d\d:\d\d)/;

/** The rest of `1-100` and `1-100batch`, from the last digit before the hyphen. */
const RANGE_END = /^\d-(\d{1,9})[A-Za-z]{0,5}$/;

/** Reads the end of Julia's `0.132f0`. */
function scanFloat32(text: string, end: number, out: ScannedNumber): boolean {
  const behind = skipDigits(text, end + 1);
  if (behind - end > 3 || isWord(codeAt(text, behind))) return false;
  out.value *= POWERS[Math.min(22, parseExponent(text, end + 1, behind))]!;
  out.end = behind;
  return true;
}

/** True where another writer glued a record to the number: `accuracy: 0.3045INFO:tensorflow:…`. */
function startsLogger(text: string, at: number): boolean {
  return /^(?:INFO|WARNING|DEBUG|ERROR)\b/.test(text.slice(at, at + 8));
}

function skipBroken(text: string, at: number): number {
  for (;; at++) {
    const code = codeAt(text, at);
    if (isWord(code)) continue;
    const joins = code === DOT || code === COLON || code === MINUS || code === SLASH || code === COMMA || code === PLUS;
    if (!joins || !isDigit(codeAt(text, at + 1))) return at;
  }
}

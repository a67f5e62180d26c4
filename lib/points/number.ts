/**
 * Numbers as training programs print them. Never half a number: `1e-5` isn't 1, `1.2.3`, `12:30` and `2023-10-17` are none.
 * Refuses to know what a number means.
 *
 * @module
 */

/** A number found in a text. */
export interface ScannedNumber {
  /** May be NaN or an infinity. */
  value: number;
  /** `10` of `3/10`; NaN when there is none. */
  total: number;
  /** What is glued to it: `%`, `ms`, `GB`, `it/s`; empty when nothing is. */
  unit: string;
  /** Offset behind the number, its total and its unit. */
  end: number;
  /** True when it was printed without a point or exponent. */
  integer: boolean;
  /** False for dates, versions, clock times and words that only start with a digit. */
  valid: boolean;
}

const UNIT =
  /^(?:%|it\/s|s\/it|[KMGT]i?B(?:\/s)?|ms(?:\/\w{1,12})?|us|µs|ns|sec(?:ond)?s?|[smhkMBG](?:\/\w{1,12})?|it|x|batch\/s|s\/batch)(?![\w/])/;
const SCALE: Record<string, number> = { k: 1e3, K: 1e3, M: 1e6, B: 1e9 };

/** True for `0` to `9`. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** True for letters, digits, `_` and everything beyond ASCII that may stand in a word. */
export function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code) ||
    code === 95 ||
    (code >= 0xc0 && code < 0x2000);
}

function skipDigits(text: string, at: number): number {
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

function skipThousands(text: string, from: number, end: number): number {
  if (end - from > 3) return end;
  let at = end;
  while (text.charCodeAt(at) === 44 && skipDigits(text, at + 1) === at + 4) at += 4;
  return at;
}

/** Offset behind digits, fraction and exponent that start at `at`; `at` itself when there are none. */
function skipDecimal(text: string, at: number): number {
  let end = skipDigits(text, at);
  if (end > at) end = skipThousands(text, at, end);
  if (text.charCodeAt(end) === 46) {
    const behind = skipDigits(text, end + 1);
    if (behind > end + 1 || (end > at && !isWord(text.charCodeAt(behind)))) end = behind;
  }
  if (end === at) return at;
  if ((text.charCodeAt(end) | 32) === 101) {
    const sign = text.charCodeAt(end + 1);
    const from = sign === 43 || sign === 45 ? end + 2 : end + 1;
    const behind = skipDigits(text, from);
    if (behind > from) end = behind;
  }
  return end;
}

function scanWord(text: string, at: number, sign: number, out: ScannedNumber): boolean {
  const word = /^(?:nan|inf(?:inity)?)(?!\w)/i.exec(text.slice(at, at + 9));
  if (!word) return false;
  out.value = (word[0].charCodeAt(0) | 32) === 110 ? NaN : sign * Infinity;
  out.end = at + word[0].length;
  out.integer = false;
  out.valid = true;
  return true;
}

/**
 * Reads the number that starts at `at` into `out` (one object, so that a fast reader makes none a number).
 *
 * @returns false when no number starts there
 */
export function scanNumber(text: string, at: number, out: ScannedNumber): boolean {
  let from = at;
  const first = text.charCodeAt(at);
  if (first === 45 || first === 43) from++;
  out.unit = "";
  out.total = NaN;
  const lead = text.charCodeAt(from) | 32;
  if (lead === 110 || lead === 105) return scanWord(text, from, first === 45 ? -1 : 1, out);
  let end = skipDecimal(text, from);
  if (end === from) return false;
  const digits = text.slice(at, end);
  out.value = Number(digits.indexOf(",") < 0 ? digits : digits.replaceAll(",", ""));
  if (first === 43) out.value = Math.abs(out.value);
  out.integer = !/[.eE]/.test(digits);
  out.valid = true;
  const next = text.charCodeAt(end);
  if (next === 32 || next === 44 || end >= text.length) {
    if (next === 32 && out.integer) end = scanTotal(text, end, out);
  } else end = scanTail(text, end, out);
  out.end = end;
  return true;
}

function scanTotal(text: string, end: number, out: ScannedNumber): number {
  let at = end;
  while (text.charCodeAt(at) === 32) at++;
  if (text.charCodeAt(at) !== 47) return end;
  at++;
  while (text.charCodeAt(at) === 32) at++;
  const behind = skipDecimal(text, at);
  if (behind === at) return end;
  out.total = Number(text.slice(at, behind).replaceAll(",", ""));
  return behind;
}

/** What is glued to the digits: a total, a unit, or a sign that this is no number. */
function scanTail(text: string, end: number, out: ScannedNumber): number {
  const next = text.charCodeAt(end);
  if (next === 47 && out.integer) {
    const behind = scanTotal(text, end, out);
    const third = text.charCodeAt(behind) === 47 ? skipDigits(text, behind + 1) : behind;
    if (behind > end) return scanRest(text, third > behind + 1 ? third : behind, out);
  }
  const unit = UNIT.exec(text.slice(end, end + 20));
  if (unit) {
    const scale = SCALE[unit[0]];
    if (scale !== undefined) out.value *= scale;
    else out.unit = unit[0];
    return end + unit[0].length;
  }
  return scanRest(text, end, out);
}

function scanRest(text: string, end: number, out: ScannedNumber): number {
  const next = text.charCodeAt(end);
  const after = text.charCodeAt(end + 1);
  const joins = (next === 46 || next === 58 || next === 45 || next === 47 || next === 44) &&
    isDigit(after) &&
    next !== 44;
  if (!isWord(next) && !joins) return end;
  if (isWord(next) && text.startsWith("INFO", end)) return end;
  if (isWord(next) && text.startsWith("it/", end)) return end;
  out.valid = false;
  let at = end;
  while (
    at < text.length &&
    (isWord(text.charCodeAt(at)) || (/[.:\-/]/.test(text[at]!) && isWord(text.charCodeAt(at + 1))))
  ) at++;
  return at;
}

/**
 * Makes an example of a line whose numbers were found: what lines that differ from it in digits alone have in common. Looks up none.
 *
 * @module
 */
import { type Characters, isDigit, skipDigits } from "./characters.ts";
import { EXACT_DIGITS } from "./number.ts";
import { BROKEN, DECIMAL, INTEGER, WORD } from "./number_form.ts";
import type { Shape } from "./shape.ts";
import { isYear } from "./shape_key.ts";

/** A number of an example. Lines that are alike have one of the same form there. */
export interface ExampleNumber {
  start: number;
  end: number;
  form: number;
  /** The value of all such lines' numbers, for a date or a word; else the example's own. */
  value: number;
  isFixed: boolean;
  isNegative: boolean;
  /** Where the digits and the point end: before an exponent, or at the end. */
  digitsEnd: number;
  /** Digits behind the point. */
  decimals: number;
  /** Offset of a digit that is a zero in all such lines or in none; -1 where that says nothing. `0,123` has no thousands. */
  zeroAt: number;
  isZero: boolean;
  isYear: boolean;
}

/** The characters of a line in ASCII, four a word, the first one in its lowest byte. */
export interface PackedWords {
  words: Int32Array;
  /** Bits that are compared: of a digit of a number only those that all digits share. */
  masks: Int32Array;
  /** 6 for each digit of a number: a sum that leaves those bits of a digit as they are, and of no other character. */
  sums: Int32Array;
}

/** A line in ASCII and its numbers. */
export interface Example extends PackedWords {
  length: number;
  numbers: readonly ExampleNumber[];
  key: number;
  low: number;
}

/** Numbers of an example, at most: each shape has room for them. */
const NUMBERS_MAX = 64;
const DOT = 46, MINUS = 45, PLUS = 43, HASH = 35, ZERO = 48, ASCII_END = 0x80, EXPONENT = 101;
/** Bits of a character that are compared, and of a digit. */
const WHOLE = 0xff, DIGIT = 0xf0, SUM = 6;

/** Makes an example of a line. Null for one that isn't ASCII, and where a number is written in a rare way. */
export function makeExample({ text: { length }, codes }: Characters, shape: Shape): Example | null {
  const { count, key, low } = shape;
  if (count > NUMBERS_MAX || !isAscii(codes, length)) return null;
  const numbers: ExampleNumber[] = [];
  for (let slot = 0; slot < count; slot++) {
    const number = makeNumber(codes, shape, slot);
    if (number === null) return null;
    numbers.push(number);
  }
  return { length, ...packWords(codes, length, numbers), numbers, key, low };
}

function isAscii(codes: Uint16Array, length: number): boolean {
  for (let at = 0; at < length; at++) if (codes[at]! >= ASCII_END) return false;
  return true;
}

function packWords(codes: Uint16Array, length: number, numbers: readonly ExampleNumber[]): PackedWords {
  const [words, masks, sums] = [makeWords(length), makeWords(length), makeWords(length)];
  for (let at = 0; at < length; at++) {
    words.bytes[at] = codes[at]!;
    masks.bytes[at] = WHOLE;
  }
  for (const { start, end, form } of numbers) {
    for (let at = start; at < end && form !== WORD; at++) {
      if (!isDigit(codes[at]!)) continue;
      words.bytes[at] = ZERO;
      masks.bytes[at] = DIGIT;
      sums.bytes[at] = SUM;
    }
  }
  return { words: words.words, masks: masks.words, sums: sums.words };
}

function makeWords(length: number): { words: Int32Array; bytes: Uint8Array } {
  const words = new Int32Array((length + 3) >> 2);
  return { words, bytes: new Uint8Array(words.buffer) };
}

/** What lines that are alike share of a number; null for one with anything but digits, a sign, a point and an exponent in it. */
function makeNumber(codes: Uint16Array, shape: Shape, slot: number): ExampleNumber | null {
  const start = shape.start[slot]!, end = shape.end[slot]!, form = shape.form[slot]!, value = shape.value[slot]!;
  if (codes[end] === DOT && codes[end + 1] === HASH) return null; // a 1 would begin Microsoft's `1.#INF`
  const isFixed = form === BROKEN || form === WORD;
  const isNegative = codes[start] === MINUS, first = isNegative || codes[start] === PLUS ? start + 1 : start;
  const point = skipDigits(codes, first), digitsEnd = codes[point] === DOT ? skipDigits(codes, point + 1) : point;
  if (!isFixed && !isPlain(codes, { first, digitsEnd, end, form })) return null;
  const saysZero = isDigit(codes[first]!) && (!isFixed || !isDigit(codes[first + 1]!));
  return {
    start,
    end,
    form,
    value,
    isFixed,
    isNegative,
    digitsEnd,
    decimals: Math.max(0, digitsEnd - point - 1),
    zeroAt: saysZero ? first : -1,
    isZero: codes[first] === ZERO,
    isYear: isYear(value, end - start),
  };
}

/** True for few enough digits with a point, and nothing behind them but an exponent. */
function isPlain(
  codes: Uint16Array,
  { first, digitsEnd, end, form }: { first: number; digitsEnd: number; end: number; form: number },
): boolean {
  const hasExponent = digitsEnd < end && (codes[digitsEnd]! | 32) === EXPONENT;
  return (form === INTEGER || form === DECIMAL) && digitsEnd - first <= EXACT_DIGITS &&
    (digitsEnd === end || hasExponent);
}

/**
 * Makes an example of a line whose numbers were found: what lines that differ from it in digits alone have in common. Looks up none.
 *
 * @module
 */
import { type Characters, isDigit, skipDigits } from "./characters.ts";
import { EXACT_DIGITS } from "./number.ts";
import { BROKEN, DECIMAL, INTEGER, WORD } from "./number_form.ts";
import { joinRanges, rangesShown, type TextRange } from "./raw.ts";
import type { Shape } from "./shape.ts";
import { isYear } from "./shape_key.ts";

/** A line, and where it stands among bytes. */
export interface BytesOfLine {
  /** As it was printed; and without its escape codes once it is like an example, before that the same. */
  text: string;
  shown: string;
  bytes: DataView;
  from: number;
  length: number;
  /** Where its example is kept; -1 before it was looked for. */
  place: number;
}

/** A number of an example. Lines that are alike have one of the same form there. */
export interface ExampleNumber {
  /** Offsets in the text, and how much farther the number stands among the bytes: behind escape codes and letters of more than one byte. */
  start: number;
  end: number;
  shift: number;
  form: number;
  /** The value of all such lines' numbers, for a date or a word; else the example's own. */
  value: number;
  isFixed: boolean;
  isNegative: boolean;
  /** True for more digits than a sum of them holds exactly. */
  isLong: boolean;
  /** Where the digits and the point end: before an exponent, or at the end. */
  digitsEnd: number;
  /** Digits behind the point. */
  decimals: number;
  /** Offset of a digit that is a zero in all such lines or in none; -1 where that says nothing. `0,123` has no thousands. */
  zeroAt: number;
  isZero: boolean;
  isYear: boolean;
}

/** A line and its numbers. */
export interface Example {
  /** Its bytes. */
  length: number;
  /**
   * Pairs: four bytes as a word, the first one in its lowest byte, with 0 for each digit of a number; and the bits of them that are compared,
   * of such a digit only those that all digits share.
   */
  words: Int32Array;
  /** Where its text stands between escape codes; null where it has none. */
  shown: readonly TextRange[] | null;
  numbers: readonly ExampleNumber[];
  key: number;
  low: number;
}

/** Numbers of an example, at most: each shape has room for them. */
const NUMBERS_MAX = 64;
const DOT = 46, MINUS = 45, PLUS = 43, HASH = 35, ZERO = 48, ASCII_END = 0x80, EXPONENT = 101;
/** Bits of a character that are compared, and of a digit. */
const WHOLE = 0xff, DIGIT = 0xf0;

/** Makes an example of a line in UTF-8. Null where a number is written in a rare way, and where more than escape codes was cut out of it. */
export function makeExample({ text, codes }: Characters, shape: Shape, line: BytesOfLine): Example | null {
  const { count, key, low } = shape, { length } = line, numbers: ExampleNumber[] = [];
  const shown = text === line.text ? null : rangesShown(line.text);
  if (count > NUMBERS_MAX || (shown !== null && joinRanges(line.text, shown) !== text)) return null;
  const places = placesOfBytes(line.text, shown ?? [[0, text.length]]);
  if (places.pop() !== length) return null;
  for (let slot = 0; slot < count; slot++) {
    const number = makeNumber(codes, shape, slot), last = shape.end[slot]! - 1;
    if (number === null) return null;
    number.shift = places[number.start]! - number.start;
    if (places[last]! - last !== number.shift) return null;
    numbers.push(number);
  }
  return { length, words: packWords(line, numbers), shown, numbers, key, low };
}

/** Where each character that is shown stands among the bytes, and behind them the number of all bytes. */
function placesOfBytes(text: string, shown: readonly TextRange[]): number[] {
  const places: number[] = [];
  let byte = 0, next = 0;
  for (let at = 0; at < text.length; at++) {
    if (at === shown[next]?.[1]) next++;
    if (at >= (shown[next]?.[0] ?? Infinity)) places.push(byte);
    byte += bytesOfCode(text.charCodeAt(at));
  }
  places.push(byte);
  return places;
}

/** Bytes of a character. Each half of a pair has two of its four bytes. */
function bytesOfCode(code: number): number {
  if (code < ASCII_END) return 1;
  return code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
}

function packWords({ bytes, from, length }: BytesOfLine, numbers: readonly ExampleNumber[]): Int32Array {
  const words = new Int32Array(2 * ((length + 3) >> 2)), packed = new Uint8Array(words.buffer);
  for (let at = 0; at < length; at++) {
    packed[placeInWords(at)] = bytes.getUint8(from + at);
    packed[placeInWords(at) + 4] = WHOLE;
  }
  for (const { start, end, shift, form } of numbers) {
    for (let at = start + shift; at < end + shift && form !== WORD; at++) {
      const place = placeInWords(at);
      if (!isDigit(packed[place]!)) continue;
      packed[place] = ZERO;
      packed[place + 4] = DIGIT;
    }
  }
  return words;
}

/** Where a byte stands in pairs of words. The bits of it that are compared stand four bytes behind. */
function placeInWords(at: number): number {
  return 8 * (at >> 2) + (at & 3);
}

/** What lines that are alike share of a number; null for one with anything but digits, a sign, a point and an exponent in it. */
function makeNumber(codes: Uint16Array, shape: Shape, slot: number): ExampleNumber | null {
  const start = shape.start[slot]!, end = shape.end[slot]!, form = shape.form[slot]!, value = shape.value[slot]!;
  if (codes[end] === DOT && codes[end + 1] === HASH) return null; // a 1 would begin Microsoft's `1.#INF`
  const isFixed = form === BROKEN || form === WORD;
  const isNegative = codes[start] === MINUS, first = isNegative || codes[start] === PLUS ? start + 1 : start;
  const point = skipDigits(codes, first), digitsEnd = codes[point] === DOT ? skipDigits(codes, point + 1) : point;
  if (!isFixed && !isPlain(codes, { digitsEnd, end, form })) return null;
  const saysZero = isDigit(codes[first]!) && (!isFixed || !isDigit(codes[first + 1]!));
  return {
    start,
    end,
    shift: 0,
    form,
    value,
    isFixed,
    isNegative,
    isLong: digitsEnd - first > EXACT_DIGITS,
    digitsEnd,
    decimals: Math.max(0, digitsEnd - point - 1),
    zeroAt: saysZero ? first : -1,
    isZero: codes[first] === ZERO,
    isYear: isYear(value, end - start),
  };
}

/** True for digits with a point, and nothing behind them but an exponent. */
function isPlain(
  codes: Uint16Array,
  { digitsEnd, end, form }: { digitsEnd: number; end: number; form: number },
): boolean {
  const hasExponent = digitsEnd < end && (codes[digitsEnd]! | 32) === EXPONENT;
  return (form === INTEGER || form === DECIMAL) && (digitsEnd === end || hasExponent);
}

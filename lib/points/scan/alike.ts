/**
 * Finds the numbers of a line where they stood in an earlier one: most lines of a log differ from one before in digits alone. Gives what
 * scanning the line gives, in a tenth of the time. Reads only lines in UTF-8, from their bytes, which are compared four at once.
 *
 * @module
 */
import { type Characters, dependsOnDigits, isDigit } from "./characters.ts";
import { type BytesOfLine, type Example, type ExampleNumber, makeExample } from "./example.ts";
import { isExact, scaleDown } from "./number.ts";
import { joinRanges } from "./raw.ts";
import type { Shape } from "./shape.ts";
import { isYear } from "./shape_key.ts";

/** Examples that are kept, a power of 2, and bytes of the longest one. */
const KEPT = 2048, LENGTH_MAX = 512;
/** An example gives way to one of another line once so many lines in a row weren't like it: making one takes as long as scanning a line. */
const OTHERS_MAX = 16;
const examples: (Example | null)[] = new Array(KEPT).fill(null);
/** Lines in a row that weren't like the example at their place. Where there is none yet, the first line becomes one. */
const others = new Uint8Array(KEPT).fill(OTHERS_MAX - 1);

/** Fills in the numbers, the text and the key of a line that is like an earlier one. False for any other line, of which nothing is filled in that counts. */
export function scanAlike(line: BytesOfLine, shape: Shape): boolean {
  if (line.length > LENGTH_MAX) return false;
  const place = line.place = placeOf(line), example = examples[place]!;
  if (example === null || !isAlike(line, example)) return false;
  if (example.shown !== null) line.shown = joinRanges(line.text, example.shown);
  if (!readNumbers(line, example, shape)) return false;
  others[place] = 0;
  return true;
}

/** Keeps a line as an example, which was looked for and is like none, so that its characters were scanned. */
export function keepExample(line: BytesOfLine, chars: Characters, shape: Shape): void {
  const { place } = line;
  if (place < 0 || dependsOnDigits(chars) || shape.isSpelled) return;
  if (++others[place]! < OTHERS_MAX) return;
  examples[place] = makeExample(chars, shape, line);
  others[place] = 0;
}

/** Where the example of a line is kept: by its length, and by a few of its characters. */
function placeOf({ bytes, from, length }: BytesOfLine): number {
  const apart = (length >> 2) + 1;
  let hash = length;
  for (let at = apart >> 1; at < length; at += apart) {
    const code = bytes.getUint8(from + at);
    hash = Math.imul(hash ^ (isDigit(code) ? ZERO : code), 0x5f356495);
    hash ^= hash >>> 15;
  }
  return hash & (KEPT - 1);
}

const ZERO = 48;

/** What is added to a digit: the sum has the bits that all digits share, and that of no other character with these bits has. */
const SIX_EACH = 0x06060606;

/** True for bytes that are those of the example, but for the digits of its numbers. False at the very end of the bytes, too. */
function isAlike({ bytes, from, length }: BytesOfLine, example: Example): boolean {
  const { words } = example;
  if (example.length !== length || from + 2 * words.length > bytes.byteLength) return false;
  for (let at = 0; at < words.length; at += 2) {
    const found = bytes.getInt32(from + 2 * at, true), wanted = words[at]!, mask = words[at + 1]!;
    if ((found & mask) !== wanted || ((found + (~mask & SIX_EACH)) & mask) !== wanted) return false;
  }
  return true;
}

/** Reads the numbers of a line where those of the example stand. False where a digit makes one of them another kind of number. */
function readNumbers({ shown, bytes, from }: BytesOfLine, { numbers, key, low }: Example, shape: Shape): boolean {
  for (let slot = 0; slot < numbers.length; slot++) {
    const number = numbers[slot]!, { start, end, shift, zeroAt } = number;
    if (zeroAt >= 0 && (bytes.getUint8(from + shift + zeroAt) === ZERO) !== number.isZero) return false;
    const value = number.isFixed
      ? number.value
      : readNumber(bytes, from + shift, number) ?? Number(shown.slice(start, end));
    if (isYear(value, end - start) !== number.isYear) return false;
    shape.start[slot] = start;
    shape.end[slot] = end;
    shape.form[slot] = number.form;
    shape.value[slot] = value;
  }
  shape.count = numbers.length;
  shape.isSpelled = false;
  shape.key = key;
  shape.low = low;
  return true;
}

/** The value of a number where the example has one; null for one that can't be made of its digits exactly. */
function readNumber(bytes: DataView, from: number, number: ExampleNumber): number | null {
  const { start, digitsEnd, end, decimals, isNegative, isLong } = number;
  if (isLong) return null;
  let scale = decimals;
  if (digitsEnd < end) {
    const exponent = readDigits(bytes, from + digitsEnd + 1, from + end);
    scale += bytes.getUint8(from + digitsEnd + 1) === MINUS ? exponent : -exponent;
    if (!isExact(1, scale)) return null;
  }
  const size = scaleDown(readDigits(bytes, from + start, from + digitsEnd), scale);
  return isNegative ? -size : size;
}

const MINUS = 45;

/** The digits between two offsets as one number, without what stands between them: a sign, a point. */
function readDigits(bytes: DataView, from: number, end: number): number {
  let digits = 0;
  for (let at = from; at < end; at++) {
    const code = bytes.getUint8(at);
    if (code >= ZERO) digits = digits * 10 + code - ZERO;
  }
  return digits;
}

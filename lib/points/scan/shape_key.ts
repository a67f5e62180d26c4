/**
 * The key of a shape: a number that lines share which differ only in the digits of their numbers and in the lengths of runs of one
 * character. Doesn't find the numbers.
 *
 * @module
 */
import { type Characters, isDigit } from "./characters.ts";
import { BROKEN } from "./number_form.ts";

/** The numbers of one line, and its key. */
export interface KeyedNumbers {
  /** How many numbers the line has. Only this many entries of the arrays are valid. */
  count: number;
  /** Offsets in the line. */
  start: Uint32Array;
  end: Uint32Array;
  form: Uint8Array;
  /** NaN for dates, times and versions. */
  value: Float64Array;
  /** Equal for lines that differ only in the digits of their numbers and in the lengths of runs of one character. */
  key: number;
  /** A part of the key that is a small integer, by which shapes are looked up quickly. */
  low: number;
}

const SPACE = 32, BLOCK_FIRST = 0x2580, BLOCK_LAST = 0x259f;
/** Hashed in place of runs and numbers. No character has these codes. */
const RUN = 0x1_0000, BLOCKS = 0x1_0001, NUMBER = 0x1_0002, YEAR = 0x1_0010;

/** Makes the key of a line whose numbers were found. */
export function keyOfShape({ text, codes }: Characters, shape: KeyedNumbers): void {
  const { length } = text, { count, start, end } = shape;
  let high = 0x1e3779b9, low = 0x15ebca6b, before = 0, run = 0, slot = 0;
  let next = count > 0 ? start[0]! : length;
  for (let at = 0; at < length;) {
    let code = codes[at]!;
    if (at === next) {
      code = codeOfNumber(codes, shape, slot);
      at = end[slot]!;
      next = ++slot < count ? start[slot]! : length;
      before = run = 0;
    } else {
      at++;
      if (isBlock(code)) code = BLOCKS;
      if (code === before && !isDigit(code)) {
        if (code === BLOCKS || !countsRun(++run, code)) continue;
        code = RUN;
      } else {
        if (code === SPACE && before === BLOCKS) continue;
        before = code;
        run = 0;
      }
    }
    high = Math.imul(high ^ code, 0x1e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
    low ^= low >>> 15;
  }
  shape.low = low;
  shape.key = (high >>> 0) * 2_097_152 + (low >>> 11);
}

/** True for the blocks that bars are drawn with. */
export function isBlock(code: number): boolean {
  return code >= BLOCK_FIRST && code <= BLOCK_LAST;
}

/** What is hashed for a number. */
function codeOfNumber(codes: Uint16Array, shape: KeyedNumbers, slot: number): number {
  const form = shape.form[slot]!, from = shape.start[slot]!, end = shape.end[slot]!;
  if (form >= BROKEN) return hashBroken(codes, from, end);
  return isYear(shape.value[slot]!, end - from) ? YEAR : NUMBER + form;
}

/** True for a number that may be the year of a date. */
export function isYear(value: number, length: number): boolean {
  return length === 4 && value >= 1900 && value < 2100 && value % 1 === 0;
}

/** True where a run becomes two, three or eight characters long, and so another shape; for spaces only at two. `run` is 1 at the second. */
function countsRun(run: number, code: number): boolean {
  return run === 1 || (code !== SPACE && (run === 2 || run === 7));
}

/** Hash of a date, a time or a version: of everything but its digits. */
function hashBroken(codes: Uint16Array, from: number, end: number): number {
  let hash = NUMBER + BROKEN;
  for (let at = from; at < end; at++) {
    const code = codes[at]!;
    hash = Math.imul(hash ^ (isDigit(code) ? 48 : code), 0x1e3779b1);
  }
  return hash;
}

/** Hashed in place of digits that are part of a word. */
const DIGITS = 0x1_0020;

/**
 * A key that lines share which differ in the digits of their words too: `checkpoint-500` and `checkpoint-1000`. Lines that say something
 * don't say the same: the digits may be part of a name.
 */
export function looseKeyOf(text: string, shape: KeyedNumbers): number {
  let high = 0x2545f491, low = 0x5bd1e995, before = 0, slot = 0;
  for (let at = 0; at < text.length;) {
    let code = text.charCodeAt(at);
    if (slot < shape.count && at === shape.start[slot]) {
      code = NUMBER + shape.form[slot]!;
      at = shape.end[slot++]!;
      before = 0;
    } else {
      at++;
      if (isDigit(code)) code = DIGITS;
      if (code === before && code === DIGITS) continue;
      before = code;
    }
    high = Math.imul(high ^ code, 0x1e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
    low ^= low >>> 15;
  }
  return (high >>> 0) * 2_097_152 + (low >>> 11);
}

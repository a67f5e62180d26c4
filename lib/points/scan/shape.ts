/**
 * The shape of a line is everything but its numbers. Lines of one shape say the same about other values, so each shape is understood only
 * once: a log of a million lines has a few dozen shapes. Doesn't know what a line means.
 *
 * @module
 */
import { type Characters, fillCharacters, isDigit, isLetter, makeCharacters } from "./characters.ts";
import { isQuote, nameEnd, quotedNameEnd } from "./name_numbers.ts";
import { scanNumber } from "./number.ts";
import { BROKEN, type ScannedNumber } from "./number_form.ts";
import { startsNumber } from "./number_start.ts";
import { type KeyedNumbers, keyOfShape } from "./shape_key.ts";

/** The numbers of one line in order, and the line's shape as a number. Created once and filled for each line. */
export interface Shape extends KeyedNumbers {
  /** True when a number may be spelled in another way: `0,52`, `1 000`. `spelling.ts` decides. */
  isSpelled: boolean;
}

/** The further numbers of a line are not kept. */
const NUMBERS_MAX = 4096;
/** Room for the numbers of most lines. It grows at a line with more. */
const FIRST_ROOM = 64;
const scanned: ScannedNumber = { value: 0, form: 0, end: 0, hasComma: false };
const chars = makeCharacters();
const SPACE = 32, SINGLE = 39;

/** Creates a shape to be filled. */
export function makeShape(): Shape {
  return {
    count: 0,
    start: new Uint32Array(FIRST_ROOM),
    end: new Uint32Array(FIRST_ROOM),
    form: new Uint8Array(FIRST_ROOM),
    value: new Float64Array(FIRST_ROOM),
    isSpelled: false,
    key: 0,
    low: 0,
  };
}

/** What a character may be: a mark that may begin a name with numbers in it, the start of a number, the start of `nan` or `inf`. */
const MARK = 1, START = 2, LETTER = 3;
const KIND = new Uint8Array(0x1_0000);
for (const mark of "@([{\"'") KIND[mark.charCodeAt(0)] = MARK;
for (const first of "0123456789+-.") KIND[first.charCodeAt(0)] = START;
for (const first of "INin") KIND[first.charCodeAt(0)] = LETTER;

/** Finds the numbers and the key of a line. */
export function scanShape(text: string, shape: Shape): void {
  fillCharacters(text, chars);
  scanCharacters(chars, shape);
}

/** The same, of a line whose characters were filled in. */
export function scanCharacters(chars: Characters, shape: Shape): void {
  findNumbers(chars, shape);
  keyOfShape(chars, shape);
}

/** Finds the numbers that are no part of a name. */
function findNumbers(chars: Characters, shape: Shape): void {
  const { text, codes } = chars, { length } = text;
  let count = 0, named = 0, hasQuotes = false, isSpelled = false;
  for (let at = skipPlain(codes, 0, length); at < length && count < NUMBERS_MAX; at = skipPlain(codes, at, length)) {
    const code = codes[at]!;
    if (KIND[code] === MARK) {
      hasQuotes ||= isQuote(code);
      if (at >= named) named = nameEnd(text, at, code);
    } else if (
      at >= named && startsNumber(chars, at) && (!hasQuotes || (named = quotedNameEnd(text, at)) === 0) &&
      scanNumber(chars, at, scanned)
    ) {
      keepNumber(shape, count++, at);
      isSpelled ||= mayBeSpelled(codes, length);
      at = scanned.end;
      continue;
    }
    at++;
  }
  shape.count = count;
  shape.isSpelled = isSpelled;
}

/** Offset of the next character that may begin a number or a name with numbers in it. The letters of a word begin none. */
function skipPlain(codes: Uint16Array, at: number, length: number): number {
  for (; at < length; at++) {
    const kind = KIND[codes[at]!]!;
    if (kind !== 0 && (kind !== LETTER || at === 0 || !isLetter(codes[at - 1]!))) break;
  }
  return at;
}

/** True when the number that was scanned last may be spelled in another way. The comma of a time of day says nothing. */
function mayBeSpelled(codes: Uint16Array, length: number): boolean {
  const { form, end, hasComma } = scanned;
  return form !== BROKEN && (hasComma || (end < length - 1 && joinsDigits(codes, end)));
}

/** Keeps the number that was scanned last. */
function keepNumber(shape: Shape, slot: number, at: number): void {
  const { form, end, value } = scanned;
  if (slot === shape.start.length) doubleRoom(shape);
  shape.start[slot] = at;
  shape.end[slot] = end;
  shape.form[slot] = form;
  shape.value[slot] = form === BROKEN ? NaN : value;
}

function doubleRoom(shape: Shape): void {
  const room = 2 * shape.start.length, { start, end, form, value } = shape;
  shape.start = new Uint32Array(room);
  shape.end = new Uint32Array(room);
  shape.form = new Uint8Array(room);
  shape.value = new Float64Array(room);
  shape.start.set(start);
  shape.end.set(end);
  shape.form.set(form);
  shape.value.set(value);
}

/** True for a space, a narrow one or an apostrophe before three digits. */
function joinsDigits(codes: Uint16Array, at: number): boolean {
  const code = codes[at]!;
  return (code === SPACE || code === 0xa0 || code === 0x202f || code === SINGLE) && isDigit(codes[at + 1]!) &&
    isDigit(codes[at + 2]!) && isDigit(codes[at + 3]!);
}

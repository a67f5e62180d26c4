/**
 * The shape of a line: all of it but its numbers. Lines of one shape say the same things about other values, so what a line says is worked
 * out once a shape, and a log of a million lines has a few dozen of them. Refuses to know what a line means.
 *
 * @module
 */
import { BROKEN, isDigit, type ScannedNumber, scanNumber, startsNumber } from "./number.ts";

/** Numbers of one line in order, and the line's shape as a number. Made once, filled for each line. */
export interface Shape {
  count: number;
  start: Uint16Array;
  end: Uint16Array;
  form: Uint8Array;
  value: Float64Array;
  /** The same for lines that differ in nothing but their numbers' digits and in how long their runs of one character are. */
  key: number;
}

/** Numbers of a line that are kept. */
const NUMBERS_MAX = 1024;
const scanned: ScannedNumber = { value: 0, form: 0, end: 0 };
const SPACE = 32, AT = 64, BLOCK_FIRST = 0x2580, BLOCK_LAST = 0x259f;
/** Hashed for runs; no text has them. */
const RUN = 0x1_0000, BLOCKS = 0x1_0001, NUMBER = 0x1_0002;

/** A shape to be filled. */
export function makeShape(): Shape {
  return {
    count: 0,
    start: new Uint16Array(NUMBERS_MAX),
    end: new Uint16Array(NUMBERS_MAX),
    form: new Uint8Array(NUMBERS_MAX),
    value: new Float64Array(NUMBERS_MAX),
    key: 0,
  };
}

/** True for characters with which a number may begin; letters of `nan` and `inf` among them. */
function mayStart(code: number): boolean {
  return code < 58
    ? code >= 48 || code === 45 || code === 46 || code === 43
    : code === 110 || code === 105 || code === 78 || code === 73;
}

/** Behind the thresholds of `mAP@0.5:0.95`, which are part of the name; elsewhere the offset itself. */
function skipThreshold(text: string, at: number): number {
  const found = /^\[?[A-Za-z]{0,4}=?\d?\.\d{1,3}(?::\d?\.\d{1,3})?\]?/.exec(text.slice(at, at + 20));
  return found ? at + found[0].length - 1 : at - 1;
}

/** Finds the numbers of a line of at most 65,535 characters. */
export function scanShape(text: string, shape: Shape): void {
  let high = 0x1e3779b9, low = 0x15ebca6b, count = 0, at = 0, before = 0, run = 0;
  const length = text.length;
  while (at < length) {
    let code = text.charCodeAt(at);
    if (code === AT) at = skipThreshold(text, at + 1);
    if (mayStart(code) && startsNumber(text, at) && count < NUMBERS_MAX) {
      const known = scanNumber(text, at, scanned);
      if (known) {
        shape.start[count] = at;
        shape.end[count] = scanned.end;
        shape.form[count] = scanned.form;
        shape.value[count] = scanned.form === BROKEN ? NaN : scanned.value;
        count++;
        at = scanned.end;
        code = NUMBER + scanned.form;
      } else at++;
    } else at++;
    if (code >= BLOCK_FIRST && code <= BLOCK_LAST) code = BLOCKS;
    if (code === before && !isDigit(code)) {
      if (++run > 1 || code === BLOCKS) continue;
      code = RUN;
    } else {
      if (code === SPACE && before === BLOCKS) continue;
      before = code;
      run = 0;
    }
    high = Math.imul(high ^ code, 0x1e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
    low ^= low >>> 15;
  }
  shape.count = count;
  shape.key = (high >>> 0) * 2_097_152 + (low >>> 11);
}

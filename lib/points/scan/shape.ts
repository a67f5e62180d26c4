/**
 * The shape of a line is everything but its numbers. Lines of one shape say the same about other values, so each shape is understood only
 * once: a log of a million lines has a few dozen shapes. Doesn't know what a line means.
 *
 * @module
 */
import { type Characters, fillCharacters, isDigit, isWord, makeCharacters } from "./characters.ts";
import { BROKEN, type ScannedNumber, scanNumber } from "./number.ts";
import { endsCounter, startsNumber } from "./number_start.ts";

/** The numbers of one line in order, and the line's shape as a number. Created once and filled for each line. */
export interface Shape {
  /** How many numbers the line has. Only this many entries of the arrays are valid. */
  count: number;
  /** Offsets in the line. */
  start: Uint32Array;
  end: Uint32Array;
  form: Uint8Array;
  /** NaN for dates, times and versions. */
  value: Float64Array;
  /** True when a number may be spelled in another way: `0,52`, `1 000`. `spelling.ts` decides. */
  isSpelled: boolean;
  /** Equal for lines that differ only in the digits of their numbers and in the lengths of runs of one character. */
  key: number;
  /** A part of the key that is a small integer, by which shapes are looked up quickly. */
  low: number;
}

/** The further numbers of a line are not kept. */
const NUMBERS_MAX = 4096;
const scanned: ScannedNumber = { value: 0, form: 0, end: 0, hasComma: false };
const chars = makeCharacters();
const SPACE = 32, OPEN = 40, SQUARE = 91, AT = 64, DOUBLE = 34, SINGLE = 39, BLOCK_FIRST = 0x2580, BLOCK_LAST = 0x259f;
/** Hashed in place of runs and numbers. No character has these codes. */
const RUN = 0x1_0000, BLOCKS = 0x1_0001, NUMBER = 0x1_0002, YEAR = 0x1_0010;

/** Creates a shape to be filled. */
export function makeShape(): Shape {
  return {
    count: 0,
    start: new Uint32Array(NUMBERS_MAX),
    end: new Uint32Array(NUMBERS_MAX),
    form: new Uint8Array(NUMBERS_MAX),
    value: new Float64Array(NUMBERS_MAX),
    isSpelled: false,
    key: 0,
    low: 0,
  };
}

/** What a character may be: a mark that may begin a name with numbers in it, the start of a number, the start of `nan` or `inf`. */
const MARK = 1, START = 2, LETTER = 3, KINDS = 128;
const KIND = Uint8Array.from({ length: KINDS }, (_, code) => {
  if (isDigit(code) || code === 43 || code === 45 || code === 46) return START;
  if (code === AT || code === OPEN || code === SQUARE || code === DOUBLE || code === SINGLE) return MARK;
  return [73, 78, 105, 110].includes(code) ? LETTER : 0;
});

function kindOf(code: number): number {
  return code < KINDS ? KIND[code]! : 0;
}

function isQuote(code: number): boolean {
  return code === DOUBLE || code === SINGLE;
}

/** Offset behind the mark and the numbers that are part of a name; 0 for a mark that begins none. */
function nameEnd(text: string, at: number, code: number): number {
  if (isQuote(code)) return 0;
  return code === AT ? thresholdEnd(text, at) : argumentEnd(text, at, code);
}

/** Offset behind the threshold of `mAP@0.5:0.95`, which is part of a name; 0 without one. */
function thresholdEnd(text: string, at: number): number {
  const found = THRESHOLD.exec(text.slice(at + 1, at + 21));
  return found ? at + 1 + found[0].length : 0;
}

/** Offset behind the argument of `lr(1e-3):` and `huber[delta=1.3]=`, which is part of a name; 0 without one. */
function argumentEnd(text: string, at: number, code: number): number {
  if (at === 0) return 0;
  const before = text.charCodeAt(at - 1);
  if (before === SPACE) return code === OPEN ? apartEnd(text, at) : 0;
  return isWord(before) ? gluedEnd(text, at, code) : 0;
}

function gluedEnd(text: string, at: number, code: number): number {
  const next = text.charCodeAt(at + 1), isNumber = code === OPEN && (isDigit(next) || next === 46);
  if (!isNumber && (isDigit(next) || !isWord(next))) return 0;
  const found = (isNumber ? ARGUMENT : PARAMETER).exec(text.slice(at, at + 30));
  return found && !endsCounter(text, at) ? at + found[0].length : 0;
}

/** Offset behind the argument that a space sets apart: `mean reward (100):`, `mAP (0.5) 0.41`; 0 without one. */
function apartEnd(text: string, at: number): number {
  const next = text.charCodeAt(at + 1), before = text.charCodeAt(at - 2);
  if ((!isDigit(next) && next !== 46) || !isWord(before) || isDigit(before)) return 0;
  const found = APART.exec(text.slice(at, at + 16));
  if (!found || endsCounter(text, at - 1)) return 0;
  return found[1] === undefined || THRESHOLDED.test(text.slice(Math.max(0, at - 12), at)) ? at + found[0].length : 0;
}

/** `(100):`, and `(0.5) 0.41` with what follows. */
const APART = /^\((?:\d{1,5}|0?\.\d{1,3})\)(?=(?:\s?[:=])|( -?\d?\.\d))/;
/** Metrics that are measured at a threshold. */
const THRESHOLDED = /(?:^|[\s_/,;|-])(?:m?a[pr]|m?iou|f1|dice|pck|precision|recall|accuracy|acc|hits?) $/i;

const QUOTED_MAX_CHARS = 40;
const THRESHOLD = /^\[?[A-Za-z]{0,4}=?\d?\.\d{1,3}(?::\d?\.\d{1,3})?\]?/;
/** `[delta=1.3]`, `(train_data[1])`. */
const PARAMETER = /^[([][A-Za-z_][\w.=]{0,20}(?:\[\d{1,3}\])?[)\]](?=\s*[:=])/;
const ARGUMENT = /^\([\d.][\d.eE+-]{0,11}(?:, ?[A-Za-z]\w{0,11})?\)(?=\s*[:=])/;

/** Finds the numbers and the key of a line. */
export function scanShape(text: string, shape: Shape): void {
  fillCharacters(text, chars);
  findNumbers(chars, shape);
  hashShape(chars, shape);
}

/** Finds the numbers that are no part of a name. */
function findNumbers({ text, codes }: Characters, shape: Shape): void {
  const { length } = text;
  let count = 0, named = 0, hasQuotes = false, isSpelled = false;
  for (let at = 0; at < length && count < NUMBERS_MAX;) {
    const code = codes[at]!, kind = kindOf(code);
    if (kind === MARK) {
      hasQuotes ||= isQuote(code);
      if (at >= named) named = nameEnd(text, at, code);
    } else if (
      kind !== 0 && at >= named && startsNumber(chars, at) &&
      (!hasQuotes || (named = quotedNameEnd(text, at)) === 0) && scanNumber(chars, at, scanned)
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

/** Makes the key of a line whose numbers were found. */
function hashShape({ text, codes }: Characters, shape: Shape): void {
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
function isBlock(code: number): boolean {
  return code >= BLOCK_FIRST && code <= BLOCK_LAST;
}

/** True when the number that was scanned last may be spelled in another way. The comma of a time of day says nothing. */
function mayBeSpelled(codes: Uint16Array, length: number): boolean {
  const { form, end, hasComma } = scanned;
  return form !== BROKEN && (hasComma || (end < length - 1 && joinsDigits(codes, end)));
}

/** Keeps the number that was scanned last. */
function keepNumber(shape: Shape, slot: number, at: number): void {
  const { form, end, value } = scanned;
  shape.start[slot] = at;
  shape.end[slot] = end;
  shape.form[slot] = form;
  shape.value[slot] = form === BROKEN ? NaN : value;
}

/** What is hashed for a number. */
function codeOfNumber(codes: Uint16Array, shape: Shape, slot: number): number {
  const form = shape.form[slot]!, from = shape.start[slot]!, end = shape.end[slot]!;
  if (form >= BROKEN) return hashBroken(codes, from, end);
  return isYear(shape.value[slot]!, end - from) ? YEAR : NUMBER + form;
}

/** Offset of the quote that ends the key around a number: `'top 5 acc': 0.9`. 0 for a number that stands in no key. */
function quotedNameEnd(text: string, at: number): number {
  if (at < 2 || isQuotedValue(text, at)) return 0;
  const limit = Math.min(text.length, at + QUOTED_MAX_CHARS);
  let end = at + 1;
  while (end < limit && !isQuote(text.charCodeAt(end))) end++;
  if (end >= limit || !/^ ?:/.test(text.slice(end + 1, end + 3))) return 0;
  const open = text.lastIndexOf(text[end]!, at - 1);
  if (open < 0 || at - open >= QUOTED_MAX_CHARS || !isOpening(text, open)) return 0;
  return /\p{L}/u.test(text.slice(open + 1, at)) ? end : 0;
}

/** True for a number behind a colon, a comma, an equals sign or a quote: it stands in no key. */
function isQuotedValue(text: string, at: number): boolean {
  const last = text.charCodeAt(at - 1), before = last === SPACE ? text.charCodeAt(at - 2) : last;
  return before === 58 || before === 44 || before === 61 || isQuote(before);
}

/** True for a quote at which a key opens: behind a brace, a comma or a space. */
function isOpening(text: string, quote: number): boolean {
  return quote === 0 || "{[(, ".includes(text[quote - 1]!);
}

/** True for a space, a narrow one or an apostrophe between two digits. */
function joinsDigits(codes: Uint16Array, at: number): boolean {
  const code = codes[at]!;
  return (code === SPACE || code === 0xa0 || code === 0x202f || code === SINGLE) && isDigit(codes[at + 1]!);
}

/** True for a number that may be the year of a date. */
function isYear(value: number, length: number): boolean {
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

const FORMS = ["", "1", "0.5", "nan"];

/** The typical line of a shape: numbers and runs are replaced by the shortest ones. It says what all lines of the shape say. */
export function typicalLine(text: string, shape: Shape): string {
  let typical = "", from = 0;
  for (let slot = 0; slot < shape.count; slot++) {
    const start = shape.start[slot]!, end = shape.end[slot]!;
    typical += shortenRuns(text.slice(from, start)) +
      typicalNumber(text.slice(start, end), shape.form[slot]!, shape.value[slot]!);
    from = end;
  }
  return typical + shortenRuns(text.slice(from));
}

function typicalNumber(printed: string, form: number, value: number): string {
  if (form >= BROKEN) return printed.replaceAll(/\d/g, "1");
  return isYear(value, printed.length) ? "2000" : FORMS[form]!;
}

const RUN_OR_BLOCK = /([^\d])\1\1|[\u2580-\u259f]/;

function shortenRuns(text: string): string {
  if (text.length < 2 || !RUN_OR_BLOCK.test(text)) return text;
  return text.replaceAll(/[\u2580-\u259f]+ */g, "█").replaceAll(/([^\d])\1{2,}/g, (run, one: string) => {
    if (one === " ") return "  ";
    return run.slice(0, run.length > 7 ? 8 : 3);
  });
}

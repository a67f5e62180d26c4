/**
 * Reads what is glued to the digits of a number: a unit, or the rest of a date, a time of day, a version or a range.
 *
 * @module
 */
import { type Characters, isDigit, isLetter, isWord, readWhole, skipDigits } from "./characters.ts";
import { makeCodeWords } from "./code_words.ts";
import { endsName, nameStands, startsName } from "./glued_names.ts";
import { BROKEN, INTEGER, RANGE, type ScannedNumber } from "./number_form.ts";
import { endsCounter } from "./number_start.ts";
import { endsOrdinal } from "./ordinals.ts";
import { GLUED_TIMES } from "../words/units.ts";

const COMMA = 44, PLUS = 43, MINUS = 45, DOT = 46, SLASH = 47, COLON = 58, PERCENT = 37, CLOSING = 93;

/** Units that may be glued to a number. */
const isUnit = makeCodeWords(
  ("dB s sec secs second seconds ms us µs ns m min mins h hr hrs k K M B G T KB MB GB TB KiB MiB GiB TiB kB it its kit Mit x epoch epochs step steps " +
    "iter iters batch batches sample samples ex img imgs tok tokens words kimg bps Kbps kbps Mbps Gbps W kW mW J kJ mJ Hz kHz MHz GHz rpm eV meV mm cm km kg px deg")
    .split(" ").concat(GLUED_TIMES),
);
const UNIT_MAX_CHARS = 8;

/** Reads what is glued to the digits. False when it is neither a unit nor the rest of a date, a version or a range. */
export function scanNumberEnd(chars: Characters, end: number, out: ScannedNumber): boolean {
  const { codes, text } = chars;
  const next = codes[end]!;
  if (next === 32 || next === COMMA || next === PERCENT || end >= text.length) return true;
  if (isWord(next)) return hasUnit(chars, end);
  const joined = next === DOT || next === COLON || next === MINUS || (next === SLASH && startsDate(chars, end));
  if (joined) scanJoined(chars, end, out);
  return true;
}

/** Reads what a mark joins to a number. A point before anything but a digit ends a sentence, two of them before a digit are a range's. */
function scanJoined(chars: Characters, end: number, out: ScannedNumber): void {
  const { codes } = chars;
  const isWhole = codes[end]! === COLON && out.form === INTEGER;
  if (isWhole && (isValueBehind(chars, end) || isTotalBehind(codes, end + 1))) return;
  if (isDigit(codes[end + 1]!)) scanBroken(chars, end, out);
  else if (codes[end]! === DOT && codes[end + 1]! === DOT && isDigit(codes[end + 2]!)) scanSpan(codes, end + 2, out);
}

/**
 * True for the `0.5` of `3:0.5` and the `165.5` of `3:165.5`, a counter and its value: no time of day has one digit before a point, or three. With
 * two of them, the word of a counter stands before: `epoch 3:16.5`.
 */
function isValueBehind({ codes, text }: Characters, colon: number): boolean {
  const point = skipDigits(codes, colon + 1), digits = point - colon - 1;
  if (digits === 0 || codes[point]! !== DOT || !isDigit(codes[point + 1]!)) return false;
  const behind = skipDigits(codes, point + 1);
  if (codes[behind]! === DOT || codes[behind]! === COLON) return false;
  const count = COUNT_BEHIND_WORD.exec(text.slice(Math.max(0, colon - COUNT_MAX_CHARS), colon));
  return digits !== 2 || (count !== null && endsCounter(text, colon - count[0].length));
}

/** The number of a counter, and what ties it to the counter's word. */
const COUNT_BEHIND_WORD = /[ :=#([]{0,3}\d{1,12}$/, COUNT_MAX_CHARS = 15;

/** True for the `391]` of `[100:391]`, a count and its total: no time of day has three digits. */
function isTotalBehind(codes: Uint16Array, at: number): boolean {
  const behind = skipDigits(codes, at);
  return behind > at + 2 && codes[behind]! === CLOSING;
}

/** Reads the end of `61..70`, a range. What isn't whole, as `0.5..7`, is no number. */
function scanSpan(codes: Uint16Array, from: number, out: ScannedNumber): void {
  const end = skipDigits(codes, from);
  out.form = out.form === INTEGER ? RANGE : BROKEN;
  out.value = readWhole(codes, from, end);
  out.end = end;
}

/** True for letters glued to a number that are a unit, or begin something else. */
function hasUnit({ codes, text }: Characters, end: number): boolean {
  let behind = end;
  while (behind - end <= UNIT_MAX_CHARS && isUnitLetter(codes[behind]!)) behind++;
  const isWhole = behind > end && !isWord(codes[behind]!);
  return (isWhole && ((isUnit(codes, end, behind) && !endsName(text, end)) || startsLogger(text, end))) ||
    startsName(text, end) ||
    endsOrdinal(text, end);
}

/** True for a letter of a script that puts spaces between words, and for the sign of micro. */
function isUnitLetter(code: number): boolean {
  return isLetter(code) || code === 181 || (code > 181 && isWord(code));
}

/** Reads the rest of a date, a time, a version or a range. */
function scanBroken({ codes, text }: Characters, end: number, out: ScannedNumber): void {
  out.end = skipBroken(codes, end, text);
  const isRange = codes[end]! === MINUS && out.form === INTEGER && endsRange(codes, end, out.end);
  out.form = isRange ? RANGE : BROKEN;
  if (isRange) out.value = readWhole(codes, end + 1, skipDigits(codes, end + 1));
}

/** Digits of the last number of a range, and letters behind it, at most. */
const RANGE_DIGITS = 9, RANGE_LETTERS = 5;

/** True for the `-100` of `1-100` and of `1-100batch`. */
function endsRange(codes: Uint16Array, hyphen: number, end: number): boolean {
  const behind = skipDigits(codes, hyphen + 1);
  let at = behind;
  while (at < end && isLetter(codes[at]!)) at++;
  return at === end && behind - hyphen - 1 <= RANGE_DIGITS && end - behind <= RANGE_LETTERS;
}

/** True for a date with a year or a time behind it: `05/15 03:33:41`, `2024/05/01`. `10/20` is a count. */
function startsDate({ text, codes }: Characters, slash: number): boolean {
  const behind = skipDigits(codes, slash + 1);
  if (behind > slash + 3 || !BEHIND_DAY.has(codes[behind]!)) return false;
  if (codes[behind] !== SLASH && !isBeforeTime(codes, behind)) return false;
  const from = Math.max(0, slash - 4);
  return SLASHED_DATE.test(text.slice(from, slash + 26)) && !(from > 0 && isDigit(codes[from - 1]!));
}

/** True where up to three marks stand before two digits and a colon. */
function isBeforeTime(codes: Uint16Array, from: number): boolean {
  let at = from;
  while (at < from + 3 && BEHIND_DAY.has(codes[at]!)) at++;
  return isDigit(codes[at]!) && isDigit(codes[at + 1]!) && codes[at + 2] === COLON;
}

/** What stands behind the day of a date, or its month: `/`, a space, a comma, `T`, a hyphen. */
const BEHIND_DAY = new Set([SLASH, 32, COMMA, 84, MINUS]);
const SLASHED_DATE =
  /^\D{0,2}(?:\d{4}\/\d\d?\/\d\d?(?!\d)|\d\d?\/\d\d?\/\d{4}(?!\d)|\d\d\/\d\d(?:\/\d\d)?[ ,T-]{1,3}\d\d:\d\d)/;

/** True where another writer glued a record to the number: `accuracy: 0.3045INFO:tensorflow:…`. */
function startsLogger(text: string, at: number): boolean {
  return /^(?:INFO|WARNING|DEBUG|ERROR)\b/.test(text.slice(at, at + 8));
}

/** True at a name that is glued to the seconds of a time of day: `12:30:01iters: 20`. */
function isNamedByClock(codes: Uint16Array, at: number, text: string): boolean {
  return isDigit(codes[at - 1]!) && isDigit(codes[at - 2]!) && isLetter(codes[at]!) && nameStands(text, at);
}

function skipBroken(codes: Uint16Array, at: number, text: string): number {
  for (;; at++) {
    const code = codes[at]!;
    if (isWord(code)) {
      if (codes[at - 3] === COLON && isNamedByClock(codes, at, text)) return at;
      continue;
    }
    const joins = code === DOT || code === COLON || code === MINUS || code === SLASH || code === COMMA || code === PLUS;
    if (!joins || !isDigit(codes[at + 1]!)) return at;
  }
}

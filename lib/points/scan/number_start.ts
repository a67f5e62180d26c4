/**
 * Decides where a number starts in a text: never within a word such as `conv2`, `acc@1`, `rouge-1`. Doesn't read the number.
 *
 * @module
 */
import { type Characters, isDigit, isLetter, isWord, joinsWords, skipDigits } from "./characters.ts";
import { makeCodeWords } from "./code_words.ts";
import { counterOf } from "../words/counters.ts";
import { namesSplit, phaseOfWord } from "../words/splits.ts";
import { BATCH_NAME, EPOCH_NAME, METRIC_WORDS, STEP_NAMES } from "../words/vocabulary.ts";

const SPACE = 32,
  DOT = 46,
  MINUS = 45,
  PLUS = 43,
  SLASH = 47,
  UNDERSCORE = 95,
  CLOSE = 41,
  AT = 64,
  CARET = 94,
  BAR = 124,
  EQUALS = 61,
  COLON = 58,
  NAME_GAP_MAX_CHARS = 4;
/** The longest word for a counter that a number may be glued to, `generation12`, and in any language. */
const COUNTED_MAX_CHARS = 10, WORD_MAX_CHARS = 16;
/** Letters for an epoch before a word or a letter, and for a batch or a step with its total: `e1 b100/500 loss`. */
const LETTER_COUNTED =
  /^(?:e\d{1,5}(?:\s+|\s?[:|│,;\]—=-]\s*)[\p{L}_[(|—>-]|s\d{3,7}\s+[A-Za-z_[(|]|[ebsi]\d{1,7}\/\d)/iu;

/** True where a number may start: at a digit, a sign or a point before a digit, `nan` or `inf`; never within a word. */
export function startsNumber(chars: Characters, at: number): boolean {
  const { codes } = chars, code = codes[at]!;
  if (isDigit(code)) return !isDigitOfName(chars, at);
  const before = at === 0 ? 32 : codes[at - 1]!;
  if (isWord(before)) return false;
  if (isSign(code)) return before !== CLOSE && before !== code && startsUnsigned(codes, at + 1);
  if (code === DOT) return isDigit(codes[at + 1]!) && before !== DOT && before !== CLOSE && before !== AT;
  return startsWord(codes, at);
}

/** True for a digit that is part of a word or a name. Behind a space it is part of a name alone. */
function isDigitOfName(chars: Characters, at: number): boolean {
  if (at === 0) return isHyphened(chars, at);
  return chars.codes[at - 1] === SPACE ? isWindow(chars.codes, at) || isHyphened(chars, at) : joinsDigit(chars, at);
}

/** A few digits that a hyphen ties to a word, and what stands behind it: a further word, or the tie of a value. */
const HYPHENED = /^\d{1,3}-(\p{Ll}{2,12}|\p{Lu}{1,4})(?=\s?[:=]|\s+(?:\p{L}|-?\d*\.\d|\d{1,3}-\p{L}))/u;

/** True for the number of `1-shot acc` and `10-NN:`, which is part of a name; not behind or before a counter, as in `epoch 3-train loss`. */
function isHyphened({ codes, text }: Characters, at: number): boolean {
  if (codes[skipDigits(codes, at)] !== MINUS) return false;
  const word = HYPHENED.exec(text.slice(at, at + 24))?.[1]?.toLowerCase();
  if (word === undefined || namesSplit(word) || METRIC_WORDS.has(word) || namesCounter(word)) return false;
  return at < 2 || !endsCounter(text, at - 1);
}

/** Last letters of `top`, `last` and `past`. */
const P = 112, T = 116;

/** True for the whole number, behind a space, of `last 100 episodes`, `past 50` and `top 5 accuracy`: it is part of a name. */
function isWindow(codes: Uint16Array, at: number): boolean {
  const last = codes[at - 2]! | 32;
  if (last !== T && last !== P) return false;
  const start = last === T ? at - 5 : at - 4;
  if (!beginsWindow(codes, start, last) || (start > 0 && isWord(codes[start - 1]!))) return false;
  let end = at;
  while (isDigit(codes[end]!)) end++;
  return !isWord(codes[end]!) && !(MARKS_IN_NUMBERS.has(codes[end]!) && isDigit(codes[end + 1]!));
}

/** True for the word that begins there, and ends with a letter, before such a number. */
function beginsWindow(codes: Uint16Array, start: number, last: number): boolean {
  return last === P
    ? isSpelled(codes, start, "top")
    : isSpelled(codes, start, "last") || isSpelled(codes, start, "past");
}

/** A point, a comma, a colon, a hyphen, a slash: a digit behind them goes on with the number. */
const MARKS_IN_NUMBERS = new Set([DOT, 44, COLON, MINUS, SLASH]);

function isSign(code: number): boolean {
  return code === MINUS || code === PLUS;
}

/** True behind the sign of a number. */
function startsUnsigned(codes: Uint16Array, at: number): boolean {
  const code = codes[at]!;
  return isDigit(code) || (code === DOT && isDigit(codes[at + 1]!)) || startsWord(codes, at);
}

/** Devices of a machine before a colon and their number. */
const isDevice = makeCodeWords("cuda npu xpu mps hpu mlu musa privateuseone".split(" "));

/** True for the colon of `cuda:0`, which is one word. */
function isBehindDevice(codes: Uint16Array, colon: number): boolean {
  let from = colon;
  while (from > 0 && isLetter(codes[from - 1]!)) from--;
  return isDevice(codes, from, colon);
}

/** True for the digit of `acc@1`, `R^2`, `|x|^2`, `conv2`, `rouge-1`, `layer.3`, which is part of the word; false for that of `epoch12`, a counter. */
function joinsDigit(chars: Characters, at: number): boolean {
  const before = chars.codes[at - 1]!;
  if (isLetter(before) || before === UNDERSCORE) return !isCounted(chars, at) && !isGluedValue(chars, at);
  if (before === AT) return !isBehindSplit(chars.text, at - 1);
  if (before === COLON) return isLetter(chars.codes[at - 2]!) && isBehindDevice(chars.codes, at - 1);
  if (before === CARET) return at > 1 && (isLetter(chars.codes[at - 2]!) || chars.codes[at - 2] === BAR);
  if (isWord(before)) return !isForeignCounter(chars.text, at);
  return joinsBehindMark(chars, at);
}

/** The same behind a point, a hyphen or a slash. */
function joinsBehindMark(chars: Characters, at: number): boolean {
  const { codes } = chars;
  const mark = codes[at - 1]!, first = at > 1 ? codes[at - 2]! : 0;
  if (mark === SLASH) return first === UNDERSCORE || (isLetter(first) && !endsUnit(codes, at - 1));
  if (mark === MINUS) return isWord(first) && !isCounted(chars, at) && !isGluedValue(chars, at);
  return mark === DOT && isWord(first) && !isCounted(chars, at);
}

/** True where a unit behind a number ends, as `it` in `7.00it/200it`. */
function endsUnit(codes: Uint16Array, end: number): boolean {
  let at = end;
  while (at > 0 && isLetter(codes[at - 1]!)) at--;
  return at > 0 && end - at <= 4 && isDigit(codes[at - 1]!);
}

/** The word before the step at which something was measured: `eval@500:`. */
const BEFORE_AT = /(?<![\w./@-])([a-z]{3,10}) ?$/i;

function isBehindSplit(text: string, at: number): boolean {
  const word = BEFORE_AT.exec(text.slice(Math.max(0, at - 12), at))?.[1] ?? "";
  return phaseOfWord(word) !== "";
}

/** True where a counter's name ends, as in `epoch(3)` and `Iterazione (3)`. */
export function endsCounter(text: string, end: number): boolean {
  const word = /[\p{L}\p{M}]*$/u.exec(text.slice(Math.max(0, end - WORD_MAX_CHARS), end))![0];
  return namesCounter(word.toLowerCase()) || counterOf(word) !== null;
}

/** Indonesian makes an ordinal of it, `ke-3`; and layers on the way up have it in their names, `up2`. */
const ORDINAL = "ke", UPWARDS = "up";

/** True for the English word of a counter that a number may be glued to, in lower case: `epoch12`, `step100`. */
function namesCounter(word: string): boolean {
  if (word === ORDINAL || word === UPWARDS) return word === ORDINAL;
  return EPOCH_NAME.test(word) || STEP_NAMES.rankOf(word) >= 0 || BATCH_NAME.test(word);
}

/** True for the number of `epoch12`, and of `epoch_3`, `epoch-3` and `ep.3`. */
function isCounted({ text, codes }: Characters, at: number): boolean {
  const joint = codes[at - 1]!,
    end = joint === UNDERSCORE || joint === MINUS || joint === DOT ? at - 1 : at,
    from = lettersFrom(codes, end);
  if (from === end) return isForeignCounter(text, end);
  if (from > 0 && isJoined(codes, from) && !isOfSplit(text, from)) return false;
  if (end - from === 1 && end === at) return isLetterCounted(text, from, at);
  return namesCounter(text.slice(from, end).toLowerCase()) || isForeignCounter(text, end);
}

/** True for a word that another one joins, as in `pre-epoch3`; not behind a rule, `---Epoch3`. */
function isJoined(codes: Uint16Array, from: number): boolean {
  const joint = codes[from - 1]!;
  return joint === SLASH || (joinsWords(joint) && (joint !== MINUS || (from > 1 && isWord(codes[from - 2]!))));
}

/** A word or a letter for an epoch and its number, before a letter for what counts within it: `e1 b100`. */
const BEHIND_LETTER = /(?:^|[\s[(|])e(?:p|poch)?\d{1,5}[\s,|\][]{1,3}$/i, WITHIN = /^[bsi]\d{1,7}(?![\w.])/i;

function isLetterCounted(text: string, from: number, at: number): boolean {
  const own = text.slice(from, at + COUNTED_MAX_CHARS + 2);
  return LETTER_COUNTED.test(own) || (WITHIN.test(own) && BEHIND_LETTER.test(text.slice(Math.max(0, from - 9), from)));
}

/** True where a counter's word of another language than English ends, that no letter goes before: `Epoca3`, `Эпоха3`. */
function isForeignCounter(text: string, end: number): boolean {
  const word = /[\p{L}\p{M}]+$/u.exec(text.slice(Math.max(0, end - WORD_MAX_CHARS), end))?.[0] ?? "";
  return word.length > 2 && counterOf(word) !== null;
}

/** A word before a counter's: `train_epoch_3`. */
const BEFORE_COUNTER = /(?<![\w./-])(\p{L}{2,12})_$/iu;

function isOfSplit(text: string, from: number): boolean {
  if (text.charCodeAt(from - 1) !== UNDERSCORE) return false;
  return namesSplit(BEFORE_COUNTER.exec(text.slice(Math.max(0, from - 14), from))?.[1] ?? "");
}

/** A decimal that a name ends with, and what stands behind a value: `0.231` of `loss0.231 acc98.2`. A mark or a number says that it is a name. */
const GLUED_VALUE = /^(?:0|[1-9]\d{0,5})\.\d{1,20}(?:e[-+]?\d{1,3})?%?(?=[,;|)\]]|\s+(?![-+]?\.?\d|[=:])|$)/i;
/** Metrics that are measured at a threshold, which their names end with. */
const THRESHOLDED = /^(?:m?a[pr]|m?iou|f1|dice|pck|precision|recall|accuracy|acc|hits?)$/;
/** A number that is no threshold. */
const NO_THRESHOLD = /^(?:[1-9]|0\.\d{3})/;
const GLUED_MAX_CHARS = 36, NAME_MAX_CHARS = 40;

/** True for the number of `loss0.231` and `loss-0.231`: a decimal behind a word that every program knows as a metric's. */
function isGluedValue({ text, codes }: Characters, at: number): boolean {
  const end = codes[at - 1] === MINUS ? at - 1 : at;
  if (!isLetter(codes[end - 1]!) || codes[skipDigits(codes, at)] !== DOT) return false;
  const from = lettersFrom(codes, end), word = text.slice(from, end).toLowerCase();
  if (!METRIC_WORDS.has(word) && word !== "lr") return false;
  const value = text.slice(at, at + GLUED_MAX_CHARS);
  if (!GLUED_VALUE.test(value) || (THRESHOLDED.test(word) && !NO_THRESHOLD.test(value))) return false;
  return /(?:^|[\s,;|([>])(?:[A-Za-z]+[_/])*$/.test(text.slice(Math.max(0, from - NAME_MAX_CHARS), from));
}

/** Offset of the letters that end there: of no more than a counter's word has, and one. */
function lettersFrom(codes: Uint16Array, end: number): number {
  let from = end;
  while (from > 0 && end - from <= COUNTED_MAX_CHARS && isLetter(codes[from - 1]!)) from--;
  return from;
}

/** True before an equals sign and a number: `inf = 211.0` has a name. */
function isName(codes: Uint16Array, end: number): boolean {
  let at = end;
  while (codes[at] === SPACE && at - end < NAME_GAP_MAX_CHARS) at++;
  return codes[at] === EQUALS;
}

/** True for `nan`, `inf` and `infinity` that end there. */
function startsWord(codes: Uint16Array, at: number): boolean {
  const isWhole = !joinsWords(codes[at + 3]!) && !isName(codes, at + 3);
  if (isSpelled(codes, at, "nan")) return isWhole;
  if (!isSpelled(codes, at, "inf")) return false;
  return isWhole || (isSpelled(codes, at + 3, "inity") && !joinsWords(codes[at + 8]!));
}

/** True where a word in ASCII stands, in letters of either case. */
export function isSpelled(codes: Uint16Array, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if ((codes[at + i]! | 32) !== word.charCodeAt(i)) return false;
  return true;
}

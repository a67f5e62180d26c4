/**
 * Numbers that are part of a name: `mAP@0.5:0.95`, `lr(1e-3):`, `mean reward (100):`, `'top 5 acc': 0.9`. Finds where such a name ends; doesn't
 * find where numbers start.
 *
 * @module
 */
import { isDigit, isWord } from "./characters.ts";
import { endsCounter } from "./number_start.ts";

const SPACE = 32, OPEN = 40, AT = 64, DOUBLE = 34, SINGLE = 39;

/** True for a single or a double quote. */
export function isQuote(code: number): boolean {
  return code === DOUBLE || code === SINGLE;
}

/** Offset behind the mark and the numbers that are part of a name; 0 for a mark that begins none. */
export function nameEnd(text: string, at: number, code: number): number {
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
  if (!isNumber && !isWord(next)) return 0;
  const part = text.slice(at, at + 30);
  const found = isNumber ? ARGUMENT.exec(part) ?? COUNT.exec(part) : PARAMETER.exec(part);
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
const THRESHOLD = /^\[?[A-Za-z]{0,4}=?\d?\.\d{1,3}(?::\d?\.\d{1,3}(?!\d))?\]?/;
/** `[delta=1.3]`, `(train_data[1])`, `{conv1}`; not the `{epoch=3}` of a span before words. */
const PARAMETER = /^[([{][A-Za-z_][\w.=^]{0,20}(?:\[\d{1,3}\])?[)\]}](?=\s*[:=](?!\s*\p{L}{3,}[^(:]{0,40}[=: ]))/u;
/** `(5) 0.7`. */
const COUNT = /^\(\d{1,3}\)(?= -?\d?\.\d)/;
const ARGUMENT = /^\((?!\d{1,9}\)|\d*\.(?!0*[1-9]0*\))\d{4})[\d.][\d.eE+-]{0,11}(?:, ?[A-Za-z]\w{0,11})?\)(?=\s*[:=])/;

/** Offset of the quote that ends the key around a number: `'top 5 acc': 0.9`. 0 for a number that stands in no key. */
export function quotedNameEnd(text: string, at: number): number {
  if (at < 2 || isQuotedValue(text, at)) return 0;
  const limit = Math.min(text.length, at + QUOTED_MAX_CHARS);
  let end = at + 1;
  while (end < limit && !isQuote(text.charCodeAt(end))) end++;
  if (end >= limit || !/^ ?[:=]/.test(text.slice(end + 1, end + 3))) return 0;
  const open = text.lastIndexOf(text[end]!, at - 1);
  if (open < 0 || at - open >= QUOTED_MAX_CHARS || !isOpening(text, open)) return 0;
  return /\p{L}/u.test(text.slice(open + 1, at)) ? end : 0;
}

/** True for a number behind a colon, a comma or a quote: it stands in no key. */
function isQuotedValue(text: string, at: number): boolean {
  const last = text.charCodeAt(at - 1), before = last === SPACE ? text.charCodeAt(at - 2) : last;
  return before === 58 || before === 44 || isQuote(before);
}

/** True for a quote at which a key opens: behind a brace, a comma or a space. */
function isOpening(text: string, quote: number): boolean {
  return quote === 0 || "{[(, ".includes(text[quote - 1]!);
}

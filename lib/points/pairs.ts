/**
 * The general grammar: walks a line from number to number and names each by what stands before it. Reads `key=value`, `key: value`,
 * `key value`, JSON, Python dicts and reprs, logfmt, and lines cut by `|`, ` - `, commas or tabs. Refuses to decide what is charted.
 *
 * @module
 */
import { understandName } from "./name.ts";
import { isDigit, isWord, type ScannedNumber, scanNumber } from "./number.ts";
import { phaseOf, readSegment, type Segment } from "./segment.ts";
import type { LineFacts } from "./facts.ts";

const number: ScannedNumber = {
  value: 0,
  total: NaN,
  unit: "",
  end: 0,
  integer: false,
  valid: false,
};
/** Characters before a number that may name it. */
const SEGMENT_MAX_CHARS = 120;

/** True where a number may start: a digit, or a sign or point before one, or `nan`/`inf`; never inside a word. */
function startsNumber(text: string, at: number): boolean {
  let code = text.charCodeAt(at);
  const before = at ? text.charCodeAt(at - 1) : 32;
  if (isDigit(code)) {
    return !isWord(before) && before !== 64 &&
      !(before === 46 && at > 1 && isWord(text.charCodeAt(at - 2))) &&
      !(before === 45 && at > 1 && isWord(text.charCodeAt(at - 2)));
  }
  const signed = code === 45 || code === 43;
  if (signed) code = text.charCodeAt(at + 1);
  if (signed && (isWord(before) || before === 41)) return false;
  if (isDigit(code)) return signed;
  if (code === 46) return isDigit(text.charCodeAt(at + (signed ? 2 : 1))) && !isWord(before);
  const lower = code | 32;
  if ((lower !== 110 && lower !== 105) || isWord(before)) return false;
  return /^[-+]?(?:nan|inf(?:inity)?)(?![\w])/i.test(text.slice(at, at + 10));
}

/** Reads all named numbers of `text` into `facts`. */
export function readPairs(text: string, facts: LineFacts): void {
  let from = 0, at = 0;
  const length = text.length;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (
      !isDigit(code) && code !== 45 && code !== 43 && code !== 46 && (code | 32) !== 110 &&
      (code | 32) !== 105
    ) {
      at++;
      continue;
    }
    if (!startsNumber(text, at) || !scanNumber(text, at, number)) {
      at++;
      if (isDigit(code)) { while (at < length && isWord(text.charCodeAt(at))) at++; }
      continue;
    }
    const segment = text.slice(Math.max(from, at - SEGMENT_MAX_CHARS), at);
    if (!number.valid) {
      const word = !/[=:]\s*$/.test(segment) && /^\d+[A-Za-z]/.test(text.slice(at, number.end));
      at = number.end;
      if (!word) from = at;
      continue;
    }
    at = number.end;
    const chained = text.charCodeAt(at) === 61 && number.total === number.total;
    if (chained && scanNumber(text, at + 1, number)) at = number.end;
    if (segment !== ", " && !/^\s*,\s*$/.test(segment)) placeNumber(segment, text, at, facts);
    at = skipAverage(text, number.end, segment);
    from = at;
  }
}

/** Behind a value its running average in parentheses is no value of its own. */
function skipAverage(text: string, end: number, segment: string): number {
  let at = end;
  if (text.charCodeAt(at) === 37) at++;
  while (text.charCodeAt(at) === 32) at++;
  if (text.charCodeAt(at) !== 40 || segment === "") return end;
  const close = at + text.slice(at, at + 40).indexOf(")");
  return close > at &&
      /^\([\s\d.,e+\-%naif*]+(?:\s*\)| loss\))/i.test(text.slice(at, close + 1))
    ? close + 1
    : end;
}

/** Names the number in `number` by the text before it. */
function placeNumber(segment: string, text: string, end: number, facts: LineFacts): void {
  const read = readSegment(segment);
  if (read.phase && !facts.phase && !facts.pairs.length) facts.phase = read.phase;
  if (read.key === "") placeUnnamed(segment, text, end, facts);
  else placeNamed(read, facts);
}

const PACE = /^ ?((?:[A-Za-z]+\/(?:s(?:ec(?:ond)?)?|h|it|step|batch|iter)(?:\/[A-Za-z]+)?))\b/;

function placeUnnamed(segment: string, text: string, end: number, facts: LineFacts): boolean {
  const pace = PACE.exec(text.slice(end, end + 30));
  const unit = pace?.[1] ??
    (number.unit.includes("/") && !/^it|^s\//.test(number.unit) ? number.unit : "");
  if (unit) {
    facts.pairs.push({
      info: understandName(unit),
      value: number.value,
      unit: "",
      separated: true,
      line: facts.line,
    });
    return true;
  }
  if (!number.integer || number.unit !== "") return false;
  const next = text.charCodeAt(end);
  const start = segment.trim() === "" || segment.trim() === "[" || segment.trim() === "|";
  if (
    number.total === number.total &&
    (/\]\s*\[\s*$/.test(segment) || segment === " [" || start || /\s{2}\[\s*$/.test(segment)) &&
    facts.batch !== facts.batch && facts.step !== facts.step
  ) {
    facts.batch = number.value;
    facts.batchTotal = number.total;
    return true;
  }
  if (/\]\s*\[\s*$/.test(segment) && facts.epoch === facts.epoch && facts.batch !== facts.batch) {
    facts.batch = number.value;
  }
  if (!start || facts.pairs.length || facts.step === facts.step || facts.epoch === facts.epoch) {
    return false;
  }
  const bracketed = segment.trim() === "[" && next === 93;
  const rest = text.slice(end, end + 60);
  if (
    (bracketed && /^\]:?\s*[\w ,]/.test(rest)) ||
    (segment.trim() === "" &&
      /^(?::?\t+\s*[\w'/ ]+:|[ \t]+(?:train|val|valid|test|hella|eval)\w* )/.test(rest))
  ) {
    facts.step = number.value;
    return true;
  }
  return false;
}

function placeNamed({ key, separated, opened }: Segment, facts: LineFacts): boolean {
  const info = understandName(key);
  const { value, total } = number;
  if (info.role === "step") {
    if (facts.step !== facts.step || /global|num_updates|^step$/.test(info.name)) {
      facts.step = value, facts.stepTotal = total === total ? total : facts.stepTotal;
    }
    return true;
  }
  if (info.role === "epoch") {
    facts.phase ||= phaseOf(key.replace("(", " "));
    if (facts.epoch !== facts.epoch && number.unit === "") {
      facts.epoch = value, facts.epochTotal = total;
    }
    return true;
  }
  if (info.role === "batch") {
    if (facts.batch !== facts.batch && number.integer && number.unit === "") {
      facts.batch = value, facts.batchTotal = total;
    }
    return true;
  }
  if (key === "Train" && number.integer && facts.epoch !== facts.epoch) {
    facts.epoch = value;
    return true;
  }
  if (opened.includes("(") && opened.includes("[")) return false;
  if (info.role === "noise" || total === total) return true;
  if (
    !separated &&
    (number.integer && !info.known ||
      /^(?:by|of|for|the|from|than|score|is|over|with|and|or|a)$/i.test(key))
  ) return true;
  facts.pairs.push({ info, value, unit: number.unit, separated, line: facts.line });
  return true;
}

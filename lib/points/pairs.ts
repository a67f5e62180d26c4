/**
 * The general grammar: walks a line from number to number and names each by what stands before it. Reads `key=value`, `key: value`,
 * `key value`, JSON, Python dicts and reprs, logfmt, and lines cut by `|`, ` - `, commas or tabs. Refuses to decide what is charted.
 *
 * @module
 */
import { understandName } from "./name.ts";
import { isDigit, isWord, type ScannedNumber, scanNumber } from "./number.ts";
import type { LineFacts } from "./facts.ts";

const number: ScannedNumber = {
  value: 0,
  total: NaN,
  unit: "",
  end: 0,
  integer: false,
  valid: false,
};
const PHASE =
  /(?:^|[\s[(])(val(?:id(?:ation)?)?|test|eval(?:uation)?|dev|VAL|TEST|EVAL|DEV|Validation|Valid|Val|Test|Eval|Evaluation)(?= set| net|\]|\)|[ :]|$)/;

/** The phase a word names: `Validation` → `val`; empty when it names none. */
export function phaseOf(text: string): string {
  const found = PHASE.exec(text);
  if (!found) return "";
  const word = found[1]!.toLowerCase();
  return word === "validation" ? "val" : word.startsWith("eval") ? "eval" : word;
}

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
    const segment = text.slice(from, at);
    if (!number.valid) {
      const word = !/[=:]\s*$/.test(segment) && /^\d+[A-Za-z]/.test(text.slice(at, number.end));
      at = number.end;
      if (!word) from = at;
      continue;
    }
    at = number.end;
    const chained = text.charCodeAt(at) === 61 && number.total === number.total;
    if (chained && scanNumber(text, at + 1, number)) at = number.end;
    if (!/^\s*,\s*$/.test(segment)) placeNumber(segment, text, at, facts);
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
  const close = text.indexOf(")", at);
  return close > 0 && close - at < 40 &&
      /^\([\s\d.,e+\-%naif*]+(?:\s*\)| loss\))/i.test(text.slice(at, close + 1))
    ? close + 1
    : end;
}

/** Names the number in `number` by the text before it. */
function placeNumber(segment: string, text: string, end: number, facts: LineFacts): boolean {
  let tail = segment.length;
  while (tail > 0 && " \t\"'[(<~".includes(segment[tail - 1]!)) tail--;
  const mark = segment[tail - 1];
  const opened = segment.slice(tail);
  const dashed = mark === "-" && /\w -$/.test(segment.slice(0, tail));
  const separated = mark === "=" || mark === ":" || dashed;
  let raw = separated ? segment.slice(0, tail - 1).trimEnd() : segment.slice(0, tail);
  if (raw.endsWith(":") || raw.endsWith("=")) raw = raw.slice(0, -1).trimEnd();
  const quote = raw.charCodeAt(raw.length - 1);
  if (quote === 34 || quote === 39) raw = raw.slice(0, -1);
  let start = nameStart(raw);
  const head = raw.slice(0, start);
  let key = raw.slice(start).trim();
  if (
    /^(?:in|at|Finished|Completed|completed|End of|Starting) /.test(key) &&
    /step|epoch|iteration/i.test(key)
  ) key = key.split(" ").at(-1)!;
  if (head && !facts.phase && !facts.pairs.length) facts.phase = phaseOf(head);
  if (key.includes(" ") || !separated) {
    key = key.replace(/^.* with (?=\S)/, "");
    const words = key.split(/\s+/);
    if (!separated && words.length > 1) {
      const last = understandName(words.at(-1)!);
      if (last.role !== "metric" || words.length > 4 && last.known) key = words.at(-1)!;
    }
    if (words.length > 6) key = words.slice(-2).join(" ");
    if (/^(?:average|avg|mean) /i.test(key)) facts.average = true;
    const phase = words.length > 1 ? phaseOf(words[0]!) : "";
    if (phase && !facts.phase && !facts.pairs.length) facts.phase = phase;
  }
  start = head.lastIndexOf("[");
  if (start > 0 && head.endsWith("[") && isWord(head.charCodeAt(start - 1))) {
    const outer = head.slice(0, start).split(/[\s,]+/).at(-1)!;
    if (outer.endsWith(key)) key = outer;
  }
  return key === "" ? placeUnnamed(segment, text, end, facts) : placeNamed(key, separated, opened, facts);
}

/** Where the name starts: behind the last thing that ends another field. */
function nameStart(raw: string): number {
  let at = raw.length;
  let inside = 0;
  while (at > 0) {
    const code = raw.charCodeAt(at - 1);
    if (code === 41) {
      if (inside === 0 && at !== raw.length && !/^\s*[\w@]/.test(raw.slice(at))) return at;
      if (at !== raw.length && raw.length - at > 40) return at;
      if (at !== raw.length && raw.charCodeAt(at) !== 32) return at;
      if (at !== raw.length) return at;
      inside++;
    } else if (code === 40) {
      if (inside === 0) return at;
      inside--;
    } else if (inside === 0) {
      if (
        code === 44 || code === 124 || code === 59 || code === 9 || code === 91 || code === 93 ||
        code === 123 || code === 125 || code === 0x2502 || code === 0x2503 || code === 61 ||
        code === 62
      ) return at;
      if (
        (code === 34 || code === 39) &&
        !(isWord(raw.charCodeAt(at)) && at > 1 && isWord(raw.charCodeAt(at - 2)))
      ) return at;
      if (code === 58 && raw.charCodeAt(at) !== 46) return at;
      if (code === 32) {
        const before = raw.charCodeAt(at - 2);
        if (before === 45 || before === 43) return at;
        if (before === 46 && raw.charCodeAt(at - 3) !== 112) return at;
        if (before === 32 && raw.slice(at).trim() !== "") return at;
      }
      if (raw.charCodeAt(at - 1) === 47 && at === 1) return at;
    }
    at--;
  }
  return 0;
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

function placeNamed(key: string, separated: boolean, opened: string, facts: LineFacts): boolean {
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

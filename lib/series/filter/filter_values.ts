/**
 * Reads the numbers, times and texts that a filter compares with, as people write them. Pure: `now` is given.
 *
 * @module
 */
import { formatNumber, parseDuration } from "../../text/format.ts";
import type { FilterOp } from "./filter_model.ts";

/** A number as written; `isPercent` when `%` stands behind it. */
export interface FilterNumber {
  value: number;
  isPercent: boolean;
}

const NUMBER = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d[\d_]*)?(?:\.\d*)?(?:e[+-]?\d{1,3})?$/i;
const SCALES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9, g: 1e9, t: 1e12 };
const INFINITE = /^([+-]?)(?:inf|infinity|∞)$/i;

/**
 * Reads `0.01`, `1e-3`, `10k`, `1,000`, `5%`, `nan`, `-inf`; null for another text.
 *
 * @example
 * ```ts
 * import { readFilterNumber } from "./filter_values.ts";
 * readFilterNumber("10k"); // { value: 10000, isPercent: false }
 * ```
 */
export function readFilterNumber(written: string): FilterNumber | null {
  const text = written.trim().replace(/^−/, "-");
  if (/^nan$/i.test(text)) return { value: NaN, isPercent: false };
  const infinite = INFINITE.exec(text);
  if (infinite) return { value: infinite[1] === "-" ? -Infinity : Infinity, isPercent: false };
  const last = text.at(-1)?.toLowerCase() ?? "", isPercent = last === "%";
  const scale = Object.hasOwn(SCALES, last) ? SCALES[last]! : 1;
  const digits = isPercent || scale !== 1 ? text.slice(0, -1).trimEnd() : text;
  if (!/\d/.test(digits) || !NUMBER.test(digits)) return null;
  const value = Number(digits.replace(/[,_]/g, ""));
  return Number.isNaN(value) ? null : { value: value * scale, isPercent };
}

/** Compares two numbers. Equal are those that a page shows alike, with five digits; nothing is below or above NaN. */
export function compareNumbers(left: number, op: FilterOp, right: number): boolean {
  switch (op) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "!=":
      return formatNumber(left) !== formatNumber(right);
    default:
      return formatNumber(left) === formatNumber(right);
  }
}

/** An age, or the stretch of time that a date means: `to` is the first moment behind it. */
export type FilterTime = { ageMs: number } | { from: number; to: number };

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?)?)?(Z?)$/i;
/** What each part of a date stands for when it is missing. */
const FIRST = [0, 1, 1, 0, 0, 0];

/**
 * Reads an age such as `2d`, a date such as `2026-01-28`, `2026-01`, `2026-01-28T12:30` or `2026-01-28T12:30Z`, `today` and `yesterday`; null
 * for another text. A date without `Z` is in the time zone of the machine that filters.
 */
export function readFilterTime(written: string, now: number): FilterTime | null {
  const text = written.trim(), ageMs = parseDuration(text);
  if (ageMs !== null) return { ageMs };
  const word = text.toLowerCase();
  if (word === "today" || word === "yesterday") {
    const day = new Date(now);
    const start = (back: number) => new Date(day.getFullYear(), day.getMonth(), day.getDate() - back).getTime();
    return word === "today" ? { from: start(0), to: start(-1) } : { from: start(1), to: start(0) };
  }
  const match = DATE.exec(text);
  return match ? readDate(match) : null;
}

function readDate(match: RegExpExecArray): FilterTime | null {
  const given = match.slice(1, 7).filter((part) => part !== undefined).map(Number);
  const isUtc = match[7] !== "" && match[7] !== undefined;
  const [year, month, ...rest] = FIRST.map((first, at) => given[at] ?? first);
  const at = (shift: number): number => {
    const parts = [year!, month! - 1, ...rest] as [number, number, number, number, number, number];
    parts[given.length - 1]! += shift;
    return isUtc ? Date.UTC(...parts) : new Date(...parts).getTime();
  };
  const [hour, minute, second] = rest.slice(1);
  const days = new Date(Date.UTC(year!, month!, 0)).getUTCDate();
  const isDate = month! >= 1 && month! <= 12 && rest[0]! >= 1 && rest[0]! <= days && hour! < 24 && minute! < 60 &&
    second! < 60;
  return isDate ? { from: at(0), to: at(1) } : null;
}

/** Compares a time. An age is compared as an age: `>2d` is more than two days ago, and `:2d` within the last two days. */
export function compareTime(ms: number, op: FilterOp, { to: wanted, now }: { to: FilterTime; now: number }): boolean {
  if ("ageMs" in wanted) {
    const age = now - ms, isWithin = age <= wanted.ageMs;
    if (op === ":" || op === "=") return isWithin;
    return op === "!=" ? !isWithin : compareNumbers(age, op, wanted.ageMs);
  }
  const { from, to } = wanted, isIn = ms >= from && ms < to;
  switch (op) {
    case "<":
      return ms < from;
    case "<=":
      return ms < to;
    case ">":
      return ms >= to;
    case ">=":
      return ms >= from;
    default:
      return op === "!=" ? !isIn : isIn;
  }
}

/**
 * True when a text is the wanted one, whatever the case. `*` in `wanted` stands for any characters.
 *
 * @example
 * ```ts
 * import { isLike } from "./filter_values.ts";
 * isLike("AdamW", "adam*"); // true
 * ```
 */
export function isLike(text: string, wanted: string): boolean {
  const [first, ...others] = wanted.toLowerCase().split("*"), low = text.toLowerCase();
  const last = others.pop();
  if (last === undefined) return low === first;
  let at = first!.length;
  if (!low.startsWith(first!)) return false;
  for (const part of others) {
    const found = low.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return low.length - last.length >= at && low.endsWith(last);
}

/** True when `text` contains `wanted`, whatever the case; with `*` in `wanted`, when the whole text is like it. */
export const containsText = (text: string, wanted: string): boolean =>
  wanted.includes("*") ? isLike(text, wanted) : text.toLowerCase().includes(wanted.toLowerCase());

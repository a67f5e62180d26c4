/**
 * Finds names that are glued to the number before them: `Loss: 0.5Accuracy: 0.9`. Doesn't know what a name means.
 *
 * @module
 */
import { METRIC_WORDS } from "../words/vocabulary.ts";
import { endsCounter } from "./number_start.ts";

/** A name before its value. Behind a whole number only a capital begins several words: `id=12abc loss=0.5` has a code. */
const NAME_BEHIND =
    /^(?:[A-Za-z]{3,20}(?:[_/][A-Za-z\d]{1,12}){0,3} ?[:=]|[A-Z][A-Za-z]{2,19}(?: [A-Za-z\d]{1,12}){0,3} ?[:=]) ?/,
  VALUE = /^(?:(?:[a-z]{1,8}\.)?[tT]ensor\(\[?)?[-+.\d]/;
const WORDS_BEHIND = /^[A-Za-z]{3,20}(?:[ _/][A-Za-z\d]{1,12}){0,3}(?: ?[:=] ?| )[-+.\d]/;
/** A name before its value, behind a time of day. */
const BEHIND_CLOCK = /^[A-Za-z]{3,20}(?:[ _/][A-Za-z\d]{1,12}){0,3}(?: ?[:=] {0,8}| {1,8})[-+.\d]/;

/** True where a name stands before its value: `iters:  20`, `sweep 20`. */
export function nameStands(text: string, at: number): boolean {
  return BEHIND_CLOCK.test(text.slice(at, at + NAME_MAX_CHARS));
}

/** A value behind its tie, a number behind a space, a value with a point: they end there. */
const TIED = /[:=] ?[-+]?\d{1,20}(?:[eE][-+]?\d{1,3})?$/,
  SPACED = / \d{1,12}$/,
  POINTED = /\d\.\d{1,20}(?:[eE][-+]?\d{1,3})?$/;
const VALUE_MAX_CHARS = 24, NAME_MAX_CHARS = 64;

/** A number that begins a field: behind a mark, or behind another number. */
const BEGINS = /(?:^|[|,;([{]\s{0,3}|[\d%]\s{1,2})\d{1,4}(?:\.\d{1,3})?$/;
/** Letters before a tie and a value. */
const NAMED = /^([A-Za-z]{1,20}) ?[:=] ?[-+.\d]/;

/** True for the letters of a name that begins with the number before them: `PER` of `| 0.5PER: 94.7`. */
function endsNumbered(text: string, at: number): boolean {
  return NAMED.test(text.slice(at, at + NAME_MAX_CHARS)) &&
    BEGINS.test(text.slice(Math.max(0, at - VALUE_MAX_CHARS), at));
}

/** True for a unit that makes names of several numbers on its line: `1px: 0.5 | 3px: 0.25`. */
export function endsName(text: string, at: number): boolean {
  const unit = NAMED.exec(text.slice(at, at + NAME_MAX_CHARS))?.[1];
  if (unit === undefined || endsCounter(text, at + unit.length)) return false;
  const named = text.match(new RegExp(String.raw`(?<![\w.])\d{1,4}(?:\.\d{1,3})?${unit} ?[:=] ?[-+.\d]`, "g")) ?? [];
  return named.length > 1;
}

/** Words up to a number. */
const WORDS = /^[A-Za-z][A-Za-z _/]*/;

/** True for a text whose words before a number end with a metric's: `loss` behind `epoch 3`, not `min` or `sec`. */
function isOfMetric(text: string): boolean {
  return METRIC_WORDS.has(WORDS.exec(text)![0].trim().toLowerCase().split(/[ _/]/).at(-1)!);
}

/** True for a text that begins with a name, its tie and its value, which a tensor may print itself around. */
function isBeforeValue(text: string): boolean {
  const found = NAME_BEHIND.exec(text);
  return found !== null && VALUE.test(text.slice(found[0].length));
}

/** True where the next name is glued to a value, or to a counter: `Loss: 0.5Accuracy: 0.9`, `Epoch 3Loss: 0.5`. */
export function startsName(text: string, at: number): boolean {
  const name = text.slice(at, at + NAME_MAX_CHARS), value = text.slice(Math.max(0, at - VALUE_MAX_CHARS), at);
  if (POINTED.test(value)) return WORDS_BEHIND.test(name) && !endsNumbered(text, at);
  const space = SPACED.exec(value), isCounted = space !== null && endsCounter(text, at - space[0].length);
  if (!isBeforeValue(name)) return isCounted && WORDS_BEHIND.test(name) && isOfMetric(name);
  return isCounted || TIED.test(value);
}

/**
 * Finds names of what training measures, in languages other than English: losses, accuracies, learning rates, times, speeds.
 *
 * @module
 */
import { splitAt } from "../scan/split_text.ts";
import { MEASURE_WORDS } from "./tables/measure_words.ts";
import { SMALL_WORDS } from "./tables/small_words.ts";
import { eitherWord, isGlued, type Words, wordsIn } from "./tables/table.ts";
import { TIME_WORDS } from "./tables/time_words.ts";

/** Words of names: those that a mark parts from others, and those that are found anywhere in a name. */
interface NameWords {
  apart: ReadonlySet<string>;
  within: readonly string[];
}

/** Words without spaces between them, and those of two, stand anywhere in a name. */
function makeNameWords(words: readonly string[]): NameWords {
  const isWithin = (word: string) => isGlued(word) || THAI.test(word) || word.includes("_");
  return { apart: new Set(words.filter((word) => !isWithin(word))), within: words.filter(isWithin) };
}

const THAI = /^\p{Script=Thai}/u;
const NOT_ASCII = /[\u0080-\uffff]/;
const partsOf = splitAt("_/. ");

/** True for a name with one of some words, or a part that ends with one of others. */
function hasWord(name: string, { apart, within }: NameWords, end: RegExp): boolean {
  if (partsOf(name).some((word) => apart.has(word) || end.test(word))) return true;
  return NOT_ASCII.test(name) && within.some((word) => name.includes(word));
}

const METRICS = makeNameWords(wordsIn(MEASURE_WORDS.metric)), METRIC_END = endOf(MEASURE_WORDS.metricEnd);
const DURATIONS = makeNameWords(wordsIn(TIME_WORDS.duration)), DURATION_END = endOf(TIME_WORDS.durationEnd);
const SPEEDS = wordsIn(TIME_WORDS.speedEnd),
  RATES = wordsIn(MEASURE_WORDS.rate),
  IS_RATE: ReadonlySet<string> = new Set(RATES);

function endOf(words: Words): RegExp {
  return new RegExp(`${eitherWord(wordsIn(words))}$`);
}

const TO = wordsIn(SMALL_WORDS.to), IS_TO: ReadonlySet<string> = new Set(TO);
/** A rate, what was done to it, and such a word, in scripts without spaces: `学习率调整为`. */
const CHANGED_GLUED = new RegExp(
  String.raw`(${eitherWord(RATES.filter(isGlued))})\p{L}{0,8}${eitherWord(TO.filter(isGlued))}\s?$`,
  "u",
);

/** True for a word before the value that something was changed to, in any case. */
export function isTo(word: string): boolean {
  return IS_TO.has(word.toLowerCase());
}

/** The rate that a text without spaces says was changed, up to its new value; empty without one. */
export function changedRateUnspaced(text: string): string {
  return CHANGED_GLUED.exec(text)?.[1] ?? "";
}

/** True for a canonical name that measures how well training goes, in a language other than English. */
export function measuresTraining(name: string): boolean {
  return hasWord(name, METRICS, METRIC_END);
}

/** True for a name of a time that training takes, or of its speed, in a language other than English. */
export function measuresTime(name: string): boolean {
  return hasWord(name, DURATIONS, DURATION_END) || (SPEEDS.some((word) => `_${name}`.endsWith(word)) && !isRate(name));
}

/** True for a learning rate in a language other than English. */
export function isRate(name: string): boolean {
  return IS_RATE.has(name);
}

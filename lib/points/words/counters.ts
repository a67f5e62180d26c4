/**
 * Finds words that count training, in the languages that people train in: epochs, steps, batches.
 *
 * @module
 */

import { COUNTER_WORDS } from "./tables/counter_words.ts";
import { eitherWord, isGlued, wordsBeyondEnglish, wordsIn } from "./tables/table.ts";
import { isUnspaced } from "../scan/characters.ts";

/** What a counter counts. */
export type Counter = "epoch" | "step" | "batch";

const { epoch, epochs, epochOrGame, step, episode, episodes, batch, limit, total, number } = COUNTER_WORDS;
const COUNTERS: ReadonlyMap<string, Counter> = new Map<string, Counter>([
  ...wordsBeyondEnglish(epoch, epochs, epochOrGame).map((word) => [word, "epoch"] as const),
  ...wordsBeyondEnglish(step, episode, episodes).map((word) => [word, "step"] as const),
  ...wordsBeyondEnglish(batch).map((word) => [word, "batch"] as const),
]);

const EPISODES: ReadonlySet<string> = new Set(wordsIn(episode, epochOrGame));

/** True for the word for an episode, in any case: what counts steps behind it is its length. */
export function isEpisode(word: string): boolean {
  return EPISODES.has(word.normalize("NFC").toLowerCase());
}

const EPOCHS: ReadonlySet<string> = new Set(wordsIn(epochs));

/** Alone it is the word for one epoch in Swedish; behind other words it is the Polish plural. */
const OF_ONE = "epok";

/** True for the plural of the word for an epoch, in lower case, alone or behind other words: `num_epochs`, `Epochen`. */
export function endsWithEpochs(name: string): boolean {
  return EPOCHS.has(name.slice(name.lastIndexOf("_") + 1)) && name !== OF_ONE;
}

const NOT_ASCII = /[\u0080-\uffff]/;

/** What a word counts; null for words that count nothing, and for English words, whose forms `vocabulary.ts` knows. */
export function counterOf(word: string): Counter | null {
  const whole = NOT_ASCII.test(word) ? word.normalize("NFC") : word;
  return COUNTERS.get(whole.toLowerCase()) ?? null;
}

const GLUED = [...COUNTERS.keys()].filter(isGlued).sort((one, other) => other.length - one.length);

/** A generation. With what follows here it is another word: `代价`, `代码`. */
const GENERATION = /^代(?![价價码碼表理谢謝数數替码入])/;

/** The counter that a text in a script without spaces begins with, as in `轮损失`, and its length; null without one. */
export function counterAtStart(text: string): { counter: Counter; length: number } | null {
  if (GENERATION.test(text)) return { counter: "step", length: 1 };
  const word = GLUED.find((each) => text.startsWith(each));
  return word === undefined ? null : { counter: COUNTERS.get(word)!, length: word.length };
}

/** The counter that a text in a script without spaces ends with, as in `训练轮`; null without one. */
export function counterAtEnd(text: string): Counter | null {
  if (!isUnspaced(text.charCodeAt(text.length - 1))) return null;
  const word = GLUED.find((each) => text.endsWith(each));
  return word === undefined ? null : COUNTERS.get(word)!;
}

const LIMIT = wordsIn(limit), TOTAL = wordsIn(total);
const LIMITS: ReadonlySet<string> = new Set(LIMIT), TOTALS: ReadonlySet<string> = new Set(TOTAL);
const NUMBERS = new RegExp(String.raw`(?:^|[_ ])${eitherWord(wordsIn(number))}[_ ].*s$`);
/** The same at the start of a word in a script without spaces. */
const GLUED_LIMIT = new RegExp(`^${eitherWord(LIMIT.filter(isGlued))}`),
  GLUED_TOTAL = new RegExp(`^${eitherWord(TOTAL.filter(isGlued))}`);
/** Counters in English, which names in other languages have as well. */
const ENGLISH: ReadonlyMap<string, Counter> = new Map([["epoch", "epoch"], ["step", "step"], ["steps", "step"]]);

/** True for a counter's name, in lower case, that says how many there will be. */
export function isLimit(name: string): boolean {
  const words = name.split(/[_ ]/).map((word) => word.endsWith(".") ? word.slice(0, -1) : word);
  const last = words.at(-1)!.replace(/^[ld]'/, "");
  const counter = counterOf(last) ?? counterAtEnd(last) ?? ENGLISH.get(last);
  if (counter === undefined) return false;
  if (GLUED_LIMIT.test(name) || NUMBERS.test(name) || words.some((word) => LIMITS.has(word))) return true;
  return counter === "epoch" && (GLUED_TOTAL.test(name) || words.some((word) => TOTALS.has(word)));
}

/**
 * Words before a counter's word that say that its number is not this round's: `failed batches: 3`, `last epoch: 0.6`.
 *
 * @module
 */
import { STATE_WORDS } from "./tables/state_words.ts";
import { eitherWord, isGlued, wordsIn } from "./tables/table.ts";

const OUTCOME = makeBefore(wordsIn(STATE_WORDS.outcome)), PREVIOUS = makeBefore(wordsIn(STATE_WORDS.previous));

/** Words that stand before a counter's word, or that it is glued to. */
interface WordsBefore {
  apart: ReadonlySet<string>;
  glued: RegExp;
}

function makeBefore(words: readonly string[]): WordsBefore {
  return {
    apart: new Set(words),
    glued: new RegExp(String.raw`${eitherWord(words.filter(isGlued))}\p{L}+[:：=\s]*$`, "u"),
  };
}

/** The word before the last one, which a mark may follow. */
const BEFORE_LAST_WORD = /([\p{L}\p{M}]+) [\p{L}\p{M}]+[:：=\s]*$/u;

function endsWith({ apart, glued }: WordsBefore, gap: string): boolean {
  return apart.has((BEFORE_LAST_WORD.exec(gap)?.[1] ?? "").toLowerCase()) || glued.test(gap);
}

/** True for a text before a number that ends with how batches turned out, and their word: `, failed batches: `. */
export function tellsOfOutcome(gap: string): boolean {
  return endsWith(OUTCOME, gap);
}

/** True for a text before a number that ends with the round before: ` (last epoch: `, `（上一轮 `. */
export function tellsOfLastRound(gap: string): boolean {
  return endsWith(PREVIOUS, gap);
}

/**
 * Tells a sentence about what was measured from the heading of values: `Validation loss did not improve`, `New best dev score`. Such a sentence
 * is of the values above it.
 *
 * @module
 */
import { isCounterName, understandName } from "./name.ts";
import { namesSplit } from "./splits.ts";
import { SENTENCE_WORDS } from "./tables/sentence_words.ts";
import { STATE_WORDS } from "./tables/state_words.ts";
import { wordsIn } from "./tables/table.ts";

const WORD = /[\p{L}\p{M}]+(?:['’]t)?/gu, NEGATION = /^(?:no|not|\p{L}+n['’]t)$/u;
/** Says with what a heading's values were measured: `Testing (no flips)`. */
const REMARK = /\([^()]*\)/g;
/** What stands at the end of a heading alone. */
const HEADS = /[:=*#-]\s*$/;

const { joint, result, aside } = SENTENCE_WORDS;
/** Words behind a measure in a heading: `Validation loss on unseen data`, `Test accuracy report`. */
const BEHIND: ReadonlySet<string> = new Set(wordsIn(joint, result, aside));
const BEST: ReadonlySet<string> = new Set(wordsIn(STATE_WORDS.best));

/**
 * True for a line that says how a measure of a split is, or that it is the best one.
 *
 * @example
 * ```ts
 * import { judgesMeasure } from "./judgement.ts";
 * judgesMeasure("Test accuracy went down"); // true
 * judgesMeasure("Test accuracy per class"); // false
 * ```
 */
export function judgesMeasure(line: string): boolean {
  const words = line.replace(REMARK, " ").toLowerCase().match(WORD) ?? [];
  if (words.some((word) => NEGATION.test(word))) return true;
  if (HEADS.test(line)) return false;
  if (words.some((word, at) => namesSplit(word) && BEST.has(words[at - 1] ?? ""))) return true;
  const measure = words.findIndex(isMeasure), behind = measure < 0 ? undefined : words[measure + 1];
  return behind !== undefined && !mayFollow(behind);
}

/** True for the name of a metric that every program knows. */
function isMeasure(word: string): boolean {
  const { known, kind, role } = understandName(word);
  return known && kind === "metric" && role === "metric" && !namesSplit(word);
}

const mayFollow = (word: string): boolean =>
  BEHIND.has(word) || isMeasure(word) || namesSplit(word) || isCounterName(word);

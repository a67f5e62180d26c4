/**
 * Finds the word that says that a line lists the best values so far, `Best model: acc 0.5`, or counts them, `Best epoch: 12`. Reads no value.
 *
 * @module
 */
import { type Clues, makeClues } from "../scan/clues.ts";
import { makeForm } from "../scan/steps.ts";
import { isCounterName } from "./name.ts";
import { STATE_WORDS } from "./tables/state_words.ts";
import { makeWordSet, type WordSet, wordsIn } from "./tables/table.ts";

/** Words of which one says that a line lists the best values so far. */
export const BEST_WORDS: WordSet = makeWordSet(wordsIn(STATE_WORDS.best));
/** Without one of these words a line lists no best values. */
export const BEST_CLUES: Clues = makeClues(...wordsIn(STATE_WORDS.best));
/** Such a word that marks set off from the names behind it: `Best model: acc 0.5`, `==> Best [top1: 50.5`, `[Best] acc: 0.5`. */
const OF_BEST = makeForm([
  String.raw`^[\s\[(=*#>→★-]{0,12}(?<best>\p{L}{2,10})(?: \p{L}{2,10}(?= metrics| results| scores))?`,
  String.raw`(?: (?:model|results?|scores?|metrics?|so far|checkpoint)){0,2}`,
  String.raw`(?: ?(?:[:\])]|[-=]?>|→)| [\[(]) ?[\[({]?['"]?(?=\p{L})`,
], { flags: "u" });

/** A bracket behind a line's first words, with what stands behind a column's mark: `Best (rho=0.1) | step 3` names a run. */
const NAME_IN_COLUMN = /^[^()[\]|]*[([][^()[\]|]*[)\]]\s*\|/;

/** The word for the best values so far that a line begins with, in lower case; empty without one. */
export function bestWordOf(part: string): string {
  if (NAME_IN_COLUMN.test(part)) return "";
  const best = part.slice(...(OF_BEST.find(part)?.offsets.best ?? [0, 0])).toLowerCase();
  return BEST_WORDS.has(best) ? best : "";
}

/** True for a line that lists the best values so far: `Best model: acc 0.5`. */
export const isOfBest = (part: string): boolean => bestWordOf(part) !== "";

const BEST_COUNTER = /^[\s*=#>+\-_[({'".:]*(\p{L}+)[ _-](\p{L}{1,9})\s?[:=#]?\s?\d+[^\p{L}\d]*$/u;

/** True for the counter of the best values, alone on its line: `Best epoch: 12`. */
export function isBestCounter(part: string): boolean {
  const [, best = "", counter = ""] = BEST_COUNTER.exec(part) ?? [];
  return BEST_WORDS.has(best.toLowerCase()) && isCounterName(counter);
}

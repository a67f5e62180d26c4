/**
 * Finds names, and words within names, that say on which data a number was measured. Doesn't read the number.
 *
 * @module
 */
import { understandName } from "../words/name.ts";
import { BEST_WORDS } from "../words/best_words.ts";
import { namesSplit, phaseOfWord } from "../words/splits.ts";
import { mayBeNoun } from "../words/prose.ts";

/** The end of `Accuracy on the test set`: the data are part of the name. */
const ON_DATA = / (?:on|over) (?:the )?[\p{L}-]+ (?:sets?|data|dataset|split|samples|images|examples)$/u;
/** What was measured, where no mark sets the best model apart: `test error of best model 0.5`. */
const OF_BEST = / (?:of|for|with) (?:the )?best model$/i;
/** The same with a split alone: `Accuracy on val`. */
const ON_SPLIT = / (?:on|over) (?:the )?(\p{L}+)$/u;
/** What was measured on them: `Accuracy`, `Accuracy of the network`. */
const MEASURED = /(?:^|\s)((\S+)(?: of (?:the |our )?[\p{L}-]+)?)$/u;

/** The whole name that says on which data it was measured; empty for any other text. */
export function wholeOnData(words: string): string {
  const end = dataEnd(words), measured = end === "" ? null : MEASURED.exec(words.slice(0, -end.length))!;
  return measured && understandName(measured[2]!).known ? measured[1]! + end : "";
}

/**
 * The end of a name that says on which data it was measured, behind a metric's own word: before a split alone behind any word that may name
 * something. Empty without one.
 */
export function dataEnd(words: string): string {
  const split = ON_SPLIT.exec(words), isSplit = split !== null && namesSplit(split[1]!);
  const data = isSplit ? split : ON_DATA.exec(words) ?? OF_BEST.exec(words),
    found = data && MEASURED.exec(words.slice(0, data.index));
  if (!found) return "";
  return understandName(found[2]!).known || (isSplit && mayBeNoun(found[2]!)) ? data![0] : "";
}

/** Words for values of other steps, beside those for the best: extremes, and what was measured before. */
const ELSEWHERE = /^(?:lowest|highest|min(?:imum)?|max(?:imum)?|last|latest|prev(?:ious)?)$/i;

/** The phase that the words before the last one of a name say, `mean val` of `mean val loss`; empty without one, and for a value of another step. */
export function phaseWithin(words: readonly string[]): string {
  const phases = words.map((word) => phaseOfWord(word.replace(/[:,.]$/, ""))), at = phases.findIndex(Boolean);
  const isElsewhere = words.slice(0, at).some((word) => BEST_WORDS.has(word.toLowerCase()) || ELSEWHERE.test(word));
  return at < 0 || isElsewhere ? "" : phases[at]!;
}

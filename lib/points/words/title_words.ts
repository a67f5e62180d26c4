/**
 * Finds the words of a line without values that may set the lines below it apart: `Checking...`, `--- Holdout results (Epoch 3) ---`, `Evaluation
 * results for masks:`. Whether they do shows in the log.
 *
 * @module
 */
import { isBestCounter } from "./best_words.ts";
import { endsWithGiven } from "./given_words.ts";
import { isCounterName } from "./name.ts";
import { mayNameSplit } from "./splits.ts";
import { STATE_WORDS } from "./tables/state_words.ts";
import { wordsIn } from "./tables/table.ts";

/** Words that may begin a title of several words: `Mean heights:`. */
const MEAN: ReadonlySet<string> = new Set(wordsIn(STATE_WORDS.mean));
/** A line of one to three words, and a letter, with marks around them. */
const TITLE = /^[\s*=#>+\-_[({'".:]*((?:\p{L}[\p{L}\p{M}\d_@-]{1,20} ?){1,3}(?:(?<= )\p{Lu})?)[\])}'"\s*=#<+\-_.:…]*$/u;
/** Words behind the one that sets apart: `Holdout pass`. */
const OF_TITLE = /(?: (?:pass|phase|stage|set|data|loop|run|mode|part))+$/;

/** The title that such a line is. */
export const BEST_TITLE = "best";

/** The words of a line that has nothing else: `checking` of `Checking...`. Empty where they are known to set nothing apart. */
export function titleOf(part: string): string {
  if (isBestCounter(part)) return BEST_TITLE;
  const title = TITLE.exec(part)?.[1]?.trim().toLowerCase().replace(OF_TITLE, "") ?? "";
  if (endsWithGiven(title)) return title;
  return mayBeTitle(title) ? title : "";
}

/** True for words that may set the lines below them apart. */
function mayBeTitle(title: string): boolean {
  const words = title.split(/[ _-]/);
  return title !== "" && !isCounterName(title) &&
    words.every((word, at) => mayNameSplit(word) || (at === 0 && words.length > 1 && MEAN.has(word)));
}

/** A count in brackets behind or before the words of a heading. */
const COUNT_IN_BRACKETS = /[([][^()[\]]{0,24}\d[^()[\]]{0,12}[)\]]/;

/** The words of a heading with a count in brackets: `holdout` of `--- Holdout results (Epoch 3) ---`, `[3/9] Holdout`. Empty without any. */
export function titleBesideCount(part: string): string {
  const [, words = ""] = COUNT_IN_BRACKETS.test(part) ? TITLE.exec(part.replace(COUNT_IN_BRACKETS, " ")) ?? [] : [];
  const title = withoutAsides(words.trim().toLowerCase());
  return mayBeTitle(title) ? title : "";
}

/** The words of a title without those at its end that say what stands below any title: `holdout` of `holdout results`. */
function withoutAsides(title: string): string {
  const words = title.split(" "), own = words.findLastIndex(mayNameSplit);
  return own >= 0 ? words.slice(0, own + 1).join(" ") : title;
}

/** What a heading is of, at its end: `Evaluation results for masks:`. */
const HEADED_OF =
  /\p{L} (?:for|on|of|in) (?:the )?["'`]?(\p{L}[\p{L}\d_@-]{1,30})["'`]?(?: (?:set|data|dataset|split))?[\s*=.:…]*$/u;

/** The same alone, behind a field's name or a verb: `Dataset: sketch`, `copy: Task: masks`, `Evaluating photo`, `Training A`. */
const HEADED_BY = [
  /^[^\p{L}]*(?:\p{L}{1,20}: )?(?:data ?set|domain|task|env)\s?[:=]\s+["'`]?(\p{L}[\p{L}\d_@-]*)\W*$/iu,
  /^[^\p{L}]*(?:evaluat|test|validat|train)ing\s+["'`]?(\p{L}[\p{L}\d_@-]*)\W*$/iu,
] as const;

/** The word for what a heading is of, in lower case; empty without one, and for a split. */
export function subjectOf(heading: string): string {
  const word =
    (HEADED_OF.exec(heading) ?? HEADED_BY[0].exec(heading) ?? HEADED_BY[1].exec(heading))?.[1]?.toLowerCase() ?? "";
  return word !== "" && !isCounterName(word) && word.split(/[_-]/).some(mayNameSplit) ? word : "";
}

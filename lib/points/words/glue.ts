/**
 * Takes off what is glued to a name in a script without spaces: the verb or the case behind it, the counter's ending before it. Changes no name
 * of another script.
 *
 * @module
 */
import { MEASURE_WORDS } from "./tables/measure_words.ts";
import { SMALL_WORDS } from "./tables/small_words.ts";
import { SPLIT_WORDS } from "./tables/split_words.ts";
import { STATE_WORDS } from "./tables/state_words.ts";
import { eitherWord, isGlued, type Words, wordsIn } from "./tables/table.ts";

const { atBehind, caseGlued, isGlued: is, ordinalBehind, ownGlued, times } = SMALL_WORDS;
const either = (...meanings: readonly Words[]) => eitherWord(wordsIn(...meanings).filter(isGlued));

/** Korean words before a case's ending: in others it is part of the word. */
const NOUN = `(?:${MEASURE_WORDS.metric.korean.replaceAll(" ", "|")}|[률율값])`;
/** The verb or the case at the end of a name: `损失为`, `lossは`, `손실은`. */
const END = new RegExp(
  String.raw`(?<=[\u3040-\u9fffA-Za-z])${either(is)}$|(?<=${NOUN})[${caseGlued.korean.replaceAll(" ", "")}]$`,
);
/** What ties a name to the counter before it: `100回目の損失`, `3번째의 손실`. */
const START = new RegExp(
  String.raw`^${either(ordinalBehind, times, atBehind)}?${either(ownGlued)}(?=[\u3040-\u9fff]{2})` +
    String.raw`|^(?:${ordinalBehind.korean}${ownGlued.korean}?|${ownGlued.korean}) `,
);
/** That a counter is over, before the name behind it: `epoch 3 训练完毕 loss`. */
const OVER = new RegExp(
  `^${either(SPLIT_WORDS.train, STATE_WORDS.repeated)}?${either(STATE_WORDS.over)}` +
    String.raw`[后後]?(?:的|[,，。:：!！ ]\s*)(?=\p{L}{2})`,
  "u",
);

/**
 * The printed name without what is glued to it.
 *
 * @example
 * ```ts
 * import { withoutGlue } from "./glue.ts";
 * withoutGlue("损失为"); // "损失"
 * withoutGlue("回目の損失"); // "損失"
 * ```
 */
export function withoutGlue(printed: string): string {
  return printed.replace(END, "").replace(START, "").replace(OVER, "");
}

/**
 * How many values a name is of, or which, within the name: `recompensa media (últimos 100): 0.5`, `avg. loss [61-70]: 0.5`, `Accuracy on the
 * 10000 test images: 97 %`. In English the phrases read it as well.
 *
 * @module
 */
import { isUnspaced } from "../../scan/characters.ts";
import { DECIMAL, INTEGER } from "../../scan/number_form.ts";
import { counterAtStart, counterOf } from "../../words/counters.ts";
import { isCounterName, type NameInfo, understandName } from "../../words/name.ts";
import { partAtEnd } from "../../words/parts.ts";
import { namesSplit } from "../../words/splits.ts";
import type { Source } from "../../scan/source.ts";
import { addNext, unitBehind } from "../fields.ts";
import { addMetric } from "../walk.ts";
import { keepNumberedLabel } from "./parameters.ts";
import type { Rule } from "./rule.ts";

/** A name before an amount in brackets, with a word or two before the amount; and what ties the value behind. */
const NAME_BEFORE_WINDOW =
  /(?:^|[,;:|])\s*((?:[\p{L}_-]+ ){0,5}[\p{L}_-]+) ?[([]((?:\p{L}+ ){0,2}|[\u3040-\ud7a3]{1,4})$/u;

/** The rest of the amount and its bracket, and the tie. A word behind the amount shows what it counts: then no tie is needed. */
const WINDOW_TO_VALUE =
  /^(?:(?:(?:[ -]\p{L}+){0,2}|[\u3040-\ud7a3]{1,8})[)\]]\s*[=:]|[ -]\p{L}+(?: \p{L}+)?[)\]](?= ))\s*$/u;
/** The end of such an amount, and the words to a counter behind it. */
const WINDOW_TO_COUNTER = /^((?: \p{L}+){0,2}\)) (?:at|after|in|on) \p{L}+ $/u;
/** Names of what is averaged, a counter too: `Average number of steps (12 games)`. */
const AVERAGED = /^(?:avg|average|mean|median|number_of)_/;

/** True for words that name what is measured, a metric or an average of anything, and for none. */
function isMeasured(words: string): boolean {
  const { role, name } = understandName(words.trim());
  return words === "" || role === "metric" || AVERAGED.test(name);
}

/** The name before an amount in brackets. The expression tries each character of a text: most have no bracket. */
function nameBeforeWindow(gap: string): RegExpExecArray | null {
  return /[([]/.test(gap) ? NAME_BEFORE_WINDOW.exec(gap) : null;
}

/** The words before an amount where none stand behind it in its bracket. */
const wholeWords = (words: string, between: string): string => between.startsWith(")") ? words : "";

/** `recompensa média (últimos 100) = 76.5`, `Training loss (for 1 batch) at step 40: 0.5`. */
export const windowInName: Rule = {
  name: "an amount in brackets between a name and its value",
  of: "any",
  lines: [
    ["episódio 3: recompensa média (últimos 100) = 76.5", "recompensa_média=76.5@3"],
    ["Mean loss (of 8 batches) at step 40: 0.5", "mean_loss=0.5@40"],
    ["step 3 Average number of moves(40 games): 12.5", "average_number_of_moves=12.5@3"],
    ["step 3\nmean reward (40 episodes) -12.5", "mean_reward=-12.5@3"],
  ],
  bind(field, walk) {
    const { slot, form, gap } = field, { text, shape } = walk.source, next = slot + 1;
    const before = form === INTEGER && next < shape.count ? nameBeforeWindow(gap) : null;
    if (!before) return false;
    const between = text.slice(shape.end[slot], shape.start[next]), info = understandName(before[1]!.trim());
    if (/[^ ][([]$/.test(gap) && !between.startsWith(" ")) return false; // `loss(3) = 0.5`
    const closed = WINDOW_TO_COUNTER.exec(between)?.[1];
    if (closed !== undefined && info.known) {
      Object.assign(field, { behind: closed.length });
      walk.carried = before[1]!.trim();
      return true;
    }
    if (!WINDOW_TO_VALUE.test(between)) return false;
    if (shape.form[next] !== DECIMAL || !isMeasured(before[1]!) || !isMeasured(before[2]!)) return false;
    keepNumberedLabel(slot, wholeWords(before[2]!, between), walk.statement);
    return addNext(field, walk, { ...info, role: "metric" });
  },
};

/** A name to which an argument is glued, and what ends the arguments. */
const NAME_OF_ARGUMENT = /(?:^|[\s,;:|])((?:[\p{L}_-]+ ){0,3}[\p{L}_]+)\(\[?$/u, ARGUMENTS_END = /^\]?\)\s*[:=]\s*$/;
const ARGUMENTS_MAX = 8;

/** The number behind the arguments that begin at a slot; -1 where they don't end before a value. */
function valueOfArguments(first: number, { shape, text, to }: Source): number {
  for (let next = first + 1; next < shape.count && next - first <= ARGUMENTS_MAX && shape.end[next]! <= to; next++) {
    const between = text.slice(shape.end[next - 1], shape.start[next]);
    if (ARGUMENTS_END.test(between)) return next;
    if (!/^,?\s*$/.test(between)) return -1;
  }
  return -1;
}

/** `best f(-0.50131) = 2.75`: where a function was measured changes, and is no part of its name. */
export const argumentInName: Rule = {
  name: "what a function is of, glued to its name in brackets before its value",
  of: "any",
  lines: [
    ["gen 3 lowest f(-0.50131) =  2.75\ngen 4 lowest f(0.25132) = 2.5", "lowest_f=2.75@3 lowest_f=2.5@4"],
    ["gen 3, drag(0.50131, 0.25): 2.5", "drag=2.5@3"],
  ],
  bind(field, walk) {
    const { slot, form, gap } = field, name = form === DECIMAL ? NAME_OF_ARGUMENT.exec(gap)?.[1] : undefined;
    const next = name === undefined ? -1 : valueOfArguments(slot, walk.source);
    if (next < 0) return false;
    const unit = unitBehind(next, walk.source), { phase } = field.phrase;
    addMetric({ slot: next, total: -1, unit }, walk, { info: understandName(name!), separated: true, phase });
    field.last = next;
    return true;
  },
};

/** The words from the last mark to a number, and those from there to the tie of the next one. */
const WORDS_BEFORE =
  /(?:^|[,;:|=()。，、：]|\s[-–—]\s)[^\p{L}\p{N}]*((?:[\p{L}\p{M}'’-]{1,24} ){0,6}[\p{L}\p{M}'’-]{1,24})( ?)$/u;

const WORDS_BEHIND = /^( ?)((?:[\p{L}\p{M}'’-]{1,24} ){0,5}[\p{L}\p{M}'’-]{1,24})\s?[:=：]\s*$/u;
const GAP_MAX_CHARS = 120, BEHIND_MAX_CHARS = 80;

/** The rule for an amount without brackets. */
export const windowInSentence: Rule = {
  name: "an amount between the words of a name: of the newest episodes",
  of: "any",
  lines: [
    ["Episodio 3: recompensa media últimos 100 episodios: 76.5", "recompensa_media_últimos_100_episodios=76.5@3"],
    [
      "Épisode 3, récompense moyenne sur les 50 derniers épisodes: 76.5",
      "récompense_moyenne_sur_les_50_derniers_épisodes=76.5@3",
    ],
    ["回合 3, 最近100回合平均奖励: 76.5", "最近100回合平均奖励=76.5@3"],
    ["Episode 3, mean of 20 episodes: 76.5", "mean_of_20_episodes=76.5@3"],
  ],
  bind(field, walk) {
    const { slot, form, gap, total } = field, { text, shape, to } = walk.source, next = slot + 1;
    if (form !== INTEGER || total >= 0 || next >= shape.count || shape.end[next]! > to) return false;
    if (shape.form[next] !== DECIMAL || shape.start[next]! - shape.end[slot]! > BEHIND_MAX_CHARS) return false;
    const behind = WORDS_BEHIND.exec(text.slice(shape.end[slot], shape.start[next])),
      before = behind && WORDS_BEFORE.exec(gap.slice(-GAP_MAX_CHARS)); // the slower one of them
    if (!before || !isWindow(before[1]!, behind[2]!, behind[1] === "")) return false;
    const { pairs } = walk.statement.facts, at = pairs.length;
    const info = { ...understandName(`${before[1]} ${behind[2]}`), role: "metric" } as NameInfo;
    addMetric({ slot: next, total: -1, unit: unitBehind(next, walk.source) }, walk, {
      info,
      separated: true,
      phase: "",
    });
    if (pairs.length === at) return false;
    walk.statement.parts[at] = {
      part: { slot, word: before[1]! + before[2]!, unit: `${behind[1]}${behind[2]}`, isWhole: true },
      info: pairs[at]!.info,
    };
    field.last = next;
    return true;
  },
};

/** True for an amount between words: one of a counter, one behind a metric's name and more words, or glued to both where no spaces are. */
function isWindow(before: string, behind: string, isGlued: boolean): boolean {
  const words = before.split(" "), last = words.at(-1)!;
  if (counts(last) || partAtEnd(last) !== "") return false;
  if (isGlued && isUnspaced(last.charCodeAt(last.length - 1)) && isUnspaced(behind.charCodeAt(0))) return true;
  if (counterAtStart(behind) !== null || behind.split(" ").some(counts)) return true;
  return words.length > 2 && !isMetric(last) && words.slice(0, -1).some(isMetric);
}

const counts = (word: string) => counterOf(word) !== null || isCounterName(word.replace(/s$/, ""));
const isMetric = (word: string) => understandName(word).known && !namesSplit(word);

/** The range of `avg. loss [61-70]: 73.16`: the value follows it. */
export const rangeInName: Rule = {
  name: "a range in brackets within a name",
  of: "named",
  lines: [
    ["step 70 avg. loss [61-70]: 73.16", "avg_loss=73.16@70"],
    ["step 70 loss (61..70) = 2.5", "loss=2.5@70"],
    ["step 70 loss [61 - 70]: 2.5", "loss=2.5@70"],
  ],
  bind(field, walk) {
    const { shape, text } = walk.source, { slot, last, phrase, info } = field;
    if (last !== slot || info.role !== "metric" || !/^\s*[\[(]$/.test(phrase.opened)) return false;
    const isPair = /^(?:\.{3}| ?[-–] ?| to )$/.test(text.slice(shape.end[slot], shape.start[slot + 1]));
    const end = isPair ? slot + 1 : slot;
    if (end + 1 >= shape.count || !/^[\])]\s*[:=]\s*$/.test(text.slice(shape.end[end], shape.start[end + 1]))) {
      return false;
    }
    walk.carried = phrase.key;
    field.last = end;
    return true;
  },
};

/** A metric's words up to an amount, and the words between the amount and the value. */
const NAME_TO_AMOUNT =
  /(?:^|[\s|,;])(((?:\p{L}+ ){0,3}?(\p{L}+) (?:of [^=:|,;]{1,40} )?)(?:on|over|across|from|for|of) (?:the |all )?)$/u;
const AMOUNT_TO_VALUE = /^( \p{L}[\p{L} -]{1,40}?)\s*(?:[:=]|is)\s*$/u, WORD_TO_VALUE = /^( \p{L}{3,}) +$/u;

/** A word for things alone before a value without a tie. A metric's is the value's own name: `loss of 3 acc 0.5`. */
function untied(behind: string): RegExpExecArray | null {
  const found = WORD_TO_VALUE.exec(behind);
  return found && isMetric(found[1]!.trim()) ? null : found;
}

/** `Accuracy of the network on the 10000 test images: 97 %`. */
export const amountInName: Rule = {
  name: "the number of what was measured, within a name",
  of: "any",
  lines: [
    [
      "step 3 Accuracy of the model on the 10000 test images: 97.2 %",
      "accuracy_of_the_model_on_the_test_images=97.2@3",
    ],
    ["step 3: mean reward of 10 episodes: 0.5", "mean_reward=0.5@3"],
    ["step 3: mean score over 40 games 0.5", "mean_score=0.5@3"],
    ["step 3\nAvg test err over 40 batches = 0.5", "avg_test_err=0.5@3"],
  ],
  bind(field, walk) {
    const { slot, form, gap } = field, { text, shape } = walk.source, next = slot + 1;
    const before = form === INTEGER && next < shape.count ? NAME_TO_AMOUNT.exec(gap) : null;
    if (!before || !(understandName(before[3]!).known || namesSplit(before[3]!))) return false;
    const behind = text.slice(shape.end[slot], shape.start[next]);
    const between = AMOUNT_TO_VALUE.exec(behind) ?? (shape.form[next] === DECIMAL ? untied(behind) : null);
    if (!between) return false;
    const isNeeded = namesSplit(before[3]!) || between[1]!.split(" ").some(namesSplit);
    const info = understandName(isNeeded ? before[1]!.trim() + between[1]! : before[2]!.trim());
    addMetric({ slot: next, total: -1, unit: "" }, walk, { info, separated: true, phase: "" });
    field.last = next;
    return true;
  },
};

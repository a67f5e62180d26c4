/**
 * Counters whose word stands behind them: `第 3 轮`, `After 100 iterations`, `0.5 epochs`.
 *
 * @module
 */
import { DECIMAL, INTEGER } from "../../scan/number_form.ts";
import { counterAtStart, counterOf } from "../../words/counters.ts";
import { isCounterRole, type NameRole, understandName } from "../../words/name.ts";
import { SMALL_WORDS } from "../../words/tables/small_words.ts";
import { STATE_WORDS } from "../../words/tables/state_words.ts";
import { eitherWord, wordsIn } from "../../words/tables/table.ts";
import { nameBeforeCounter } from "../carried.ts";
import { countAs, countEpoch, type Field, type Walk } from "../walk.ts";
import { readLength } from "./lengths.ts";
import { countsBest } from "./of_best.ts";
import type { Rule } from "./rule.ts";

const { after, ordinalBefore, ordinalBehind, pieces, times } = SMALL_WORDS, ORDINALS = wordsIn(ordinalBefore);
/** Words before a counter whose word follows it: `第 3 轮`, `After 100 iterations`. */
const BEFORE_COUNTED = new Set([...wordsIn(after, STATE_WORDS.reached), ...ORDINALS, "@", "at"]);
const LAST_WORD = /(?:^|[\s\p{P}])([\p{L}@]+)(?: de)?\s*$/u, AT_START = /^\s*[\[(]?\s*$/;
/** In English such words name an amount as well: `100 iterations` counts only behind these. */
const AFTER = new RegExp(String.raw`(?:\b(?:at|after|seen|completed|finished)|@|${eitherWord(ORDINALS)})\s*$`, "i");
/** What makes an ordinal of a number, and the Chinese word for one of several, which says how many as well. */
const MARK_BEHIND = new RegExp(
  String.raw`^\s{0,3}(?:(${eitherWord(wordsIn(ordinalBehind))})|${eitherWord(wordsIn(pieces))})\s?`,
);
const WORD_BEHIND = /^\s{0,3}([\p{L}\p{M}]+)(?![\p{L}\p{M}])(\s*=(?!>))?/u;
/** A word between an ordinal and the counter's word: `3rd training step`, `1st mini-batch`. */
const BETWEEN = /^\s{0,3}\p{L}{1,12}[ -](?=\p{L})/u;
/** A word of ASCII that one without spaces is glued to: `epoch结束`. */
const LATIN = /^[A-Za-z]+(?=[\u3040-\u9fff\uac00-\ud7a3])/;
/** What ends the word: `3エポック目`, `3rd epoch's`. */
const ORDINAL = /^(?:目(?!的)|'s(?= ))/;
/** A training behind `after`, which takes so long: `after training for 5 epochs`. */
const TRAINING = /(?<=\bafter) \p{L}+ing(?: for)? $/iu;
/** `迭代第3次`: what is counted stands before the number. */
const TIMES = new RegExp(String.raw`^\s?${eitherWord(wordsIn(times))}(?![\p{L}\p{M}])`, "u"),
  COUNTED = new RegExp(String.raw`${eitherWord(wordsIn(STATE_WORDS.repeated))}${ordinalBefore.chinese}\s?$`);
const WORD_MAX_CHARS = 24;
/** Behind a number with a point, which is no setting. */
const PART_OF_EPOCHS = /^ ?epochs?\b(?! ?[:=/])/i;

/** `第 3 轮`, `After 100 iterations, cost = 0.5`. */
export const wordBehind: Rule = {
  name: "a counter before its word",
  of: "any",
  lines: [
    ["第 3 轮, 损失: 0.52", "损失=0.52@3"],
    ["After 100 iterations, cost = 0.51\n@ 1,500 steps: cost 0.5", "cost=0.51@100 cost=0.5@1500"],
    ["第 2 轮 第 40 步 损失: 0.5", "损失=0.5@40"],
    ["开始第 3 轮训练\n损失: 0.5", "损失=0.5@3"],
    ["第 3 个epoch 损失: 0.5", "损失=0.5@3"],
    ["第3个epoch结束，准确率为0.5", "准确率=0.5@3"],
    ["第 3 代 最优适应度: 0.5\n第4代，最优适应度为0.4", "最优适应度=0.5@3 最优适应度=0.4@4"],
    ["迭代第3次，代价为0.5", "代价=0.5@3"],
    ["经过300次迭代后，损失：0.5", "损失=0.5@300"],
    ["3エポック目 正解率：0.5", "正解率=0.5@3"],
    ["已完成40步，损失为0.5", "损失=0.5@40"],
    ["Having seen 3 epochs, loss: 0.5", "loss=0.5@3"],
    ["dev mae after 20 iterations => 0.5", "dev_mae=0.5@20"],
    ["dev mae at 20 steps = 0.5", "dev_mae=0.5@20"],
    ["Cost after 20  iterations =  0.5", "cost=0.5@20"],
    ["Loss after training for 5 epochs: 0.5", "loss=0.5@5"],
    ["3 эпоха: потери = 0.5", "потери=0.5@3"],
    ["65,536 tok | 40 it | nll 0.5\n131,072 tok | 80 it | nll 0.4", "nll=0.5@40 nll=0.4@80"],
    ["[0.5 epochs] loss=0.5\n[1.0 epochs] loss=0.4", "loss=0.5@0.5 loss=0.4@1"],
    [
      "step 3\n# drag: 0.5 Best: 0.4 @ 2 iter\nstep 4\n# drag: 0.6 Best: 0.4 @ 2 iter",
      "drag=0.5@3 drag=0.6@4 best=0.4@3 best=0.4@4",
    ],
    ["[3] drag 0.5 best=0.4 @ 2 steps\n[4] drag 0.6 best=0.4 @ 2 steps", "drag=0.5@3 best=0.4@3 drag=0.6@4 best=0.4@4"],
    ["Episode 3 finished after 41 timesteps with reward 0.5", "reward=0.5@3"],
  ],
  bind(field, walk) {
    const { last, form, unit } = field, { text, shape } = walk.source, gap = field.gap.replace(TRAINING, " ");
    if (isPartOfEpochs(field, walk)) return countEpoch(field, walk), true;
    if (form !== INTEGER || unit !== "") return false;
    const behind = text.slice(shape.end[last], shape.end[last]! + WORD_MAX_CHARS), ordinal = ordinalIn(behind);
    const isSure = ordinal > 0 || isCell(gap, behind);
    if (!isSure && !isBeforeWord(gap)) return false;
    const carried = nameBeforeCounter(gap), times = COUNTED.test(gap) ? TIMES.exec(behind)?.[0].length : undefined;
    const counted = times === undefined
      ? countedBehind(behind, { carried, ordinal, isEnglish: isSure || AFTER.test(gap) })
      : { role: "step" as const, end: times };
    if (counted === null || !takeAs(counted.role, carried, field, walk)) return false;
    field.behind = counted.end;
    walk.counted = { slot: field.slot, end: shape.end[last]! + counted.end };
    return true;
  },
};

/** What is known of a number before its word. */
interface Before {
  /** The name before it. */
  carried: string;
  /** Where the mark ends that makes an ordinal of it; 0 without one. */
  ordinal: number;
  /** True where English words count for certain. */
  isEnglish: boolean;
}

/** Where the mark behind a number ends that makes an ordinal of it; 0 without one. */
function ordinalIn(behind: string): number {
  const found = MARK_BEHIND.exec(behind);
  return found?.[1] === undefined ? 0 : found[0].length;
}

/** What the word behind a number counts, and where it ends; null without one. Behind an ordinal another word may stand before it. */
function countedBehind(behind: string, before: Before): { role: NameRole | null; end: number } | null {
  const from = MARK_BEHIND.exec(behind)?.[0].length ?? 0, rest = behind.slice(from), counted = countedIn(rest, before);
  const between = before.ordinal > 0 ? BETWEEN.exec(rest)?.[0].length ?? 0 : 0;
  const isNext = between > 0 && !(counted?.role && isCounterRole(counted.role));
  const at = isNext ? from + between : from, found = isNext ? countedIn(behind.slice(at), before) : counted;
  return found && { ...found, end: at + found.end };
}

/** The same, where the word stands first. */
function countedIn(text: string, { carried, isEnglish }: Before): { role: NameRole | null; end: number } | null {
  const found = wordIn(text, carried);
  if (found === null) return null;
  const start = counterAtStart(found.word), end = found.at + (start?.length ?? found.word.length);
  return {
    role: start?.counter ?? roleOf(found.word, isEnglish),
    end: end + (ORDINAL.exec(text.slice(end))?.[0].length ?? 0),
  };
}

/**
 * Makes the number a counter, behind the name of a value before it, or the length of an episode. The best value's counter is none of the line's.
 * False for a role that counts nothing.
 */
function takeAs(role: NameRole | null, carried: string, field: Field, walk: Walk): boolean {
  if (role !== null && isCounterRole(role) && countsBest(field.slot, walk)) return true;
  if (role === "step" && readLength(field, walk)) return true;
  if (!countAs(role, { ...field, unit: "" }, walk)) return false;
  walk.carried = carried;
  return true;
}

/** The word behind a number, and where it begins. Before an equals sign it is a name, unless another one stands before the number. */
function wordIn(behind: string, carried: string): { word: string; at: number } | null {
  const [whole, word, sign] = WORD_BEHIND.exec(behind) ?? [];
  if (word === undefined || (sign && carried === "")) return null;
  return { word: LATIN.exec(word)?.[0] ?? word, at: whole!.lastIndexOf(word) };
}

/** True for `0.5` of `[0.5 epochs]`, and not of `loss: 0.5 Epoch acc: 0.9`. */
function isPartOfEpochs({ slot, form, phrase: { key, separated } }: Field, { source: { text, shape } }: Walk): boolean {
  if (form !== DECIMAL || (separated && understandName(key).known)) return false;
  return PART_OF_EPOCHS.test(text.slice(shape.end[slot], shape.end[slot]! + WORD_MAX_CHARS));
}

function isBeforeWord(gap: string): boolean {
  const word = (LAST_WORD.exec(gap)?.[1] ?? "").toLowerCase();
  return AT_START.test(gap) || word.endsWith(ordinalBefore.chinese) || BEFORE_COUNTED.has(word);
}

/** What a word counts; the English ones only where they count for certain. */
const roleOf = (word: string, isEnglish: boolean): NameRole | null =>
  counterOf(word) ?? (isEnglish ? understandName(word.replace(/s$/, "")).role : null);

/** True for a number and a word that fill a cell: `| 40 it |`. */
const isCell = (gap: string, behind: string): boolean => /\|\s*$/.test(gap) && /^ ?\p{L}+\s*\|/u.test(behind);

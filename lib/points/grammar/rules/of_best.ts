/**
 * The best value so far beside the newest one, and its epoch or step, which is not the line's own: `acc: 0.5, best: 0.9 (epoch 1)`. A line that
 * tells of the best value alone stands at its counter, unless a number is before it, as in `Lap 3: best acc 0.9 (epoch 8)`; such a counter
 * alone heads the best values below it.
 *
 * @module
 */
import { isBestCounter, isOfBest } from "../../words/best_words.ts";
import { SMALL_WORDS } from "../../words/tables/small_words.ts";
import { STATE_WORDS } from "../../words/tables/state_words.ts";
import { isSpaced, makeWordSet, wordsIn } from "../../words/tables/table.ts";
import { slotFrom, type Source } from "../../scan/source.ts";
import { isCounterRole, understandName } from "../../words/name.ts";
import type { Rule } from "./rule.ts";
import { addMetric, type Walk } from "../walk.ts";

/** What ties a counter to a value, before the counter's word or its number: a bracket, or a word. */
const TIED = /\d%?\s?(?:[([]|@|,? ?(\p{L}{1,5})(?= ))\s?(?:\p{L}{1,9}\.?\s?[:=#]?\s?)?$/iu;
const AT: ReadonlySet<string> = new Set(wordsIn(SMALL_WORDS.at));
const { best, extreme, previous } = STATE_WORDS;
/** Words for the best value so far, and for the one before. */
const BEST = makeWordSet([...wordsIn(best, extreme), ...wordsIn(previous).filter(isSpaced)]);
/** The end of a text, up to what sets apart. */
const CLAUSE = /[^|;]{0,36}$/;
/** A counter in the bracket of a best value, and the best counter. */
const IN_BRACKET = /[([]best(?!\p{L})[^|;()[\]]{0,30}\d%?[,;] ?\p{L}{1,9}\.?\s?[:=#]?\s?$/iu;
const BEST_COUNTER = /(?<!\p{L})best \p{L}{1,9}\s?[:=#]?\s?$/iu;
const BEFORE_MAX_CHARS = 72;

/** The text before what ties a counter's word to a value; empty where nothing does. */
function tiedTo(before: string): string {
  const tied = TIED.exec(before), word = tied?.[1];
  return tied === null || (word !== undefined && !AT.has(word.toLowerCase())) ? "" : before.slice(0, tied.index);
}

/** The rule. */
export const counterOfBest: Rule = {
  name: "the epoch or the step of the best value so far",
  of: "named",
  lines: [
    [
      "Epoch 3\nacc: 0.5, best: 0.9 (step 8)\nEpoch 4\nacc: 0.6, best: 0.9 (step 8)",
      "acc=0.5@3 best=0.9@3 acc=0.6@4 best=0.9@4",
    ],
    [
      "Epoch 3 acc: 0.5\nBest model: acc 0.9 (epoch 2)\nEpoch 4 acc: 0.6\n==> Best [acc: 0.9 on epoch 2]",
      "acc=0.5@3 best_acc=0.9@3 acc=0.6@4 best_acc=0.9@4",
    ],
    [
      "Epoch 3 acc: 0.5\n==> Best [acc: 0.9   recall: 0.8   sparsity: 0.00   drag: 0.25   lift: 0.125 on epoch: 2]",
      "acc=0.5@3 best_acc=0.9@3 recall=0.8@3 sparsity=0@3 drag=0.25@3 lift=0.125@3",
    ],
    ["[3/9] verlies: 0.5 (beste: 0.4 in epoch 2)\n[4/9] verlies: 0.3", "verlies=0.5@3 beste=0.4@3 verlies=0.3@4"],
    ["第 3 轮 损失: 0.5 (最佳: 0.4 @ epoch 2)", "损失=0.5@3 最佳=0.4@3"],
    ["Epoch 3 acc: 0.5\nBest epoch: 2\nacc: 0.9\nEpoch 4 acc: 0.6", "acc=0.5@3 best_acc=0.9@3 acc=0.6@4"],
    [
      "Lap 1: best acc 0.5 (epoch 8)\nLap 2: best acc 0.6 (epoch 7)\nLap 3: best acc 0.4 (epoch 9)",
      "best_acc=0.5@1 best_acc=0.6@2 best_acc=0.4@3",
    ],
    ["Epoch 3\nacc: 0.5 (best step 8)\nEpoch 4\nacc: 0.6 (best step 8)", "acc=0.5@3 acc=0.6@4"],
  ],
  bind({ slot, total, info: { role } }, walk) {
    const { source, statement: { facts: { pairs } } } = walk, { text } = source;
    if (!isCounterRole(role) || total >= 0) return false;
    if (pairs.length === 0) return isBestCounter(text.slice(source.from, source.to));
    if (isOfBestAlone(walk)) return false;
    if (isOfBest(text.slice(source.from, source.to))) return true;
    const before = textUpTo(slot, source);
    return isBehindBest(slot, walk) || IN_BRACKET.test(before) || BEST_COUNTER.test(before);
  },
};

/** True for a line whose first number is the best value. */
function isOfBestAlone({ source, statement: { facts: { pairs }, pairSlots } }: Walk): boolean {
  return BEST.standsIn(pairs[0]!.info.name) && pairSlots[0] === slotFrom(source, source.from);
}

const textUpTo = (slot: number, { text, shape }: Source): string =>
  text.slice(Math.max(0, shape.start[slot]! - BEFORE_MAX_CHARS), shape.start[slot]);

/** True for a counter that a bracket or a word ties to the best value before it: `best: 0.9 @ 8`. */
function isBehindBest(slot: number, { source, statement: { facts: { pairs } } }: Walk): boolean {
  const tied = tiedTo(textUpTo(slot, source));
  return tied !== "" && (BEST.standsIn(pairs[0]!.info.name) || BEST.standsIn(CLAUSE.exec(tied)![0]));
}

/** True for a counter before its word that is the best value's, not the line's: `psnr: 30.5 best: 30.9 @ 200 iter`. */
export function countsBest(slot: number, walk: Walk): boolean {
  return walk.statement.facts.pairs.length > 0 && !isOfBestAlone(walk) && isBehindBest(slot, walk);
}

/** The best value in parentheses directly behind the value. */
const IN_PARENTHESES = /^%?\s*\(best\s?[:=]?\s*$/i;
const TWICE_BEST = /\bbest\b[^=]{0,80}\bbest\b/i;

/** `psnr: 30.1 Best: 30.1 @ 10 iter # ssim: 0.88 Best: 0.88`. */
export const bestBeside: Rule = {
  name: "the best value so far of the metric before it",
  of: "named",
  lines: [[
    "step 10 # psnr: 30.1 Best: 30.1 @ 10 iter # ssim: 0.88 Best: 0.88",
    "psnr=30.1@10 best_psnr=30.1@10 ssim=0.88@10 best_ssim=0.88@10",
  ], ["step 3 bleu 21.5 (best 22.5) | loss 0.5", "bleu=21.5@3 best_bleu=22.5@3 loss=0.5@3"]],
  bind(field, walk) {
    const before = walk.statement.facts.pairs.at(-1);
    if (field.info.name !== "best" || !before) return false;
    const isTwice = field.phrase.separated && TWICE_BEST.test(walk.source.text);
    if (!isTwice && !IN_PARENTHESES.test(field.gap)) return false;
    addMetric(field, walk, { info: understandName(`best_${before.info.name}`), separated: true, phase: "" });
    return true;
  },
};

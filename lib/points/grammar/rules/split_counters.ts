/**
 * Counters behind the word for a split, or behind another word that sets their line apart: `val [20/50]`, `eval @ 100:`, `Train: 3 [10/1251]`.
 *
 * @module
 */
import { INTEGER } from "../../scan/number.ts";
import { understandName } from "../../words/name.ts";
import { namesSplit } from "../../words/splits.ts";
import { METRIC_ALONE } from "../../words/vocabulary.ts";
import { setsApart } from "../heads.ts";
import { countBatch, countEpoch, countStep, markPhase, textBehind } from "../walk.ts";
import type { Rule } from "./rule.ts";

/** `val [ 20/50]`: a split's name alone counts batches. */
export const batchOfSplit: Rule = {
  name: "the batch, with its total, behind a split",
  of: "named",
  lines: [["Epoch 1 val 20/50 loss 0.5", "val_loss=0.5@20"]],
  bind(field, walk) {
    const { key } = field.phrase, isSplit = namesSplit(key);
    if (field.total < 0 || field.form !== INTEGER || !(isSplit || METRIC_ALONE.has(field.info.name))) return false;
    if (isSplit) markPhase(key, walk);
    countBatch(field, walk);
    return true;
  },
};

/** The text before the step of `eval @ 100:`, and of `[eval][100]loss:`. */
const SPLIT_AT = /^\s*(?:[^\p{L}\d\s]{1,3}\s+)?[\[(]?(\p{L}+) ?@ {0,9}$/u,
  SPLIT_IN_BRACKETS = /^\s*\[(\p{L}[\p{L}\d_-]{1,20})\]\[$/u;
/** The text behind it: a colon, or the name of a value. */
const VALUE_BEHIND = /^(?:: |\] ?\p{L}[^\d=:]{0,24}[=:])/u;

/** `eval @ 100: mse 0.01`. */
export const stepOfSplit: Rule = {
  name: "the step behind a split and @, or behind a word in brackets",
  of: "named",
  lines: [
    ["step 50 loss 0.3\n -> eval@50: loss 0.1", "loss=0.3@50 eval_loss=0.1@50"],
    [
      "step 80 loss 0.3\nEval @     80 | loss=0.2\nEval @    120 | loss=0.1",
      "loss=0.3@80 eval_loss=0.2@80 eval_loss=0.1@120",
    ],
    ["warm @ 50: loss=0.3\ncool @ 75: loss=0.2", "loss=0.3@50 loss=0.2@75"],
    ["[near][50]gap: 0.3\n[far_2][50]gap: 0.4\n[near][75]gap: 0.2", "gap=0.3@50 far_2_gap=0.4@50 gap=0.2@75"],
  ],
  bind(field, walk) {
    const word = (SPLIT_AT.exec(field.gap) ?? SPLIT_IN_BRACKETS.exec(field.gap))?.[1];
    if (word === undefined || field.form !== INTEGER) return false;
    if (namesSplit(word)) markPhase(word, walk);
    else if (setsApart(word) && VALUE_BEHIND.test(textBehind(field, walk))) walk.statement.facts.tag = word;
    else return false;
    countStep({ ...field, unit: "" }, understandName("step"), walk);
    return true;
  },
};

/** The epoch of `Train: 3 [  0/1251]`, and of `Train 3` before a bar. */
export const epochOfTraining: Rule = {
  name: "the epoch, behind the word for training",
  of: "named",
  lines: [["Train: 3 [ 10/1251]  Loss: 0.5", "loss=0.5@2512"]],
  bind(field, walk) {
    const { facts, slots, bar } = walk.statement;
    if (field.form !== INTEGER || facts.pairs.length > 0 || slots.epoch >= 0) return false;
    if (!/^train(?:ing)?$/i.test(field.phrase.key)) return false;
    if (bar === null && !/^\s*\[/.test(textBehind(field, walk))) return false;
    countEpoch(field, walk);
    return true;
  },
};

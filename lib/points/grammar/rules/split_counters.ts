/**
 * Counters behind the word for a split, or behind another word that sets their line apart: `val [20/50]`, `eval @ 100:`, `Train: 3 [10/1251]`.
 *
 * @module
 */
import { INTEGER } from "../../scan/number_form.ts";
import { slotFrom } from "../../scan/source.ts";
import { understandName } from "../../words/name.ts";
import { namesSplit, phaseOfWord } from "../../words/splits.ts";
import { METRIC_ALONE } from "../../words/vocabulary.ts";
import { phaseOfHead, setsApart } from "../heads.ts";
import {
  countBatch,
  countEpoch,
  countStep,
  type Field,
  markPhase,
  putInPhase,
  textBehind,
  type Value,
  type Walk,
} from "../walk.ts";
import type { Rule } from "./rule.ts";

/** A count with its total directly behind another one: `3/9 20/50`, `[3/9][20/50]`. */
const COUNT_NEXT = /^[\])]?[\s,|:-]{0,3}[[(]?\s*\d+\s?\/\s?\d/;

/** True for a count with its total directly before another one: it is around that. */
export function isBeforeCount({ slot, total, unit }: Value, walk: Walk): boolean {
  return slot >= 0 && COUNT_NEXT.test(textBehind({ slot: total, total, unit }, walk));
}

/** Words before a split's, first on the line: `Final validation 3/9 loss 0.5`. */
const WORDS_BEFORE = /^[^\p{L}\d]*(?:\p{L}+ ){1,2}(\p{L}+):? {0,4}[[(]?\s*$/u;

/**
 * The phase of a split before a count: alone in its name, in the name of a bracket, or the last of the line's first words, where it isn't
 * training's. Null without one.
 */
function phaseBefore({ gap, phrase: { key, opened } }: Field, { statement: { facts, slots } }: Walk): string | null {
  if (namesSplit(key)) return phaseOfWord(key);
  if (/[[(]/.test(opened)) return phaseOfHead(key);
  const word = facts.pairs.length === 0 && slots.epoch < 0 ? WORDS_BEFORE.exec(gap)?.[1] ?? "" : "";
  return phaseOfWord(word) || null;
}

/** True for a count behind the word for training with nothing behind it: it is around what is printed below, unless epochs are named. */
function isAlone({ total }: Value, phase: string | null, { source: { shape, to }, statement: { bar } }: Walk): boolean {
  return phase === "" && bar === null && (total + 1 >= shape.count || shape.end[total + 1]! > to);
}

/** `val [ 20/50]`: a split's name alone counts batches, within the epoch before them where there is another count. */
export const batchOfSplit: Rule = {
  name: "the batch, with its total, behind a split",
  of: "named",
  lines: [
    ["Epoch 1 val 20/50 loss 0.5", "val_loss=0.5@20"],
    ["Val 2/9 20/50 loss 0.5", "val_loss=0.5@70"],
    ["Epoch 1 loss 0.6\nRunning validation 20/50 loss 0.5", "loss=0.6@1 val_loss=0.5@20"],
    ["step 9 gap 0.6\nTest_recap: [20/50] gap 0.5", "gap=0.6@9 test_gap=0.5@20"],
    ["Training 1/9\nstep 20 gap 0.6\nTraining 2/9\nstep 20 gap 0.5", "gap=0.6@20 gap=0.5@40"],
    ["Epoch 1\n[train 20/50]\nmae: 0.6\n[train 40/50]\nmae: 0.5", "mae=0.6@20 mae=0.5@40"],
    ["step 9 gap 0.6\nTest-DEV: [20/50] gap 0.5", "gap=0.6@9 dev_gap=0.5@20"],
  ],
  bind(field, walk) {
    const phase = phaseBefore(field, walk);
    if (field.total < 0 || field.form !== INTEGER || !(phase !== null || METRIC_ALONE.has(field.info.name))) {
      return false;
    }
    if (phase !== null) putInPhase(phase, walk);
    const { slots, facts } = walk.statement, isOuter = isAlone(field, phase, walk);
    const isEpoch = phase !== null && slots.epoch < 0 && (isOuter || isBeforeCount(field, walk));
    if (isEpoch && isOuter) facts.isEpochByPlace = true;
    if (isEpoch) countEpoch(field, walk);
    else countBatch(field, walk);
    return true;
  },
};

/** The text before the step of `eval @ 100:`, and of `[eval][100]loss:`. */
const SPLIT_AT = /^\s*(?:[^\p{L}\d\s]{1,3}\s+)?[\[(]?(\p{L}+) ?@ {0,9}$/u,
  SPLIT_IN_BRACKETS = /^\s*\[(\p{L}[\p{L}\d_-]{1,20})\]\[$/u;
/** The text behind it: a colon, or the name of a value. */
const VALUE_BEHIND = /^(?:: |\] ?\p{L}[^\d=:]{0,24}[=:])/u;

/** The name of a value behind a mark: `update @ 100 | mse 0.01`. */
const NAME_BEHIND = /^(?::| \|) \p{L}/u;

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
    ["Update @ 50 | loss 0.3, drag 0.5\nUpdate @ 75: loss 0.2", "loss=0.3@50 drag=0.5@50 loss=0.2@75"],
    ["[near][50]gap: 0.3\n[far_2][50]gap: 0.4\n[near][75]gap: 0.2", "gap=0.3@50 far_2_gap=0.4@50 gap=0.2@75"],
  ],
  bind(field, walk) {
    const word = (SPLIT_AT.exec(field.gap) ?? SPLIT_IN_BRACKETS.exec(field.gap))?.[1];
    if (word === undefined || field.form !== INTEGER) return false;
    const behind = textBehind(field, walk);
    if (namesSplit(word)) markPhase(word, walk);
    else if (setsApart(word) && VALUE_BEHIND.test(behind)) walk.statement.facts.tag = word;
    else if (understandName(word).known || !NAME_BEHIND.test(behind)) return false;
    countStep({ ...field, unit: "" }, understandName("step"), walk);
    return true;
  },
};

/** The epoch of `Train: 3 [  0/1251]`, and of `Train 3` and `Valid 3` before a bar. */
export const epochOfTraining: Rule = {
  name: "the epoch, behind the word for training",
  of: "named",
  lines: [["Train: 3 [ 10/1251]  Loss: 0.5", "loss=0.5@2512"]],
  bind(field, walk) {
    const { facts, slots, bar } = walk.statement;
    if (field.form !== INTEGER || facts.pairs.length > 0 || slots.epoch >= 0) return false;
    const { key } = field.phrase;
    if (!namesSplit(key) || (bar === null && (phaseOfWord(key) !== "" || !/^\s*\[/.test(textBehind(field, walk))))) {
      return false;
    }
    countEpoch(field, walk);
    return true;
  },
};

/** The text before a number directly behind the first word of a line, and the mark and the name behind it. */
const FIRST_WORD = /^[^\p{L}\d]*\p{L}+ ?[:#|-]? {0,9}$/u,
  MARK_BEHIND = /^\s?(?:[:|,;]\s*|-\s+)(?:- )?(?:[{(]["']?)?\p{L}/u;
/** The end of a bracket around both, and the name behind it. */
const BRACKET_CLOSES = /^\s?[\])]\s*(?:[:|,;-]\s*)?["'({]{0,2}\p{L}/u;
/** A name and its decimal. */
const VALUE_NEXT = /^ \p{L}[\p{L}_ ]{1,30}[ :=] ?-?\d*\.\d/u;

/** True for a text that goes on with values, behind the text before a number and that number. */
function opensValues(gap: string, after: string): boolean {
  if (/^\s*[\[(]/.test(gap) && BRACKET_CLOSES.test(after)) return true;
  return (!gap.includes(":") && MARK_BEHIND.test(after)) || VALUE_NEXT.test(after);
}

/** `Val 3: loss = 0.5`: the epoch where the line counts steps besides. Else what it does over some lines shows whether it counts. */
export const countOfSplit: Rule = {
  name: "a count behind the word for a split that begins the line",
  of: "named",
  lines: [
    [
      "Epoch 3: step = 20, loss = 0.5\nTest 3: step = 10, loss = 0.6\nTest 3: step = 20, loss = 0.7",
      "loss=0.5@20 test_loss=0.6@10 test_loss=0.7@20",
    ],
    [
      "Epoch 3: drag = 0.5\nVal 3: drag = 0.6\nEpoch 4: drag = 0.4\nVal 4: drag = 0.5",
      "drag=0.5@3 val_drag=0.6@3 drag=0.4@4 val_drag=0.5@4",
    ],
    [
      "[train 3] {'acc': 0.5}\n[val 3] {'acc': 0.6}\n[train 4] {'acc': 0.4}\n[val 4] {'acc': 0.5}",
      "acc=0.5@3 val_acc=0.6@3 acc=0.4@4 val_acc=0.5@4",
    ],
    [
      "Train - 3: acc 0.5\nDev - 3: acc 0.6\nTrain - 4: acc 0.4\nDev - 4: acc 0.5",
      "acc=0.5@3 dev_acc=0.6@3 acc=0.4@4 dev_acc=0.5@4",
    ],
    [
      "[train 20] loss 0.5\n[val 20] loss 0.6\n[train 40] loss 0.4\n[val 40] loss 0.5",
      "loss=0.5@20 val_loss=0.6@20 loss=0.4@40 val_loss=0.5@40",
    ],
    [
      "step 3: {'drag': 0.5}\nstep 4: {'drag': 0.4}\neval 4: {'eval/lift': 0.6}\nstep 5: {'drag': 0.3}\neval 5: {'eval/lift': 0.7}",
      "drag=0.5@3 drag=0.4@4 eval/lift=0.6@4 drag=0.3@5 eval/lift=0.7@5",
    ],
  ],
  bind(field, walk) {
    const { slot, total, form, unit, gap, phrase: { key } } = field,
      { leading, source, statement: { facts, slots } } = walk;
    if (form !== INTEGER || unit !== "" || total >= 0 || !namesSplit(key) || !FIRST_WORD.test(gap)) return false;
    const isFirst = slot === slotFrom(source, source.from) && facts.pairs.length === 0 && slots.epoch < 0;
    if (!isFirst || slot + 1 >= source.shape.count || !opensValues(gap, textBehind(field, walk))) return false;
    markPhase(key, walk);
    leading.push({ slot, total, bracketed: false, isTraining: false, ofSplit: true });
    return true;
  },
};

/**
 * Where a name starts, what the words before it say, and names of one word.
 *
 * @module
 */
import { isCounterName, understandName } from "../../words/name.ts";
import { endsSentence } from "../../words/prose.ts";
import { namesSplit, phaseOf, phaseOfWord } from "../../words/splits.ts";
import { carriedName } from "../carried.ts";
import { nameStart } from "../field.ts";
import { phaseOfHead } from "../heads.ts";
import type { PhraseRule } from "./draft.ts";

/** The name stands behind the last mark that ends another field. */
export const startOfName: PhraseRule = {
  name: "the name starts behind the field before it",
  lines: [["step 3, loss 0.5; acc=0.9", "loss=0.5@3 acc=0.9@3"]],
  read(draft) {
    const { head } = draft, start = nameStart(head), key = head.slice(start).trim();
    draft.key = key;
    draft.head = head.slice(0, start);
    draft.isLong = /\s/.test(key);
    return false;
  },
};

/** A bound and its name, behind the number that reached it. */
const BOUND = /^\s*(?:[<>]=|[≤≥])\s*\p{L}[\p{L}\d_ .-]{0,40}[=:]?\s*$/u;

/** `improved by 0.2 >= min_delta = 0.0`. */
export const nameOfBound: PhraseRule = {
  name: "the name of a bound, behind a sign of comparison",
  lines: [["step 3 loss 0.5 >= floor = 0.25", "loss=0.5@3"]],
  read: (draft) => BOUND.test(draft.text),
};

/** A metric and a word for one of several things, before that thing's name. */
const OF_CLASS =
  /(?:^|[\s|])((\p{L}+) (?:for|of|in|on) (?:the )?(?:class|category|label|language|domain|group|dataset|task)):\s*$/iu;

/** A metric of one of several things whose names fill a column: `Accuracy of   cat : 55.3 %`. */
const OF_PADDED = /(?:^|[\s|*-])((?:\p{L}+ )?(\p{L}+) (?:for|of|on))\s{2,}$/u;

/** `Accuracy for class: plane is 55.3 %`. */
export const nameOfClass: PhraseRule = {
  name: "the name of one of several things, behind a metric and a colon or a gap",
  lines: [
    ["step 3\nAccuracy for class: cat   is 55.3 %", "accuracy_for_class_cat=55.3@3"],
    ["step 3\nTest Accuracy of   cat : 55.3 %", "test_accuracy_of_cat=55.3@3"],
  ],
  read(draft) {
    const { key, head } = draft, found = key === "" ? null : OF_CLASS.exec(head) ?? OF_PADDED.exec(head);
    if (!found || !understandName(found[2]!).known) return false;
    Object.assign(draft, { key: `${found[1]!} ${key}`, head: head.slice(0, found.index), isLong: true });
    return true;
  },
};

/** A pair whose value is a word that stands for none: its name names no phase. */
const NO_VALUE = /[\p{L}\w ]{1,40}[:=]\s*(?:n\/a|none|null|nil|-{1,3})\s*(?=[|,;]|$)/giu;
/** Words alone, whose colon and dash begin the next field: `Validation set: - loss`. */
const OPENS_FIELD = /^\s*([\p{L} _]+?)\s*[:=]\s*-\s*$/u;
/** Words that underscores join, and the marks between them and the name: `Test_summary: loss`. */
const GLUED_HEAD = /(?:^|[^\p{L}\p{N}_./-])(\p{L}+(?:_\p{L}+)+)\s?[:|;,)\]>]+\s*(?:[-|]\s*)?["'({[]*$/u;

/** The phase that the words before a name say. */
function phaseBefore(head: string): string | null {
  const opens = (pair: string) => phaseOfHead(OPENS_FIELD.exec(pair)?.[1] ?? "") !== null;
  return phaseOf(head.replace(NO_VALUE, (pair) => opens(pair) ? pair : "")) ??
    phaseOfHead(GLUED_HEAD.exec(head)?.[1] ?? "");
}

/** `val: loss=0.5`, `[test] loss 0.5`. */
export const splitBeforeName: PhraseRule = {
  name: "a word before the name says on which data it was measured",
  lines: [["step 3 | val | loss=0.5 acc=0.9", "val_loss=0.5@3 val_acc=0.9@3"], [
    "step 3 train(loss=0.5, acc=0.8) val(loss=0.6, acc=0.7)",
    "train_loss=0.5@3 train_acc=0.8@3 val_loss=0.6@3 val_acc=0.7@3",
  ], [
    "(3 / 9) - loss: 0.5 - acc: 0.9\n  Validation: - loss: 0.6 - acc: 0.8",
    "loss=0.5@3 acc=0.9@3 val_loss=0.6@3 val_acc=0.8@3",
  ], [
    "step 3 drag 0.5 lift 0.9\n**Test** drag 0.6 lift 0.8\n#Dev# drag 0.7 lift 0.6\nEvaluating... drag 0.4 lift 0.3",
    "drag=0.5@3 lift=0.9@3 test_drag=0.6@3 test_lift=0.8@3 dev_drag=0.7@3 dev_lift=0.6@3 eval_drag=0.4@3 eval_lift=0.3@3",
  ], [
    "step 3 drag 0.5 lift 0.9\nTest_summary: drag: 0.6, lift: 0.8\nDev Set: - drag: 0.7 lift: 0.6",
    "drag=0.5@3 lift=0.9@3 test_drag=0.6@3 test_lift=0.8@3 dev_drag=0.7@3 dev_lift=0.6@3",
  ]],
  read(draft) {
    const phase = phaseBefore(draft.head);
    if (phase !== null) Object.assign(draft, { phase, holds: true });
    return false;
  },
};

/** `val (0.5`: the values in the bracket are of that split. */
export const splitOfBracket: PhraseRule = {
  name: "a word before a bracket says on which data its values were measured",
  lines: [["Train: [2/50] loss 0.5\nEpoch 3 loss 0.4", "loss=0.5@2 loss=0.4@3"]],
  read(draft) {
    const { key, opened, isLong } = draft;
    if (isLong || !/[\[(]/.test(opened)) return false;
    if (!namesSplit(key)) return false;
    Object.assign(draft, { key: "", phase: phaseOfWord(key), holds: true });
    return true;
  },
};

/** `Loss after epoch 3: 0.5`. */
export const metricBeforeCounter: PhraseRule = {
  name: "a metric's name before a counter: its value follows the counter",
  lines: [["Loss (epoch 3): 0.5", "loss=0.5@3"]],
  read(draft) {
    if (!draft.isLong) draft.carried = carriedName(draft.key, draft.head);
    return false;
  },
};

/** `it 3` at the start of a line, and of a cell, is a counter. */
export const endOfSentence: PhraseRule = {
  name: "a word that ends a sentence names nothing",
  lines: [["step 3, loss: 0.5, in 0.19", "loss=0.5@3"], ["ep 1 | it 50 | loss 0.5", "loss=0.5@50"], [
    "ep 1, it 50, loss 0.5",
    "loss=0.5@50",
  ]],
  read(draft) {
    const { key, head, separated, isLong } = draft;
    if (!isLong && !separated && isProseEnd(key, head)) draft.key = "";
    return !isLong && draft.key === "";
  },
};

function isProseEnd(word: string, before: string): boolean {
  if (/\b(?:from|than)\s*$/.test(before)) return true;
  return endsSentence(word) && !(/^$|[([|,;]$/.test(before.trim()) && isCounterName(word));
}

/** `train_loss (loss=0.5`. */
export const nameBeforeBracket: PhraseRule = {
  name: "a name before a bracket, whose end is the name in the bracket",
  lines: [["step 3 train_loss[loss=0.5]", "train_loss=0.5@3"]],
  read(draft) {
    const { key, head, isLong } = draft;
    if (isLong) return false;
    const outer = /([\w/.-]+)\s?[\[(]$/.exec(head)?.[1] ?? "";
    if (key && outer.length > key.length && outer.endsWith(key)) draft.key = outer;
    return true;
  },
};

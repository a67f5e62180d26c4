/**
 * How much of training, or of an epoch, is done, in percent: `Training: 45% loss 0.4`. It measures nothing, and may place its line: what it
 * does over some lines shows that.
 *
 * @module
 */
import { BROKEN, DECIMAL, INTEGER } from "../../scan/number_form.ts";
import { drawsShare, isDrawing } from "../../words/drawings.ts";
import { understandName } from "../../words/name.ts";
import { STATE_WORDS } from "../../words/tables/state_words.ts";
import { wordsIn } from "../../words/tables/table.ts";
import { phaseOfHead } from "../heads.ts";
import { type Field, putInPhase, textBehind, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

const PROGRESS: ReadonlySet<string> = new Set(wordsIn(STATE_WORDS.progress));
/** The only words before the percentage, between marks. */
const WORDS = /^[\s[(|:,>#-]*(?:(\p{L}[\p{L}\p{M}]*(?: \p{L}+)?)[\s:=-]*)?[\s[(|:,>-]*$/u;
/** The word for training, which also stands before the accuracy on its data. */
const TRAINING = /^[\s[(|:,>#-]*(?:training|train|fitting|learning)[\s:=-]*[[(|]?\s*$/i;
const NAME_BEHIND = /^%?\s*(\p{L}[\p{L} _]{1,24}?)\s*(?:[,;|)]|$)/u;

/** A drawing of its own before the percentage: `Progress [##    ][12.5%]`. */
const DRAWN = /\[[ #=>.*█▏▎▍▌▋▊▉-]{2,60}\]/u;

/** The words before the percentage, between marks; null where there are others. */
const wordsBefore = (gap: string): RegExpExecArray | null =>
  WORDS.exec(gap.includes("][") ? gap.replace(DRAWN, " ") : gap);

/** True for a percentage before any value and any other counter but the epoch, which no metric's name follows. */
function isShare(field: Field, walk: Walk): boolean {
  const { slot, unit, total } = field, behind = textBehind({ slot, unit: "", total }, walk);
  if (unit !== "%" && !/^ %/.test(behind)) return false;
  if (walk.share >= 0 || total >= 0) return false;
  if (isBeforeLeft(field, behind, walk)) return true;
  if (!isBehindWord(field, walk) && (isCounted(walk) || !isBehindProgress(field, walk))) return false;
  const name = NAME_BEHIND.exec(behind.trimStart())?.[1];
  return name === undefined || !understandName(name).known;
}

/** A percent sign, a mark and a word for the time left. */
const LEFT_BEHIND = /^ ?%\s*[,;|]\s*(?:eta|remain|time left|left)/i;

/** True for a percentage alone in its field, before the time left, on a line that counts no steps: `loss=0.5, 99.5 %, ETA = 12:30:45`. */
function isBeforeLeft({ gap }: Field, behind: string, { statement: { slots, bar } }: Walk): boolean {
  return /(?:^|[,;|])\s*$/.test(gap) && LEFT_BEHIND.test(behind) && bar === null && slots.step < 0 && slots.batch < 0;
}

/** True for a share whose drawing stands before a value: `loss: 7%[==>...]0.9`. */
function isBeforeDrawing({ slot, form, total }: Field, { source: { shape, text }, share }: Walk): boolean {
  const next = slot + 1;
  if (share >= 0 || total >= 0 || next >= shape.count || form === BROKEN || shape.form[next] !== DECIMAL) return false;
  const between = text.slice(shape.end[slot], shape.start[next]);
  return between.includes("%") && isDrawing(between);
}

/** True behind a counter, a count with its total, a value, or the name of one. */
function isCounted({ leading, fraction, carried, statement: { facts, slots, bar } }: Walk): boolean {
  if (fraction || carried) return true;
  return bar !== null || leading.length + facts.pairs.length > 0 || slots.step >= 0 || slots.batch >= 0;
}

/** True for `Progress: 45%` behind values, on a line that counts nothing else. */
function isBehindWord({ gap, phrase: { separated } }: Field, { statement: { slots, bar } }: Walk): boolean {
  const word = wordsBefore(gap)?.[1]?.toLowerCase();
  return word !== undefined && separated && namesProgress(word) && bar === null && slots.step < 0 && slots.batch < 0;
}

/** True for words in lower case that name progress, or end with such a word. */
export const namesProgress = (words: string): boolean =>
  PROGRESS.has(words.replace(" ", "_")) || PROGRESS.has(words.split(" ").at(-1)!);

/** True for a percentage with no words before it but those of progress, or with few words before it and a drawing behind. */
function isBehindProgress({ slot, form, gap }: Field, { source: { text, shape, to } }: Walk): boolean {
  const words = wordsBefore(gap);
  const behind = text.slice(shape.end[slot], to);
  if (words && (words[1] === undefined || namesProgress(words[1].toLowerCase()) || drawsShare(behind))) {
    return form === INTEGER || form === DECIMAL;
  }
  return form === INTEGER && TRAINING.test(gap) && behind.indexOf("%", 2) < 0; // `Train 93% Val 91%`
}

/** `[45%] loss=0.4`, `Progress: 45.0 % | loss: 0.4`. */
export const done: Rule = {
  name: "how much of training is done, in percent",
  of: "any",
  lines: [
    [
      "Training: 10% loss 0.9\nTraining: 20% loss 0.8\nTraining: 35% loss 0.7",
      "loss=0.9@10 loss=0.8@20 loss=0.7@35",
    ],
    [
      "Epoch 1: [25%] loss=0.9\nEpoch 1: [50%] loss=0.8\nEpoch 1: [100%] loss=0.7\nEpoch 2: [25%] loss=0.6",
      "loss=0.9@25 loss=0.8@50 loss=0.7@100 loss=0.6@125",
    ],
    [
      "Progress: 10% loss 0.9\nProgress: 20% loss 0.8\nEpoch 1 is over\nProgress: 30% loss 0.7\nProgress: 40% loss 0.6",
      "loss=0.9@10 loss=0.8@20 loss=0.7@30 loss=0.6@40",
    ],
    [
      "drag: 0.9  progress: 1.5%\ndrag: 0.8  progress: 2.5%\ndrag: 0.7  progress: 3.75%",
      "drag=0.9@1.5 drag=0.8@2.5 drag=0.7@3.75",
    ],
    [
      "loss=0.9, 12.5 %, ETA = 1:02:03\nloss=0.8, 13.5 %, ETA = 1:02:01\nloss=0.7, 14.5 %, ETA = 1:02:00",
      "loss=0.9@12.5 loss=0.8@13.5 loss=0.7@14.5",
    ],
    [
      "Epoch 2\n| Progress [   ][ 2.5%] | Loss 0.5 |\n| Progress [#  ][12.5%] | Loss 0.4 |\n| Progress [## ][22.5%] | Loss 0.3 |",
      "loss=0.5@102.5 loss=0.4@112.5 loss=0.3@122.5",
    ],
    [
      "step 3 drag=0.5\nDev: 100%|####| drag=0.6\nstep 4 drag=0.4\nDev: 100%|####| drag=0.7",
      "drag=0.5@3 dev_drag=0.6@3 drag=0.4@4 dev_drag=0.7@4",
    ],
    [
      "train loss: 10%[**->......]0.9\ntrain loss: 20%[****->....]0.8\ntrain loss: 35%[******->..]0.7",
      "train_loss=0.9@10 train_loss=0.8@20 train_loss=0.7@35",
    ],
  ],
  bind(field, walk) {
    const isNamed = isBeforeDrawing(field, walk);
    if (!isNamed && !isShare(field, walk)) return false;
    if (isNamed) walk.carried = field.phrase.key;
    const phase = phaseOfHead(wordsBefore(field.gap)?.[1] ?? "");
    if (phase !== null) putInPhase(phase, walk);
    walk.share = field.slot;
    return true;
  },
};

/**
 * Lists: of values of one name, of a step's epoch and iteration.
 *
 * @module
 */
import { DECIMAL, INTEGER } from "../../scan/number_form.ts";
import { isRate } from "../../words/measured.ts";
import { type NameInfo, understandName } from "../../words/name.ts";
import { namesSplit } from "../../words/splits.ts";
import { addMetric, type Field, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

/** `reward: [(0, '-1.416')]`: the value of the only policy. */
export const valueOfPolicy: Rule = {
  name: "the value behind the number of the only policy",
  of: "named",
  lines: [["step 3 Avg episode reward: [(0, '-1.416')]", "avg_episode_reward=-1.416@3"]],
  bind(field, walk) {
    const { shape, text } = walk.source, next = field.slot + 1;
    if (field.form !== INTEGER || !field.info.known || next >= shape.count || !/\[\($/.test(field.phrase.opened)) {
      return false;
    }
    const isAlone = /^,\s*["']?$/.test(text.slice(shape.end[field.slot], shape.start[next])) &&
      /^["']?\)\]/.test(text.slice(shape.end[next], shape.end[next]! + 4));
    if (!isAlone) return false;
    const { info, phrase: { separated, phase } } = field;
    addMetric({ slot: next, total: -1, unit: "" }, walk, { info, separated, phase });
    field.last = next;
    return true;
  },
};

/** An arrow or a verb before the values of a list. */
const TIED = /\s*(?:\s(?:is|are)|[-=]>|→)(?=\s*[([]?\s*$)/;

/** A text whose end ties it to a list, with a colon for that: `rot, trans -> (`, `IoU by class is [`. */
export function withPlainTie(text: string): string {
  return text.replace(TIED, ":");
}

/** Between the elements of a list. */
const BETWEEN = /^(?:f0|\.)?%?["']?(?:\s*[,;|]\s*|\s+|\),\s*[A-Za-z][\w.]{0,20}\()["']?$/;
const ELEMENTS_MAX = 64;

/** Index behind the last number of the list that begins at a number: `0.1, 0.2 0.3`. */
export function listEnd(slot: number, { source: { shape, text, to } }: Walk): number {
  let end = slot + 1;
  while (end < shape.count && shape.end[end]! <= to && end - slot <= ELEMENTS_MAX) {
    if (!BETWEEN.test(text.slice(shape.end[end - 1], shape.start[end]))) break;
    end++;
  }
  return end;
}

/** Names of what several goals gave. */
const OUTCOMES = /^(?:values|objectives|results|outcomes)$/;
/** All words before a list, where they are few: `Pseudo dice [`. */
const SHORT_NAME = /^\s*([\p{L}_][\p{L}\w./-]*(?: [\p{L}_][\p{L}\w./-]*){0,2})\s*[:=]?\s*\[(?:\w[\w.]*\(|\s+)?$/u;

/** What opens a list of values: a bracket, a type that prints itself, a parenthesis behind a mark. Its end, and whether a mark must stand there. */
const OPENED_LIST = /^\s*(?:[A-Za-z][\w.]{0,20}\()?\[(?:[A-Za-z][\w.]{0,20}\(|["']|\s+)?$/,
  LIST_END = /^\.?%?["']?\)?\s*\]/;
const OPENED_TUPLE = /^\s*\($/, TUPLE_END = /^\s*\)/;
/** The end of a list without brackets, which fills its line. */
const PLAIN_END = /^%?\s*$/;

/** True for three numbers or more with commas between them. */
const isPlainList = (text: string) => /^[^\s,]+(?:,\s?[^\s,]+){2,}$/.test(text);

/** `Pseudo dice [0.5, 0.6]`: one metric for each class. */
export const valuesOfClasses: Rule = {
  name: "a value of a list, one for each class",
  of: "any",
  lines: [
    ["step 2 Pseudo dice [0.5, 0.6]", "pseudo_dice/0=0.5@2 pseudo_dice/1=0.6@2"],
    ["step 2 recall=(0.5, 0.6)", "recall/0=0.5@2 recall/1=0.6@2"],
    ["step 2 recall: [ 0.5   0.625  0.7 ]", "recall/0=0.5@2 recall/1=0.625@2 recall/2=0.7@2"],
    ["step 2 dice: tensor([0.5, 0.6])", "dice/0=0.5@2 dice/1=0.6@2"],
    ["step 2 Pseudo dice [np.float32(0.5), np.float32(0.6)]", "pseudo_dice/0=0.5@2 pseudo_dice/1=0.6@2"],
    ["step 2 recall: ['50.1%', '60.2%']", "recall/0=50.1@2 recall/1=60.2@2"],
    ["step 2\nF1 by class -> [0.5, 0.6]", "f1_by_class/0=0.5@2 f1_by_class/1=0.6@2"],
    ["step 2\nPSNR: 20.5, 21.5, 19.5", "psnr/0=20.5@2 psnr/1=21.5@2 psnr/2=19.5@2"],
    ["Trial 3 finished with values: [0.5, 8.5]", "values/0=0.5@3 values/1=8.5@3"],
  ],
  bind(field, walk) {
    const { form, phrase: { phase, separated } } = field, ending = form === DECIMAL ? endOf(field) : null;
    if (!ending) return false;
    const info = nameOfList(field);
    if (!info || isRate(info.name) || /learning_rate|(?:^|_)lr/.test(info.name)) return false;
    const end = listEnd(field.slot, walk), { shape, text } = walk.source;
    if (end - field.slot < 2 || !ending.test(text.slice(shape.end[end - 1]))) return false;
    if (ending === PLAIN_END && !isPlainList(text.slice(shape.start[field.slot], shape.end[end - 1]))) return false;
    for (let slot = field.slot; slot < end; slot++) {
      const each = understandName(`${info.name}/${slot - field.slot}`);
      addMetric({ slot, total: -1, unit: "" }, walk, { info: each, separated, phase });
    }
    field.last = end - 1;
    return true;
  },
};

/** What a list ends with that a text before its first number opens; null where none begins. */
function endOf({ phrase: { opened, separated } }: Field): RegExp | null {
  if (OPENED_LIST.test(opened)) return LIST_END;
  if (!separated) return null;
  return OPENED_TUPLE.test(opened) ? TUPLE_END : opened.trim() === "" ? PLAIN_END : null;
}

/** What the words before a list name: outcomes, else a metric that programs know; null for anything else. */
function nameOfList({ gap, phrase: { key, separated } }: Field): NameInfo | null {
  const own = understandName(key);
  if (separated && OUTCOMES.test(own.name)) return own;
  const info = understandName(SHORT_NAME.exec(withPlainTie(gap))?.[1] ?? key);
  return info.known ? info : null;
}

/** `best pos: [1.0, 0.96]`: a place, a shape, a histogram. */
export const listOfData: Rule = {
  name: "a list of numbers whose name is no metric's",
  of: "named",
  lines: [
    ["step 2 loss 0.5, best pos: [1.0, 0.6]\nstep 3 loss 0.4, best pos: [1.1, 0.7]", "loss=0.5@2 loss=0.4@3"],
    ["step 2 loss 0.5\npaste: 1.5,2.5,3.5\nstep 3 loss 0.4\npaste: 1.6,2.4,3.4", "loss=0.5@2 loss=0.4@3"],
    ["loss: 0.5, y on this step: [3. 2.]\nloss: 0.4, y on this step: [1. 2.]", "loss=0.5@0 loss=0.4@1"],
  ],
  bind(field, walk) {
    const { shape, text } = walk.source, isTuple = field.form === INTEGER && /[:=]\s*\($/.test(field.gap);
    if (field.total >= 0 || field.info.known || field.info.role === "setting") return false;
    if (isGluedList(field, walk)) {
      field.last = shape.count - 1;
      return true;
    }
    if (!isTuple && (field.info.role === "noise" || !/[:=\s]\[\s*$/.test(field.gap))) return false;
    const end = listEnd(field.slot, walk);
    if (end - field.slot < 2 || !(isTuple ? TUPLE_END : LIST_END).test(text.slice(shape.end[end - 1]))) return false;
    field.last = end - 1;
    return true;
  },
};

/** Numbers with commas alone between them, up to the end of a line. */
const GLUED_MIN = 3;

/** True for the first number of `paste: 1.5,2.5,3.5`. */
function isGluedList({ slot, phrase, info: { role } }: Field, { source: { shape, text, to } }: Walk): boolean {
  if (!phrase.separated || role !== "metric" || text[shape.end[slot]!] !== "," || shape.count - slot < GLUED_MIN) {
    return false;
  }
  for (let next = slot + 1; next < shape.count; next++) {
    if (text.slice(shape.end[next - 1], shape.start[next]) !== ",") return false;
  }
  return text.slice(shape.end[shape.count - 1], to).trim() === "";
}

/** DLLogger's `"step":[0,50]` is epoch and iteration, `"step":[3]` the epoch of a summary. */
export const stepInList: Rule = {
  name: "a step as a list: epoch, then iteration",
  of: "named",
  lines: [['{"step":[0,50],"data":{"loss":2.0}}\n{"step":[1,50],"data":{"loss":1.6}}', "loss=2@50 loss=1.6@100"], [
    "{'step': (0, 50), 'loss': 0.5}",
    "loss=0.5@50",
  ]],
  bind(field, walk) {
    const { shape, text } = walk.source, { slots } = walk.statement;
    if (field.info.role !== "step" || !/["']\s*:\s*[[(]$/.test(field.gap) || field.form !== INTEGER) return false;
    const end = listEnd(field.slot, walk);
    if (end - field.slot > 2 || !/^\s*[\])]/.test(text.slice(shape.end[end - 1]))) return false;
    slots.epoch = field.slot;
    if (end - field.slot === 2) slots.batch = end - 1;
    field.last = end - 1;
    return true;
  },
};

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
const NAME_TO_AMOUNT = /(?:^|[\s|,;])((?:\p{L}+ )?(\p{L}+) (?:of [^=:|,;]{1,40} )?(?:on|over|for|of) (?:the |all )?)$/u;
const AMOUNT_TO_VALUE = /^( \p{L}[\p{L} -]{1,40}?)\s*(?:[:=]|is)\s*$/u;

/** `Accuracy of the network on the 10000 test images: 97 %`. */
export const amountInName: Rule = {
  name: "the number of what was measured, within a name",
  of: "any",
  lines: [[
    "step 3 Accuracy of the model on the 10000 test images: 97.2 %",
    "accuracy_of_the_model_on_the_test_images=97.2@3",
  ], ["step 3: mean reward of 10 episodes: 0.5", "mean_reward_of_episodes=0.5@3"]],
  bind(field, walk) {
    const { slot, form, gap } = field, { text, shape } = walk.source, next = slot + 1;
    const before = form === INTEGER && next < shape.count ? NAME_TO_AMOUNT.exec(gap) : null;
    if (!before || !(understandName(before[2]!).known || namesSplit(before[2]!))) return false;
    const between = AMOUNT_TO_VALUE.exec(text.slice(shape.end[slot], shape.start[next]));
    if (!between) return false;
    const info = understandName(before[1]!.trim() + between[1]!);
    addMetric({ slot: next, total: -1, unit: "" }, walk, { info, separated: true, phase: "" });
    field.last = next;
    return true;
  },
};

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

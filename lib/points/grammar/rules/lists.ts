/**
 * Lists: of values of one name, of a step's epoch and iteration.
 *
 * @module
 */
import { DECIMAL, INTEGER } from "../../scan/number_form.ts";
import { isRate } from "../../words/measured.ts";
import { isOnlyPhased, type NameInfo, understandName } from "../../words/name.ts";
import { isSplitAlone } from "../../words/splits.ts";
import { LOSS_NAME } from "../../words/vocabulary.ts";
import { addAside } from "../make_statement.ts";
import { hasCounter } from "../statement.ts";
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
const BETWEEN = /^(?:f0|\.)?%?["']?(?:\s*[,;|&]\s*|\s+|\),\s*[A-Za-z][\w.]{0,20}\()["']?$/;
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
  LIST_END = /^\.?%?["']?\)?\s*[\]}]/;

const OPENED_TUPLE = /^\s*\($/, TUPLE_END = /^\s*\)/;
/** The end of a list without brackets, which fills its line. */
const PLAIN_END = /^%?\s*$/;
/** True for three numbers or more with commas between them. */
const isPlainList = (text: string) => /^[^\s,]+(?:,\s?[^\s,]+){2,}$/.test(text);

/** `Pseudo dice [0.5, 0.6]`: one metric for each class. Whole numbers alone count once they change. */
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
    ["step 2 reward: [5, 3.5]", "reward/0=5@2 reward/1=3.5@2"],
    ["step 2 loss 0.5 | reward trend: [5, 3, 4]\nstep 3 loss 0.4", "loss=0.5@2 loss=0.4@3"],
    ["loss: (3, 0.5)\nloss: (6, 0.4)\nloss: (9, 0.3)", "loss=0.5@3 loss=0.4@6 loss=0.3@9"],
    [
      "dice: (3, 0.5)\ndice: (6, 0.4)\ndice: (4, 0.3)",
      "dice/0=3@0 dice/0=6@1 dice/0=4@2 dice=0.5@0 dice=0.4@1 dice=0.3@2",
    ],
  ],
  bind(field, walk) {
    const ending = endOf(field), info = ending && nameOfList(field);
    if (!ending || !info) return false;
    const end = listEnd(field.slot, walk), { shape, text } = walk.source;
    if (end - field.slot < 2 || !ending.test(text.slice(shape.end[end - 1]))) return false;
    if (isDataOf(info) && isWhole(field.slot, end, walk)) return false;
    if (ending === PLAIN_END && !isPlainList(text.slice(shape.start[field.slot], shape.end[end - 1]))) return false;
    const isCounted = isCountedTuple(field, end, walk);
    addElements({ field, end, name: info.name, isCounted }, walk);
    if (isCounted) mayCountValues(field, walk);
    field.last = end - 1;
    return true;
  },
};

/** Name of the lead that is the first number of a tuple. */
const TUPLE_LEAD = "(tuple)";

/** Lets the first number of a list count the others. */
function mayCountValues({ slot }: Field, { statement }: Walk): void {
  const pair = statement.pairSlots.indexOf(slot);
  statement.lead = { slot, name: TUPLE_LEAD, pair, kind: "count", inner: null };
}

/** What stands between such a number and the value, and behind it. */
const PAIRED = /^(?: ?[,;|] ?|\s{1,8})$/, PAIR_END = /^["']?[)\]}>]?[;,]?\s*$/;

/** `train_loss,300,0.5`, `loss: 300 0.5`: what its numbers do shows whether the first one counts. */
export const countBeforeValue: Rule = {
  name: "a whole number between the name of a loss and its value",
  of: "named",
  lines: [
    ["train_loss,3,0.5\ntrain_loss,6,0.4\ntrain_loss,9,0.3", "train_loss=0.5@3 train_loss=0.4@6 train_loss=0.3@9"],
    ["('loss', 3, 0.5)\n('loss', 4, 0.4)\n('loss', 5, 0.3)", "loss=0.5@3 loss=0.4@4 loss=0.3@5"],
  ],
  bind(field, walk) {
    const { slot, form, total, unit, info, phrase: { phase } } = field,
      { source: { shape, text, to }, statement } = walk;
    const next = slot + 1, isOnly = statement.pairSlots.length + walk.leading.length === 0 && !hasCounter(statement);
    if (form !== INTEGER || total >= 0 || unit !== "" || !isOnly || !LOSS_NAME.test(info.name) || !info.known) {
      return false;
    }
    if (shape.count !== next + 1 || shape.form[next] !== DECIMAL) return false;
    if (
      !PAIRED.test(text.slice(shape.end[slot], shape.start[next])) || !PAIR_END.test(text.slice(shape.end[next], to))
    ) {
      return false;
    }
    addMetric(field, walk, { info: understandName(`${info.name}/0`), separated: true, phase });
    addMetric({ slot: next, total: -1, unit: "" }, walk, { info, separated: true, phase });
    mayCountValues(field, walk);
    field.last = next;
    return true;
  },
};

/** True for a whole number before decimals in parentheses, on a line that counts nothing else: `loss: (3, 0.5)`. It may count them. */
function isCountedTuple({ slot, phrase: { opened } }: Field, end: number, walk: Walk): boolean {
  const { source: { shape }, statement, leading } = walk, [first, ...others] = shape.form.slice(slot, end);
  return OPENED_TUPLE.test(opened) && first === INTEGER && others.every((form) => form === DECIMAL) &&
    !hasCounter(statement) && leading.length + statement.pairSlots.length === 0;
}

/** True for numbers without a digit behind a point. */
const isWhole = (first: number, end: number, { source: { shape } }: Walk): boolean =>
  shape.form.slice(first, end).every((form) => form === INTEGER);

/** True for a name that says of a split what programs don't measure: whole numbers below it say which data it has, as `test_index [3 4 9]`. */
const isDataOf = ({ name }: NameInfo): boolean => isOnlyPhased(name) || isSplitAlone(name);

/** A list: its first field, the index behind its last number, its name, and whether the first of its numbers may count the others. */
interface List {
  field: Field;
  end: number;
  name: string;
  isCounted: boolean;
}

/** Adds each number of a list under the list's name and its index. The only one behind a counter has the name alone. */
function addElements({ field, end, name, isCounted }: List, walk: Walk): void {
  const { slot: first, phrase: { phase, separated } } = field;
  const isOfWhole = isWhole(first, end, walk), isOnly = isCounted && end - first === 2;
  for (let slot = first; slot < end; slot++) {
    const info = understandName(isOnly && slot > first ? name : `${name}/${slot - first}`);
    if (isOfWhole) addAside(walk.statement, slot, info, { integer: true });
    else addMetric({ slot, total: -1, unit: "" }, walk, { info, separated, phase });
  }
}

/** What a list ends with that a text before its first number opens; null where none begins. */
function endOf({ form, total, phrase: { opened, separated } }: Field): RegExp | null {
  if (total >= 0 || (form !== DECIMAL && form !== INTEGER)) return null;
  if (OPENED_LIST.test(opened)) return LIST_END;
  if (!separated) return null;
  if (OPENED_TUPLE.test(opened)) return TUPLE_END;
  return form === DECIMAL && opened.trim() === "" ? PLAIN_END : null;
}

/** What the words before a list name: outcomes, else a metric that programs know; null for anything else. */
function nameOfList({ gap, phrase: { key, separated } }: Field): NameInfo | null {
  const own = understandName(key);
  if (separated && OUTCOMES.test(own.name)) return own;
  const info = understandName(SHORT_NAME.exec(withPlainTie(gap))?.[1] ?? key);
  return info.known && !isRate(info.name) && !/learning_rate|(?:^|_)lr/.test(info.name) ? info : null;
}

/** True for a setting, and for a metric that programs know. */
const measures = (info: NameInfo): boolean => info.role === "setting" || (info.known && !isDataOf(info));

/** A bracket or a type that prints itself, at the end of what stands before a list. */
const LIST_OF_DATA = /[:=\s](?:[A-Za-z][\w.]{0,20}\()?[[{]\s*$/;

/** `best pos: [1.0, 0.96]`: a place, a shape, a histogram. */
export const listOfData: Rule = {
  name: "a list of numbers whose name is no metric's",
  of: "named",
  lines: [
    ["step 2 loss 0.5, best pos: [1.0, 0.6]\nstep 3 loss 0.4, best pos: [1.1, 0.7]", "loss=0.5@2 loss=0.4@3"],
    ["step 2 loss 0.5\npaste: 1.5,2.5,3.5\nstep 3 loss 0.4\npaste: 1.6,2.4,3.4", "loss=0.5@2 loss=0.4@3"],
    ["loss: 0.5, y on this step: [3. 2.]\nloss: 0.4, y on this step: [1. 2.]", "loss=0.5@0 loss=0.4@1"],
    ["test_rows {3.0, 5.0}\nloss: 0.5\ntest_rows {2.0, 9.0}\nloss: 0.4", "loss=0.5@0 loss=0.4@1"],
    ["val_rows [ 3.  5. 12.]\nloss: 0.5\nval_rows [ 2.  9. 14.]\nloss: 0.4", "loss=0.5@0 loss=0.4@1"],
  ],
  bind(field, walk) {
    const { shape, text } = walk.source, isTuple = field.form === INTEGER && /[:=]\s*\($/.test(field.gap);
    if (field.total >= 0 || measures(field.info)) return false;
    if (isGluedList(field, walk)) {
      field.last = shape.count - 1;
      return true;
    }
    if (!isTuple && (field.info.role === "noise" || !LIST_OF_DATA.test(field.gap))) return false;
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

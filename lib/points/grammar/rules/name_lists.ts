/**
 * Lists of names with a list of their values behind: `precision, recall: 0.1, 0.2`, `Epoch {}, loss {} 3 0.5`.
 *
 * @module
 */
import { DECIMAL } from "../../scan/number_form.ts";
import { isNumberWord } from "../../words/idle.ts";
import { isCounterRole, type NameInfo, understandName } from "../../words/name.ts";
import { hasSplit, namesSplit } from "../../words/splits.ts";
import { STATE_WORDS } from "../../words/tables/state_words.ts";
import { wordsIn } from "../../words/tables/table.ts";
import { namesOfTemplate } from "../placeholders.ts";
import { addNext } from "../fields.ts";
import { addMetric, countAs, type Field, type Walk } from "../walk.ts";
import { listEnd, withPlainTie } from "./lists.ts";
import type { Rule } from "./rule.ts";

/** The last name of a text, of one word or more, and the mark before it. */
const NAME = /(?:^|[\s,;|([])([\p{L}_][\p{L}\p{M}\p{N}_@./-]{0,40})$/u, MARK = /\s?[,;|]\s?$/;
const WORDS =
  /(?<=^\s?|[,;|([\])>:.\t]\s?|- |\s\s)((?:\p{L}[^\s,;|([\])>:]{0,40} ){0,2}[\p{L}_][^\s,;|([\])>:]{0,40})$/u;
/** What ties a list of names to its values. */
const TIE = /[)\]]?(\s*[:=])?\s*[([]?\s*$/;
const NAMES_MAX = 17;
const LISTED = /[,;|]/;

/** True for a name of a list: a metric's; where a mark ties the list to its values also a counter's, and `i` at its start. */
const mayBeListed = ({ role, name }: NameInfo, isTied: boolean, at: number): boolean =>
  role === "metric" || (isTied && (isCounterRole(role) || (at === 0 && isNumberWord(name))));

/** True for a split before the names of what was measured on it: `train | loss`. */
function isSplitBefore(infos: readonly NameInfo[]): boolean {
  return namesSplit(infos[0]!.name) && !infos.every(({ name }) => namesSplit(name));
}

/** `lossa,lossb,centre_loss 5.45 5.51 1.0`, `precision, recall, F1: (0.10, 0.20, 0.13)`. */
export const namesThenValues: Rule = {
  name: "a value of a list, behind the list of its names",
  of: "any",
  lines: [
    ["step 10 precision, recall, F1: (0.10, 0.20, 0.13)", "precision=0.1@10 recall=0.2@10 f1=0.13@10"],
    ["step 4 loss_a,loss_b,center 5.45 5.51 1.0", "loss_a=5.45@4 loss_b=5.51@4 center=1@4"],
    ["(epoch, loss, acc) = (3, 0.5f0, 0.9)", "loss=0.5@3 acc=0.9@3"],
    ["i, mae, mse: 3 0.5 0.25", "mae=0.5@3 mse=0.25@3"],
    ["step 3 drag, lift -> 0.5, 0.25", "drag=0.5@3 lift=0.25@3"],
    ["step 3 drag; lift = [0.5; 0.25]", "drag=0.5@3 lift=0.25@3"],
    ["step 3 drag | lift | yaw => 0.5 | 0.25 | 0.75", "drag=0.5@3 lift=0.25@3 yaw=0.75@3"],
    ["step 3: (drag, loss) = [0.5], [0.25]", "drag=0.5@3 loss=0.25@3"],
    ["step 3 loss (rain, snow): 0.5, 0.25", "loss_rain=0.5@3 loss_snow=0.25@3"],
    ["step 3: drag, val drag = 0.5, 0.25", "drag=0.5@3 val_drag=0.25@3"],
    ["step 3: lift off, hull drag: 0.5, 0.25", "lift_off=0.5@3 hull_drag=0.25@3"],
    [
      "step 3 | drag,lift,yaw 0.5 0.25 0.75\ndrag,lift,yaw 0.4 0.2 0.7",
      "drag=0.5@3 lift=0.25@3 yaw=0.75@3 drag=0.4@3.5 lift=0.2@3.5 yaw=0.7@3.5",
    ],
  ],
  bind(field, walk) {
    const listed = field.total < 0 && LISTED.test(field.gap) ? readNames(withPlainTie(field.gap)) : null;
    if (!listed) return false;
    const { infos, isTied } = listed, count = infos.length;
    const end = valuesEnd(field, walk), forms = walk.source.shape.form.subarray(field.slot, end);
    const areDecimals = (isTied || listed.isGlued) && forms.every((form) => form === DECIMAL);
    if (end - field.slot !== count || !(areDecimals || infos.some(({ known }) => known))) return false;
    const phase = infos.some(({ name }) => hasSplit(name)) ? "" : field.phrase.phase;
    infos.forEach((info, at) => {
      const value = { slot: field.slot + at, total: -1, unit: "" };
      if (info.role === "metric") addMetric(value, walk, { info, separated: true, phase });
      else countAs(info.role === "noise" ? "step" : info.role, value, walk);
    });
    field.last = field.slot + count - 1;
    return true;
  },
};

/** Between two values that have a bracket each. */
const APART = /^\]\s*[,;|]?\s*\[$/;

/** Index behind the last value of a list, whose values may have a bracket each: `[0.1], [0.2]`. */
function valuesEnd({ slot, gap }: Field, walk: Walk): number {
  const { shape, text, to } = walk.source;
  let end = slot + 1;
  if (!gap.endsWith("[")) return listEnd(slot, walk);
  while (end < shape.count && shape.end[end]! <= to && APART.test(text.slice(shape.end[end - 1], shape.start[end]))) {
    end++;
  }
  return end === slot + 1 ? listEnd(slot, walk) : end;
}

/** Names in a list. Tied: a mark stands behind them. Glued: commas alone stand between them. */
interface NamesInList {
  infos: readonly NameInfo[];
  isTied: boolean;
  isGlued: boolean;
}

/** The list of names that a text ends with; null without one. */
function readNames(text: string): NamesInList | null {
  const tie = TIE.exec(text)!, isTied = tie[1] !== undefined;
  const { names, mark, before } = namesAtEnd(text.slice(0, tie.index), isTied);
  if (names.length < 2) return null;
  const infos = infosOf(names, OWNER.exec(before)?.[1] ?? "");
  const isLong = infos.length > 2, hasCommas = mark.trim() === ",";
  const isNamed = isTied || (hasCommas && (isLong || infos.every(({ known }) => known)));
  if (!isNamed || isSplitBefore(infos) || infos.some((info, at) => !mayBeListed(info, isTied, at))) return null;
  return { infos, isTied, isGlued: isLong && mark === "," };
}

/** The word before a list in brackets. */
const OWNER = /(?:^|[\s,;|])(\p{L}[\w-]{0,30}) ?[([]$/u;

/** What the names of a list mean; behind a metric's name what that was measured on: `loss (rain, snow)`. */
function infosOf(names: readonly string[], owner: string): NameInfo[] {
  const infos = names.map((name) => understandName(name));
  const isOfOwner = owner !== "" && understandName(owner).known &&
    infos.every(({ known, name }) => !known || namesSplit(name));
  return isOfOwner ? names.map((name) => understandName(`${owner} ${name}`)) : infos;
}

/**
 * The name at the end of a text: all words since the last mark where a mark ties the list to its values, or where they are a metric's that every
 * program knows; else the last word.
 */
function nameAtEnd(text: string, isTied: boolean): string | undefined {
  const words = WORDS.exec(text)?.[1];
  return words !== undefined && (isTied || understandName(words).known) ? words : NAME.exec(text)?.[1];
}

/** The names at the end of a text with one mark between them, that mark, and what stands before; the last one alone where no mark does. */
function namesAtEnd(text: string, isTied: boolean): { names: string[]; mark: string; before: string } {
  const names: string[] = [];
  let mark = "", rest = text;
  while (names.length < NAMES_MAX) {
    const name = nameAtEnd(rest, isTied);
    if (name === undefined) break;
    names.unshift(name);
    rest = rest.slice(0, -name.length);
    const between = MARK.exec(rest)?.[0] ?? "";
    if (between === "" || (mark !== "" && between !== mark)) break;
    mark = between;
    rest = rest.slice(0, -between.length);
  }
  return { names, mark, before: rest };
}

/** `Epoch {}, loss {} 3 0.5`: several placeholders, and behind them a value for each. */
export const valuesOfTemplate: Rule = {
  name: "a value of a list, behind the placeholders that it should have filled",
  of: "any",
  lines: [
    ["Epoch %d, loss: %.4f 3 0.5", "loss=0.5@3"],
    ["Epoch {}/{} | loss {} | acc {} 3 10 0.5 0.9", "loss=0.5@3 acc=0.9@3"],
  ],
  bind(field, walk) {
    const names = namesOfTemplate(field.gap);
    if (names.length < 2 || listEnd(field.slot, walk) - field.slot !== names.length) return false;
    names.forEach((name, at) => {
      const value = { slot: field.slot + at, total: -1, unit: "" }, info = understandName(name);
      const total = names[at + 1] === "" ? value.slot + 1 : -1;
      if (info.role === "metric") addMetric(value, walk, { info, separated: true, phase: "" });
      else countAs(info.role, { ...value, total }, walk);
    });
    field.last = field.slot + names.length - 1;
    return true;
  },
};

/** A name of some words, and one of one word in brackets. */
const NAME_IN_BRACKETS =
  /(?:^|[,;|>]|\s[\s-])\s*((?:\p{L}[\w./-]{0,30} )*)(\p{L}[\w@./-]{0,30}) ?\((\p{L}[\w@/-]{0,30})\)\s*[:=]?\s*$/u;

/** Words that say which of a metric's values stands in brackets: the best, the mean. */
const OF_VALUES: ReadonlySet<string> = new Set(wordsIn(STATE_WORDS.best, STATE_WORDS.mean));

/** `Critic accuracy (loss): 0.9 (0.3)`, `reward (best): 5.5 (9.5)`. */
export const nameInBrackets: Rule = {
  name: "a value in brackets, behind a name in brackets",
  of: "any",
  lines: [
    ["step 3 | Critic Accuracy (Loss): 0.9 (0.3)", "critic_accuracy=0.9@3 critic_loss=0.3@3"],
    ["acc@1 (acc@5): 70.5% (90.5%), loss (avg): 0.5 (0.6)", "acc@1=70.5@0 acc@5=90.5@0 loss=0.5@0 loss_avg=0.6@0"],
    ["step 3 final reward (best): -21.5 (-15.5)", "final_reward=-21.5@3 final_reward_best=-15.5@3"],
  ],
  bind(field, walk) {
    const names = field.gap.endsWith("(") || field.total >= 0 ? null : NAME_IN_BRACKETS.exec(field.gap);
    if (!names || !isInBrackets(field, walk)) return false;
    const [, words = "", first = "", second = ""] = names, { phrase: { phase }, slot, unit } = field;
    const isOfFirst = OF_VALUES.has(second.toLowerCase());
    const isMetric = isOfFirst || (understandName(second).known && !namesSplit(second));
    if (!isMetric || !understandName(isOfFirst ? words + first : first).known) return false;
    addMetric({ slot, total: -1, unit }, walk, { info: understandName(words + first), separated: true, phase });
    return addNext(field, walk, understandName(words + (isOfFirst ? `${first} ${second}` : second)));
  },
};

/** True for a value with another one in brackets behind it: `0.9 (0.3)`. */
function isInBrackets({ slot, unit }: Field, { source: { shape, text } }: Walk): boolean {
  const end = shape.end[slot]! + unit.length, next = slot + 1;
  if (next >= shape.count || !/^ ?\( *$/.test(text.slice(end, shape.start[next]))) return false;
  return /^%?\)/.test(text.slice(shape.end[next]!, shape.end[next]! + 2));
}

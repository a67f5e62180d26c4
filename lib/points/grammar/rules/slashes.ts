/**
 * Names and values between slashes, as many of one as of the other: `Gen/Dis Loss: 0.33/-0.01`, `loss/acc: 0.5 0.75`; and numbers between slashes that
 * have no names.
 *
 * @module
 */
import { DECIMAL, INTEGER } from "../../scan/number_form.ts";
import { understandName } from "../../words/name.ts";
import { namesSplit } from "../../words/splits.ts";
import { SMALL_WORDS } from "../../words/tables/small_words.ts";
import { wordsIn } from "../../words/tables/table.ts";
import { addMetric, type Field, type Walk } from "../walk.ts";
import { listEnd } from "./lists.ts";
import type { Rule } from "./rule.ts";

/** A name of a list, and the list. */
const PART = String.raw`\p{L}[\p{L}\p{N}_@.-]*`, LIST = String.raw`${PART}(?: ?/ ?${PART})+`;
/** What ends the field before names between slashes. */
const FIELD_END = /[[|,;:(\])>\t]|- | {2}/;
/** Words before these names, the names, and the words that all of them share. */
const NAMES = new RegExp(String.raw`^\s*((?:\p{L}+ )*?)(${LIST})(?: (\p{L}[\w ]*?))?$`, "u");
/** The same in brackets behind what all of them are of: `loss (train/val):`, `loss(train/val):`. */
const BRACKET = /[([]([^()[\]]+)[)\]]$/, IN_BRACKET = new RegExp(`^${LIST}$`, "u");
const BEFORE_BRACKET = /(?:^|[|,;:)\d%])\s*((?:\p{L}[\w.]* ?){0,3})$/u;
const TIE_END = /\s*[:=]?\s*$/;
const NO_LIST = { before: "", list: "", noun: "" };

/** Names between slashes that a text ends with, the words before them and those that all of them share; null without such names. */
function listBefore(text: string): { before: string; list: string; noun: string } | null {
  const untied = text.replace(TIE_END, ""), [whole = "", inside = ""] = BRACKET.exec(untied) ?? [];
  if (IN_BRACKET.test(inside)) {
    const before = BEFORE_BRACKET.exec(untied.slice(0, -whole.length))?.[1];
    return before === undefined ? null : { before, list: inside, noun: "" };
  }
  const [, before = "", list, noun = ""] = NAMES.exec(untied.split(FIELD_END).at(-1)!) ?? [];
  return list === undefined ? null : { before, list, noun };
}

const SPLIT_MAX_CHARS = 100;
/** The bracket around values, behind the mark that ties them to their names. */
const OPENED = /(?<=[:=])\s*[[(]\s*$/;

/** `Min/Mean/Max reward: 9.0/21.3/74.0`. */
export const namesBetweenSlashes: Rule = {
  name: "a value of a list between slashes, as its names are",
  of: "any",
  lines: [
    ["step 7 Min/Mean/Max reward: 9.0/21.3/74.0", "min_reward=9@7 mean_reward=21.3@7 max_reward=74@7"],
    [
      "step 7, critic real / fake / total loss: 0.3 / 0.2 / 0.5",
      "critic_real_loss=0.3@7 critic_fake_loss=0.2@7 critic_total_loss=0.5@7",
    ],
    ["step 7 drag / lift / yaw: 0.3 / 0.2 / 0.5", "drag=0.3@7 lift=0.2@7 yaw=0.5@7"],
    [
      "step 7 test loss/acc: 0.5 0.75",
      "test_loss=0.5@7 test_acc=0.75@7",
    ],
    ["step 7  err train/dev/test  2.5  3.5 4.5", "err_train=2.5@7 err_dev=3.5@7 err_test=4.5@7"],
    ["step 7 | train and val err: 2.5, 3.5", "train_err=2.5@7 val_err=3.5@7"],
    ["step 7 (train, val) err = (2.5, 3.5)", "train_err=2.5@7 val_err=3.5@7"],
  ],
  bind: (field, walk) => (field.isChain && readSplit(field, walk)) || readListed(field, walk),
};

/** Words between commas, bars, hyphens or a word for `and`, which may stand in brackets. */
const AND = wordsIn(SMALL_WORDS.and);
const WORDS = new RegExp(
  String.raw`[([]?(\p{L}+(?:(?: ?[,|&+] ?|-| (?:${AND.join("|")}) )\p{L}+)+)[)\]]?`,
  "gu",
);

/** A text with slashes between the splits that share a name, however they are listed: `train and val loss`, `(train, val) loss`. */
function withSlashes(text: string): string {
  return text.replace(WORDS, (whole, list: string) => {
    const words = list.split(/[^\p{L}]+/u).filter((word) => !AND.includes(word));
    return words.length > 1 && words.every(namesSplit) ? words.join("/") : whole;
  });
}

/** The text before a field's values, without their bracket. */
function nearOf({ gap, form }: Field): string {
  const near = gap.slice(-SPLIT_MAX_CHARS).replace(OPENED, "");
  return form === DECIMAL ? withSlashes(near) : near;
}

/** Names between slashes before a list, and a mark that ties them to it. */
const LISTED = /\p{L} ?\/ ?\p{L}[^/]*$/u, TIE = /[:=]\s*[[(]?$/;

/** Reads names between slashes, and a list of as many values: `loss/acc: 0.5 0.75`, `loss train/val 0.5 0.75`. False for any other text. */
function readListed(field: Field, walk: Walk): boolean {
  if (field.total >= 0 || !LISTED.test(nearOf(field)) || !(field.form === DECIMAL || TIE.test(field.gap))) return false;
  const last = listEnd(field.slot, walk) - 1;
  if (last === field.slot || !readSplit({ ...field, last }, walk)) return false;
  field.last = last;
  return true;
}

/** The middle one of `At iteration 14615/695400/698614`; nothing of `10/17/2023`. */
export const chain: Rule = {
  name: "several numbers between slashes",
  of: "any",
  lines: [["At iteration 14615/695400/698614, BCER train=2.5", "bcer_train=2.5@695400"], [
    "step 3 drag 0.5\nTest: [1/7/20] drag 0.6",
    "drag=0.5@3 test_drag=0.6@3",
  ]],
  bind({ isChain, slot, phrase }, { statement: { slots } }) {
    if (!isChain) return false;
    if (understandName(phrase.key).role === "step" && slots.step < 0) slots.step = slot + 1;
    else if (slots.beside < 0) slots.beside = slot;
    return true;
  },
};

/**
 * True for `loss/acc` and `train/val`: names of metrics between slashes, of which none or each is a split's. Of values with a point that are
 * tied to them, and of three or more whole ones, none need be known.
 */
function areMetrics(parts: readonly string[], field: Field, walk: Walk): boolean {
  const splits = parts.filter(namesSplit).length;
  const isTied = (parts.length > 2 || field.form !== INTEGER) && areTiedAlike(field, walk);
  return parts.length > 1 &&
    (isTied || (field.form !== INTEGER && parts.every((part) => understandName(part).known))) &&
    (splits === 0 || splits === parts.length);
}

/** True for values of one form behind a mark that ties them to their names: with points, or whole. */
function areTiedAlike({ slot, last, gap, form }: Field, { source: { shape } }: Walk): boolean {
  return /[:=]\s*$/.test(gap) && shape.form.subarray(slot, last + 1).every((each) => each === form);
}

/** Reads names and values that are both split by slashes: `Gen/Dis Loss: 0.33/-0.01`. False for any other text. */
export function readSplit(field: Field, walk: Walk): boolean {
  const { slot, last, form, phrase: { phase } } = field;
  const near = nearOf(field), { before, list, noun } = listBefore(near) ?? NO_LIST, parts = list.split(/ ?\/ ?/);
  const isNamed = noun !== "" || understandName(before.trim()).known;
  if (parts.length !== last - slot + 1 || !(isNamed || areMetrics(parts, field, walk))) return false;
  const infos = parts.map((part) => understandName(`${before} ${part} ${noun}`.trim()));
  if (infos.some(({ role }) => role !== "metric") || (form === INTEGER && !/[:=]\s*$/.test(near))) return false;
  infos.forEach((info, at) => {
    addMetric({ slot: slot + at, total: -1, unit: "" }, walk, { info, separated: true, phase });
  });
  return true;
}

/** `Gen/Dis Loss: 0.33/-0.01`. */
export const pairBetweenSlashes: Rule = {
  name: "two values between slashes, as their names are",
  of: "named",
  lines: [
    ["step 3 Gen/Dis Loss: 0.33/-0.01", "gen_loss=0.33@3 dis_loss=-0.01@3"],
    ["[7/9] val_loss/acc@1: 0.3/0.5", "val_loss=0.3@7 acc@1=0.5@7"],
    ["step 7 -> lift_off/yaw = 0.3/0.5", "lift_off=0.3@7 yaw=0.5@7"],
    [
      "step 7 | loss(rain/snow): 0.3/0.2 | acc [rain/snow]: 0.5/0.4",
      "loss_rain=0.3@7 loss_snow=0.2@7 acc_rain=0.5@7 acc_snow=0.4@7",
    ],
    ["step 7 Inner/Co-Seg loss: [0.3 / 0.2], acc: 0.5", "inner_loss=0.3@7 co-seg_loss=0.2@7 acc=0.5@7"],
    [
      "step 3 | NEW/OLD wins : 22 / 16 | loss 0.5\nstep 4 | NEW/OLD wins : 21 / 18 | loss 0.4",
      "loss=0.5@3 new_wins=22@3 new_wins=21@4 loss=0.4@4 old_wins=16@3 old_wins=18@4",
    ],
  ],
  bind: (field, walk) => field.total >= 0 && readSplit(field, walk),
};

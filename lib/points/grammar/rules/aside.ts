/**
 * Numbers that are part of something else: of a date, of a chain between slashes, of a path or a sum.
 *
 * @module
 */
import { BROKEN, DECIMAL, INTEGER } from "../../scan/number_form.ts";
import { endsWithMonth } from "../../words/months.ts";
import { changedRateUnspaced, isRate, isTo } from "../../words/measured.ts";
import { canonicalName, understandName } from "../../words/name.ts";
import { nameInClause } from "../../words/prose.ts";
import { namesSplit } from "../../words/splits.ts";
import { SMALL_WORDS } from "../../words/tables/small_words.ts";
import { eitherWord, isGlued, isSpaced, wordsBeyondEnglish, wordsIn } from "../../words/tables/table.ts";
import { addMetric, type Field, textBehind, type Walk } from "../walk.ts";
import { addNext } from "../fields.ts";
import { listEnd } from "./lists.ts";
import type { Rule } from "./rule.ts";

/** The text before the time that is left. */
export const LEFT =
  /(?:^|[\s,|("'])(?:eta|eta_seconds|remaining|remaining[ _]time|time[ _](?:left|remaining))["']?\s*[:=]?\s*["']?$/i;
/** A mark that glues a number to more, as in `96+964`; none that only ends it, as in `2.25*`. */
const GLUED = /^[+*^\\~@#$&](?!\/|[+*^\\~@#$&]*(?:\s|$))/;
/** Other text behind a number that is part of something longer: `5/model.pt`, `0.52 --> 0.48`. */
const GOES_ON = /^(?:\/(?!\s|[a-z])|-[A-Za-z]|\s*-{1,2}>(?!\s*\p{L})|\s*→\s*[-+.\d])/u;
const GOES_ON_MAX_CHARS = 40;
/** Words before names between slashes, these names, and the words that all of them share. */
const SPLIT =
  /(?:^|[[|,;:(]|- )\s*((?:\p{L}+ )*?)(\p{L}[\p{L}\d]*(?: ?\/ ?\p{L}[\p{L}\d]*)+)(?: (\p{L}[\w ]*?))?\s*[:=]?\s*$/u;
/** The same in brackets behind what all of them are of: `loss (train/val):`, `loss(train/val):`. */
const BRACKETED =
  /(?:^|[|,;:)\d%])\s*((?:\p{L}[\w.]* ?){0,3}?)[([](\p{L}[\p{L}\d]*(?: ?\/ ?\p{L}[\p{L}\d]*)+)[)\]]\s*[:=]?\s*$/u;
const SPLIT_MAX_CHARS = 100;

/** What a sentence says of a change; not what a callback says of the best value. */
const CHANGES: ReadonlySet<string> = new Set(
  "went gone goes moved changed dropped fell rose came grew shrank".split(" "),
);
const VERB = / (?:has |had )?(\p{L}+)(?: down| up)?$/u;
/** The words of a name at the end of a text. */
const NAME_AT_END = /(?:^|[\s,;:|])((?:\p{L}[\p{L}\d_/-]{0,30} ){0,2}\p{L}[\p{L}\d_/-]{0,30})$/u;

/** The text before the verb of a change that ends it; the whole text without one. */
function beforeChange(text: string): string {
  const verb = VERB.exec(text);
  return verb && CHANGES.has(verb[1]!) ? text.slice(0, verb.index) : text;
}

/** The name of what changed from the value behind a text: `loss` of `the loss went from `; undefined without one. */
function changedName(text: string): string | undefined {
  const words = text.slice(0, -" from ".length), name = beforeChange(words);
  return name === words ? undefined : NAME_AT_END.exec(name)?.[1];
}

const ARROW = /^(?:-{1,2}>|=>|→)$/;

const { from, fromBehind, caseGlued, to } = SMALL_WORDS,
  OLDER = wordsBeyondEnglish(from),
  NEWER = wordsBeyondEnglish(to);
/** What ties the older value of a change to its name, and the newer to the older, in other languages. */
const FROM = new RegExp(
    String.raw`[ (]${eitherWord(OLDER.filter(isSpaced))}\s+$|${
      eitherWord([...OLDER, ...wordsIn(caseGlued)].filter(isGlued))
    }\s?$`,
    "iu",
  ),
  TO = new RegExp(
    String.raw`^(?:${eitherWord([...NEWER, ...wordsIn(fromBehind)])}|\p{Script=Han}{0,3}${
      eitherWord(NEWER.filter(isGlued))
    })$`,
    "u",
  );

/** The name of what changed from the value behind a text, in another language: that before the verb, if there is one. */
function nameInOther(gap: string, between: string): string | undefined {
  const from = TO.test(between) ? FROM.exec(gap) : null;
  if (!from) return undefined;
  const words = (NAME_AT_END.exec(gap.slice(0, from.index))?.[1] ?? "").split(" "), last = words.at(-1)!;
  const isVerb = words.length > 1 && !understandName(last).known && !namesSplit(last);
  const name = nameInClause(isVerb ? words.slice(0, -1) : words);
  return understandName(name).known ? name : undefined;
}

/** `loss went from 0.5 to 0.4`, `loss 0.5 -> 0.4`. */
export const change: Rule = {
  name: "the newer value of a change",
  of: "any",
  lines: [
    ["epoch 3: loss went from 0.5 to 0.4", "loss=0.4@3"],
    ["epoch 3: loss 0.5 -> 0.4", "loss=0.4@3"],
    ["Epoche 3: Verlust verbessert von 0.5 auf 0.4", "verlust=0.4@3"],
    ["第 3 轮: 验证损失由0.5下降至0.4，保存模型", "验证损失=0.4@3"],
  ],
  bind(field, walk) {
    const { slot, gap, phrase } = field, { text, shape } = walk.source, next = slot + 1;
    if (next >= shape.count || shape.form[next] !== DECIMAL) return false;
    const between = text.slice(shape.end[slot]! + field.unit.length, shape.start[next]).trim();
    const other = nameInOther(gap, between);
    if (other !== undefined) return addNext(field, walk, understandName(other));
    if (between !== "to" && !ARROW.test(between)) return false;
    const words = gap.endsWith("from ") ? changedName(gap) : between === "to" ? undefined : beforeChange(phrase.key);
    const info = understandName(words ?? "");
    if (!info.known || (between !== "to" && phrase.opened.trim() !== "")) return false;
    return addNext(field, walk, info);
  },
};

/** The letter for a version, before its number in brackets. */
const VERSION = /(?:^|[\s,(])v\[$/;

/** Which half of the day a time is in, behind it: `10:27 PM`. */
const HALF_OF_DAY = /^ ?[AaPp]\.?[Mm]\b\.?/;

/** A date, a time of day, a version. */
export const clock: Rule = {
  name: "a date, a time of day or a version",
  of: "any",
  lines: [["step 3 loss 0.5 eta 0:01:02", "loss=0.5@3"], ["step 4 loss 0.4 acc: 1.2.3", "loss=0.4@4"], [
    "step 4 loss 0.4\nstep 5 @ 11:02 PM: 0.3 loss",
    "loss=0.4@4 loss=0.3@5",
  ], [
    "step 5 loss 0.3 of [FID]: net [big], v[0.1]",
    "loss=0.3@5",
  ]],
  bind(field, walk) {
    const { form, slot, gap } = field;
    if (form !== BROKEN) return VERSION.test(gap);
    field.behind = HALF_OF_DAY.exec(textBehind(field, walk))?.[0].length ?? 0;
    const isDays = walk.statement.leftSlot === slot - 1 && /^ ?days?, ?$/.test(gap);
    if (isDays || LEFT.test(gap)) walk.statement.leftSlot = slot;
    walk.fraction = null;
    return true;
  },
};

const RATE_MAX_CHARS = 64;
/** Words of a rate's name, and words between it and `to`: what was done to it, the group that has it. */
const RATE_WORDS_MAX = 4, DONE_WORDS_MAX = 3;
/** The verb of a change before the English name and `to`. Keras, which says `reducing`, prints the old rate behind it. */
const UPDATED =
  /(?:^| )(?:set|(?:chang|reduc|updat|decreas)e[ds]?|(?:adjust|decay|lower)(?:ed|s)?|(?!reducing)\w+ing)(?: the)?$/i;
/** Words between the rate and `to`. Behind `from` stands the old rate. */
const DONE = /^(?:of group \d+|(?!from)\p{L}+(?: \p{L}+){0,2})?$/iu;

const LAST_ASCII = 0x7f;

/** The name of the rate that a text says was changed, up to its new value: `lr` of `lr was decayed to `. Empty without one. */
function changedRate(text: string): string {
  const before = text.trimEnd(), last = before.slice(before.lastIndexOf(" ") + 1);
  if (!isTo(last)) return last.charCodeAt(last.length - 1) > LAST_ASCII ? changedRateUnspaced(text) : "";
  const words = text.split(/[|;,]|: /).at(-1)!.trim().split(/\s+/);
  for (let done = 0, end = words.length - 1; done <= DONE_WORDS_MAX && end > 0; done++, end--) {
    const from = Math.max(0, end - RATE_WORDS_MAX), start = rateStart(words, from, end);
    if (start < 0) continue;
    if (!DONE.test(words.slice(end, -1).join(" "))) return "";
    const rate = words.slice(start, end).join(" "), isTold = done > 0 || isRate(canonicalName(rate));
    return isTold || UPDATED.test(words.slice(Math.max(0, start - 2), start).join(" ")) ? rate : "";
  }
  return "";
}

/** Index of the first word of the rate's name that ends before a word; -1 without one. */
function rateStart(words: readonly string[], from: number, end: number): number {
  const isName = (name: string) => name === "learning_rate" || isRate(name);
  for (let start = from; start < end; start++) {
    if (isName(canonicalName(words.slice(start, end).join(" ")))) return start;
  }
  return -1;
}

/** `reducing learning rate of group 0 to 5e-04`, `lr decayed to 1e-4`. */
export const rateSet: Rule = {
  name: "a learning rate that a sentence tells of",
  of: "any",
  lines: [
    ["Epoch 3: reducing learning rate of group 0 to 5e-04.", "group_0_learning_rate=0.0005@3"],
    ["epoch 3: loss 0.5, lr was decayed to 0.0001", "loss=0.5@3 learning_rate=0.0001@3"],
    [
      "step 3 loss 0.5\nUpdating learning rate to 0.0001\nstep 4 loss 0.4\nUpdating learning rate to 0.00005",
      "loss=0.5@3 loss=0.4@4 learning_rate=0.0001@3 learning_rate=0.00005@4",
    ],
    ["[2026-03-02 10:00:00] Change learning_rate to 0.0005 at step 30", "learning_rate=0.0005@30"],
    ["Schritt 3: Lernrate wurde auf 0.0001 gesetzt", "lernrate=0.0001@3"],
    ["第 3 轮: 学习率调整为 0.0001", "学习率=0.0001@3"],
  ],
  bind(field, walk) {
    const { text, shape, from } = walk.source, start = shape.start[field.slot]!;
    if (field.form !== DECIMAL || !/[^\d\s]\s?$/.test(field.gap)) return false;
    const rate = changedRate(text.slice(Math.max(from, start - RATE_MAX_CHARS), start));
    if (rate === "") return false;
    addMetric(field, walk, { info: understandName(rate), separated: true, phase: "" });
    return true;
  },
};

/** `14 Mar 2025`, `Mar 14`. */
export const dateByMonth: Rule = {
  name: "a day or a year behind its month",
  of: "any",
  lines: [[
    "step 3 loss 0.5 | 14 Mar 2025 | acc 0.1\nstep 4 loss 0.4 | 15 Apr 2026 | acc 0.2",
    "loss=0.5@3 acc=0.1@3 loss=0.4@4 acc=0.2@4",
  ]],
  bind: ({ form, gap, unit }) => form === INTEGER && unit === "" && endsWithMonth(gap),
};

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
  ],
  bind: (field, walk) => (field.isChain && readSplit(field, walk)) || readListed(field, walk),
};

/** Reads names between slashes, and a list of as many values: `loss/acc: 0.5 0.75`. False for any other text. */
function readListed(field: Field, walk: Walk): boolean {
  if (field.total >= 0 || !/\/[^/]*[:=]\s*[[(]?$/.test(field.gap)) return false;
  const last = listEnd(field.slot, walk) - 1;
  if (last === field.slot || !readSplit({ ...field, last }, walk)) return false;
  field.last = last;
  return true;
}

/** The middle one of `At iteration 14615/695400/698614`; nothing of `10/17/2023`. */
export const chain: Rule = {
  name: "several numbers between slashes",
  of: "any",
  lines: [["At iteration 14615/695400/698614, BCER train=2.5", "bcer_train=2.5@695400"]],
  bind({ isChain, slot, phrase }, { statement: { slots } }) {
    if (!isChain) return false;
    if (understandName(phrase.key).role === "step" && slots.step < 0) slots.step = slot + 1;
    return true;
  },
};

/** `96+964`, `5/model.pt`, `0.52 --> 0.48`. */
export const partOfMore: Rule = {
  name: "part of something longer: a sum, a path, a change",
  of: "any",
  lines: [["step 5 acc=0.9 (0.52 --> 0.48)", "acc=0.9@5"], ["step 5 loss=0.3 hits=96+964", "loss=0.3@5"]],
  bind({ last }, { source: { text, shape } }) {
    const end = shape.end[last]!;
    const behind = text.slice(end, end + GOES_ON_MAX_CHARS);
    return GLUED.test(behind) || GOES_ON.test(behind);
  },
};

/**
 * True for `loss/acc` and `train/val`: names of metrics between slashes, of which none or each is a split's. Of three or more, tied to
 * values of one form, none need be known.
 */
function areMetrics(parts: readonly string[], field: Field, walk: Walk): boolean {
  const splits = parts.filter(namesSplit).length, isLong = parts.length > 2 && areTiedAlike(field, walk);
  return parts.length > 1 &&
    (isLong || (field.form !== INTEGER && parts.every((part) => understandName(part).known))) &&
    (splits === 0 || splits === parts.length);
}

/** True for values of one form behind a mark that ties them to their names: with points, or whole. */
function areTiedAlike({ slot, last, gap, form }: Field, { source: { shape } }: Walk): boolean {
  return /[:=]\s*$/.test(gap) && shape.form.subarray(slot, last + 1).every((each) => each === form);
}

/** Reads names and values that are both split by slashes: `Gen/Dis Loss: 0.33/-0.01`. False for any other text. */
export function readSplit(field: Field, walk: Walk): boolean {
  const { slot, last, form, gap, phrase: { phase } } = field;
  const near = gap.slice(-SPLIT_MAX_CHARS), bracketed = BRACKETED.exec(near);
  const [, before = "", list, noun = ""] = bracketed ?? SPLIT.exec(near) ?? [];
  const parts = list?.split(/ ?\/ ?/) ?? [];
  const isNamed = noun !== "" || understandName(before.trim()).known;
  if (parts.length !== last - slot + 1 || !(isNamed || areMetrics(parts, field, walk))) return false;
  const infos = parts.map((part) => understandName(`${before} ${part} ${noun}`.trim()));
  if (infos.some(({ role }) => role !== "metric") || (form === INTEGER && !/[:=]\s*$/.test(gap))) return false;
  infos.forEach((info, at) => {
    addMetric({ slot: slot + at, total: -1, unit: "" }, walk, { info, separated: true, phase });
  });
  return true;
}

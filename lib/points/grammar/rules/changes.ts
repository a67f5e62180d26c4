/**
 * Numbers that a sentence says something was changed to: `loss went from 0.5 to 0.4`, `lr was decayed to 1e-4`. The older value belongs
 * to an earlier line.
 *
 * @module
 */
import { DECIMAL } from "../../scan/number_form.ts";
import { changedRateUnspaced, isRate, isTo } from "../../words/measured.ts";
import { canonicalName, understandName } from "../../words/name.ts";
import { nameInClause } from "../../words/prose.ts";
import { namesSplit } from "../../words/splits.ts";
import { SMALL_WORDS } from "../../words/tables/small_words.ts";
import { eitherWord, isGlued, isSpaced, wordsBeyondEnglish, wordsIn } from "../../words/tables/table.ts";
import { addMetric } from "../walk.ts";
import { addNext } from "../fields.ts";
import type { Rule } from "./rule.ts";

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
  const before = text.replace(/ ?[:=]?\s*$/, ""), last = before.slice(before.lastIndexOf(" ") + 1);
  if (!isTo(last)) return last.charCodeAt(last.length - 1) > LAST_ASCII ? changedRateUnspaced(text) : "";
  const words = before.split(/[|;,]|: /).at(-1)!.trim().split(/\s+/);
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
      "step 3 loss 0.5\nINFO lr annealed to: 0.0001\nstep 4 loss 0.4\nINFO lr annealed to: 0.00005",
      "loss=0.5@3 loss=0.4@4 learning_rate=0.0001@3 learning_rate=0.00005@4",
    ],
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

/**
 * A number in a bracket between a metric's name and its value: `precision (iou=0.5): 0.71`, `Accuracy (k=5): 0.9`. Lines of one place that
 * differ in it are curves of their own (`curves/labels.ts`); alone it says nothing, or is a value itself. Doesn't decide which.
 *
 * @module
 */
import { DECIMAL, INTEGER } from "../../scan/number_form.ts";
import { canonicalName, isCounterRole, type NameInfo, understandName } from "../../words/name.ts";
import { isRate } from "../../words/measured.ts";
import { namesSplit } from "../../words/splits.ts";
import { spacedWords } from "../../scan/split_text.ts";
import { nameBeforeCounter } from "../carried.ts";
import { nameStart } from "../field.ts";
import { unitBehind } from "../fields.ts";
import { addAside } from "../make_statement.ts";
import type { Statement } from "../statement.ts";
import { addMetric, type Field, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

/** A name before a bracket with another name in it, and what ties the value to the bracket. */
const BEFORE = /^(.*[\p{L}\d])\s?[([{]\s?(\p{L}[\p{L}\d_]{0,20})\s?(?:[:=]\s?|(?<=\s))$/u,
  TIE = /^\s?[)\]}](?:\s?(?:[:=]|->|→)\s*|\s{1,9})$/;
const BEFORE_MAX_CHARS = 80, WORDS_MAX = 3;

/** `EMA error (sigma=0.3): 0.07`: what stands in the bracket is a curve where it changes, or where every program knows it. */
export const parameterOfName: Rule = {
  name: "a number in a bracket between a name and its value",
  of: "any",
  lines: [
    ["step 3 nll 0.25\nnoise error (sigma=0.3): 0.07", "nll=0.25@3 noise_error=0.07@3"],
    ["step 3 | precision (reach=0.5) = 0.75 | drag 0.25", "precision=0.75@3 drag=0.25@3"],
    ["step 3\nhits (k=5): 0.5", "hits=0.5@3"],
    [
      "step 3\nnll (cut=0.5): 0.75\nnll (cut=0.75): 0.5\nstep 4\nnll (cut=0.5): 0.7",
      "cut_0.5_nll=0.75@3 cut_0.75_nll=0.5@3 cut_0.5_nll=0.7@4",
    ],
    ["step 3 tpr (fpr=0.1) 0.75, tpr (fpr=0.2) 0.5", "fpr_0.1_tpr=0.75@3 fpr_0.2_tpr=0.5@3"],
  ],
  bind(field, walk) {
    const { slot, gap, form, phrase: { phase } } = field, next = slot + 1;
    if (!isInBracket(field, walk)) return false;
    const [, before = "", word = ""] = BEFORE.exec(gap.slice(-BEFORE_MAX_CHARS)) ?? [];
    const name = word === "" ? "" : nameBefore(before), own = understandName(word);
    if (name === "" || isCounterRole(own.role)) return false;
    const { statement, source } = walk, isOfRate = namesRate(own);
    if (form === DECIMAL && own.role === "metric") {
      addMetric(field, walk, { info: { ...own, known: isOfRate }, separated: true, phase });
      statement.facts.pairs.at(-1)!.mustRecur ||= !isOfRate;
    } else if (form === DECIMAL && own.role === "noise") addAside(statement, slot, own, { phase });
    const value = { slot: next, total: -1, unit: unitBehind(next, source) };
    addMetric(value, walk, { info: understandName(name), separated: true, phase });
    if (!isOfRate) keepNumberedLabel(slot, word, statement);
    field.last = next;
    return true;
  },
};

const namesRate = ({ name }: NameInfo): boolean => name === "learning_rate" || isRate(name);

/** True for a number behind which a bracket closes, and a value stands. Without a mark between them it has a point. */
function isInBracket({ slot, form, unit, total }: Field, { source: { text, to, shape } }: Walk): boolean {
  const next = slot + 1;
  if (total >= 0 || (form !== DECIMAL && form !== INTEGER) || next >= shape.count || shape.end[next]! > to) {
    return false;
  }
  const tie = text.slice(shape.end[slot]! + unit.length, shape.start[next]);
  return TIE.test(tie) && (shape.form[next] === DECIMAL || (shape.form[next] === INTEGER && /[:=>→]/.test(tie)));
}

/** The metric's name at the end of a text; empty without one, and for a split alone. */
function nameBefore(text: string): string {
  const known = nameBeforeCounter(text), name = known || text.slice(nameStart(text)).trim();
  const { role, kind } = understandName(name);
  const isName = role === "metric" && kind === "metric" && spacedWords(name).length <= WORDS_MAX;
  return isName && !namesSplit(name) ? name : "";
}

/** Keeps such a number with its word, where it has one, as the label of its line. */
export function keepNumberedLabel(slot: number, word: string, statement: Statement): void {
  const name = canonicalName(word.trim());
  if (name !== "") statement.textLabel = { slot, before: `${name} `, behind: "" };
}

/** Leaves out the label that such a number is where the line has any other value than its own. */
export function settleLabel(statement: Statement): void {
  const { pairSlots, textLabel } = statement;
  const isOwn = (slot: number) => slot === textLabel?.slot || slot - 1 === textLabel?.slot;
  if (!pairSlots.every(isOwn)) statement.textLabel = null;
}

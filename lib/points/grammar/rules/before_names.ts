/**
 * Values that stand before their names: `Epoch 3: 0.5 loss 0.9 acc`, `0.5 (loss) 0.9 (acc)`, `33.6 BLEU-1 (%)`. The last name ends the line, or
 * what the line says of a split, which shows the order: `Val: 0.5 loss, 90% acc`.
 *
 * @module
 */
import { BROKEN, DECIMAL } from "../../scan/number_form.ts";
import { understandName } from "../../words/name.ts";
import { namesSplit, phaseOfWord } from "../../words/splits.ts";
import { addMetric, type Field, putInPhase, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

/** A name behind its value, up to the next value or the end of the line. */
const NAME =
  /^%? ?[-:]? ?\(?(\p{L}[\p{L}\d@_-]{0,30}(?: [\p{L}\d@_-]{1,20}){0,2})\)?(?: [([]%[)\]])?(?:\s?[,;|/]|\s-)?\s{0,4}$/u;
const VALUES_MAX = 8, GAP_MAX_CHARS = 64;
/** What stands before the first value: the end of a counter. */
const BEFORE = /^\s*[\])]?\s?[:|,;-]?\s*$/;

/** The rule. */
export const valuesBeforeNames: Rule = {
  name: "values, each before its name, the last of which ends the line",
  of: "unnamed",
  lines: [
    ["Epoch 3: 0.5 loss 0.9 acc", "loss=0.5@3 acc=0.9@3"],
    ["Epoch 3 | 0.5 (loss) 0.9 (acc)", "loss=0.5@3 acc=0.9@3"],
    ["step 3\n33.6 BLEU-1 (%)\nstep 4\n34.5 BLEU-1 (%)", "bleu-1=33.6@3 bleu-1=34.5@4"],
  ],
  bind(field, walk) {
    const { slot, form, total, gap } = field, { source: { shape }, statement: { facts } } = walk;
    if (form !== DECIMAL || total >= 0 || facts.pairs.length > 0 || !BEFORE.test(gap)) return false;
    const names = namesFrom(slot, walk);
    if (names === null) return false;
    if (!names.every(isMetric)) return false;
    addNamed(names, slot, walk);
    field.last = shape.count - 1;
    field.behind = GAP_MAX_CHARS;
    return true;
  },
};

/** A split before its first value. */
const SPLIT = /(?:^|[\s|,;([])(\p{L}+)(?:\s?[:=(]|\s-)?\s{0,3}$/u;
/** A name behind its value, the mark between two, and what ends the last one. */
const SIDE = /^%? ?(\p{L}[\p{L}\d@_-]{0,30})\s?(?:,\s*$|([|;)\]]|$|\s-\s))/u;

/** The rule for one side of a line. */
export const valuesOfSplit: Rule = {
  name: "values of a split, each before its name, the last of which ends what is said of the split",
  of: "any",
  lines: [
    [
      "Epoch 3 | Train: 0.5 loss, 90.1% acc | Val: 0.6 loss, 80.1% acc",
      "train_loss=0.5@3 train_acc=90.1@3 val_loss=0.6@3 val_acc=80.1@3",
    ],
    [
      "step 3 train (0.5 loss, 9 errors) - dev (0.6 loss, 8 errors)",
      "train_loss=0.5@3 train_errors=9@3 dev_loss=0.6@3 dev_errors=8@3",
    ],
  ],
  bind(field, walk) {
    const split = field.total < 0 && field.form === DECIMAL ? SPLIT.exec(field.gap)?.[1] ?? "" : "";
    const names = namesSplit(split) ? namesOfSide(field, walk) : [];
    if (names.length === 0) return false;
    putInPhase(phaseOfWord(split), walk);
    addNamed(names, field.slot, walk);
    field.last = field.slot + names.length - 1;
    field.behind = names.at(-1)!.length + 2;
    return true;
  },
};

/** The names behind the values of a side, from its first one on; none where one has no known name. */
function namesOfSide({ slot: first }: Field, { source: { text, shape, to } }: Walk): string[] {
  const names: string[] = [];
  for (let slot = first; slot < shape.count && shape.end[slot]! <= to && names.length < VALUES_MAX; slot++) {
    const until = slot + 1 < shape.count ? Math.min(shape.start[slot + 1]!, to) : to;
    const [, name = "", end] = SIDE.exec(text.slice(shape.end[slot], until)) ?? [];
    if (!isMetric(name) || shape.form[slot] === BROKEN || (end === "" && until < to)) return [];
    names.push(name);
    if (end !== undefined) return names;
  }
  return [];
}

/** True for the name of a known metric, which is no split's. */
function isMetric(name: string): boolean {
  const { known, kind } = understandName(name);
  return known && kind === "metric" && !namesSplit(name);
}

/** Adds the values from a slot on under their names. */
function addNamed(names: readonly string[], first: number, walk: Walk): void {
  names.forEach((name, at) => {
    const info = understandName(name);
    addMetric({ slot: first + at, total: -1, unit: "" }, walk, { info, separated: true, phase: "" });
  });
}

/** The names behind all values of a line from one on; null where one has none. */
function namesFrom(first: number, { source: { text, shape, to } }: Walk): string[] | null {
  const { count, start, end, form } = shape, names: string[] = [];
  if (count - first > VALUES_MAX || end[count - 1]! > to) return null;
  for (let slot = first; slot < count; slot++) {
    const until = slot + 1 < count ? start[slot + 1]! : to, between = text.slice(end[slot], until);
    const name = form[slot] === DECIMAL && between.length <= GAP_MAX_CHARS ? NAME.exec(between)?.[1] : undefined;
    if (name === undefined) return null;
    names.push(name);
  }
  return names;
}

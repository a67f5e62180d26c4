/**
 * Names apart the values of one line that would be one curve by the label that a mark parts from their names: `G:adv=0.5 D:adv=0.6`, `G (adv
 * 0.5) D (adv 0.6)`, `| G | adv 0.5 | D | adv 0.6`. Changes nothing on lines that have each name once.
 *
 * @module
 */
import { canonicalName, isCounterName } from "../words/name.ts";
import type { Source } from "../scan/source.ts";
import { namesSplit } from "../words/splits.ts";
import { PAIRS_APART_MAX, repeated } from "./number_apart.ts";
import type { Pair, Statement } from "./statement.ts";
import { textBefore } from "./statistics.ts";

/** A label, and the marks between it and a name. */
interface Label {
  word: string;
  joint: string;
}

const NO_LABEL: Label = { word: "", joint: "" };
/** What ties a name to its value. */
const TIE = /\s?[:=]{0,2}\s{0,4}$/;
/** Where the words of a name begin, the last first, and how many it may have. */
const WORD_START = /(?<![\p{L}\p{M}\d_])[\p{L}\d_]/gu, WORDS_MAX = 4;
/** A label and what parts it from the name behind it. */
const LABEL = /([\p{L}_][\p{L}\p{M}\d_.-]{0,30}?)([^\p{L}\p{M}\d_]{1,6})$/u;
/** Marks that glue a label to a name, which their names keep: other marks and spaces become `_`. */
const GLUED = /^(?:::?|[-=]?>|[|/])$/;

/** Puts the labels of values before their names, where names come again with other labels. */
export function nameByLabels({ facts: { pairs }, pairSlots }: Statement, source: Source): void {
  if (pairs.length < 2 || pairs.length > PAIRS_APART_MAX) return;
  const groups = repeated(pairs);
  if (groups.length === 0) return;
  const labels = labelsOf(pairs, pairSlots, source);
  for (const group of groups) {
    const names = new Set(group.map((at) => nameWith(labels[at]!, pairs[at]!)));
    if (names.size < group.length) continue;
    for (const at of group) pairs[at]!.info = { ...pairs[at]!.info, name: nameWith(labels[at]!, pairs[at]!) };
  }
}

/** The label of each pair: its own, else that of the pair before it, up to the end of a bracket. */
function labelsOf(pairs: readonly Pair[], slots: readonly number[], source: Source): Label[] {
  let label = NO_LABEL;
  return pairs.map(({ info: { name } }, at) => {
    const before = textBefore(slots[at]!, source), own = labelIn(before, name);
    if (own !== NO_LABEL) label = own;
    else if (/[)\]}]/.test(before)) label = NO_LABEL;
    return label;
  });
}

/** The label in the text before a value, in front of the value's name. */
function labelIn(before: string, name: string): Label {
  const text = before.replace(TIE, ""), starts = [...text.matchAll(WORD_START)].slice(-WORDS_MAX).reverse();
  const start = starts.find(({ index }) => canonicalName(text.slice(index)) === name);
  const [, word = "", joint = ""] = start === undefined ? [] : LABEL.exec(text.slice(0, start.index)) ?? [];
  return word === "" || namesSplit(word) || isCounterName(word) ? NO_LABEL : { word, joint };
}

function nameWith({ word, joint }: Label, { info: { name } }: Pair): string {
  if (word === "") return name;
  const mark = GLUED.test(joint) ? (joint.startsWith(":") ? joint : "/") : "_";
  return canonicalName(`${word}${mark}${name}`);
}

/**
 * Unnamed numbers at the start of a line: they are its epoch and batch, or its step, unless the line names these.
 *
 * @module
 */
import { INTEGER } from "../../scan/number_form.ts";
import type { Source } from "../../scan/source.ts";
import { countBatch, countEpoch, type Field, type Leading, type Walk } from "../walk.ts";
import type { Counters, Statement } from "../statement.ts";
import type { Rule } from "./rule.ts";
import { AROUND_LEAD } from "../lead_kinds.ts";
import { isBeforeCount } from "./split_counters.ts";
import { share } from "./unnamed.ts";

/** `[3/25][10/782] loss: 0.5`, `100: loss 0.5`. */
export const leading: Rule = {
  name: "a number at the start of the line, before any name",
  of: "unnamed",
  lines: [
    ["[3/25][10/782] Loss: 1.7", "loss=1.7@1574"],
    ["[100] loss=0.5", "loss=0.5@100"],
    [
      "100/500 loss 0.5",
      "loss=0.5@100",
    ],
    ["Train: [2/50] loss 0.83", "loss=0.83@2"],
    ["Val [2/9] [20/50] loss 0.5", "val_loss=0.5@70"],
    ["[3/9] step 1 loss: 0.9\n[3/9] step 2 loss: 0.8\n[4/9] step 1 loss: 0.7", "loss=0.9@1 loss=0.8@2 loss=0.7@3"],
    ["epoch 3 mae: 0.5\nEvaluating the model ... (1000/2192)\ntest mae: 0.6", "mae=0.5@3 test_mae=0.6@3"],
    ["*  40: widgets = 0.5", "widgets=0.5@40"],
    [
      "[(0,0,17)]: Epoch 1\n[FIT(0,0,33)]: i: 0, loss: 0.9\n[FIT(0,0,40)]: i: 1, loss: 0.8\n[FIT(0,0,45)]: i: 2, loss: 0.7",
      "loss=0.9@0 loss=0.8@1 loss=0.7@2",
    ],
    ["step 3\n80 held out pairs - mae: 0.5\nstep 4\n80 held out pairs - mae: 0.4", "mae=0.5@3 mae=0.4@4"],
  ],
  bind({ slot, total, unit, gap, phrase, form }, walk) {
    if (form !== INTEGER || walk.statement.facts.pairs.length > 0 || unit !== "") return false;
    if (isOfTuple(slot, walk.source)) return true;
    if (phrase.holds && total >= 0 && countOfMarked({ slot, total, unit, phrase }, walk)) return true;
    const bracketed = /[\[(]\s*$/.test(gap) || gap === "|" || isBracketed(slot, walk.source);
    walk.leading.push({ slot, total, bracketed, isTraining: phrase.holds && phrase.phase === "", ofSplit: false });
    return true;
  },
};

/** Three whole numbers or more in round brackets, as of a time that passed or of a shape. */
const TUPLE = /^\(\s?\d{1,9}(?:,\s?\d{1,9}){2,}\s?\)/;

/** True for a number of a tuple: `[(0,0,17)]: Epoch 1`. It counts nothing. */
export function isOfTuple(slot: number, { shape, text, from }: Source): boolean {
  const open = text.lastIndexOf("(", shape.start[slot]!);
  return open >= from && TUPLE.test(text.slice(open, open + TUPLE_MAX_CHARS)) &&
    text.indexOf(")", open) > shape.start[slot]!;
}

const TUPLE_MAX_CHARS = 80;

/**
 * Makes a count in brackets behind a split's word the epoch or the batch. An evaluation's in round brackets, with no value behind it, is no
 * epoch.
 */
function countOfMarked(
  { phrase: { opened, phase }, ...count }: Pick<Field, "slot" | "total" | "unit" | "phrase">,
  walk: Walk,
): boolean {
  const isProgress = phase !== "" && count.total + 1 === walk.source.shape.count;
  if ((opened.includes("(") && !isProgress) || isBeforeCount(count, walk)) countEpoch(count, walk);
  else if (/[\[(]/.test(opened) && phase !== "") countBatch(count, walk);
  else return false;
  return true;
}

/** True for a number before a bar, or in a bracket that opens before it on the line. */
function isBracketed(slot: number, { shape, text, from }: Source): boolean {
  return text[shape.end[slot]!] === "|" || /[\[(][^\])]*$/.test(text.slice(from, shape.start[slot]!));
}

/** Makes the unnamed numbers at the start of a line its epoch and batch, or its step, unless the line names these. */
export function placeLeading({ leading, statement, source }: Walk): void {
  const { slots, facts } = statement;
  if (slots.step >= 0 || slots.batch >= 0) return noteAround(leading[0], statement);
  if (isShareAlone(statement)) return;
  const [first, second] = leading.filter(({ total, bracketed }) => total >= 0 || bracketed);
  if (slots.epoch >= 0) return makeBatch(first, slots);
  if (facts.pairs.length === 0) return;
  if (first && (second || (first.isTraining && first.total >= 0))) {
    facts.isEpochByPlace = !second;
    Object.assign(slots, { epoch: first.slot, epochTotal: first.total });
    makeBatch(second, slots);
  } else if (leading[0] && isAtStart(leading[0], source, facts.pairs.every(({ info }) => info.known))) {
    Object.assign(slots, { step: leading[0].slot, stepTotal: leading[0].total });
  }
}

/** True for a line whose only value is the share of a count: `Correct: 51/100 (51%)`. */
function isShareAlone({ pairSlots, rules }: Statement): boolean {
  return pairSlots.length === 1 && rules[pairSlots[0]!] === share.name;
}

/** Keeps a number before a step: behind a split it is the epoch, with a total it may be. */
function noteAround(number: Leading | undefined, statement: Statement): void {
  const { slots } = statement;
  if (number === undefined || slots.epoch >= 0) return;
  if (number.ofSplit) slots.epoch = number.slot;
  else if (number.total >= 0 && slots.step > number.slot) {
    const inner = { slot: number.total, name: "", pair: -1 };
    statement.lead = { slot: number.slot, name: AROUND_LEAD, pair: -1, kind: "around", inner };
  }
}

function makeBatch(number: Leading | undefined, slots: Counters): void {
  if (number) Object.assign(slots, { batch: number.slot, batchTotal: number.total });
}

/** A name and its value, and nothing else: `3 hella 0.2413`. */
const ONLY_PAIR = /^ [A-Za-z_][\w.-]* [-+]?\d*\.\d+\s*$/;

/** Words between a number and a mark: an amount of what they name, as in `80 held out pairs - loss: 0.5`. */
const OF_WORDS = /^ \p{L}[\p{L} ]{2,}(?:,| [|-]) /u;

/** True for the number of `[100] loss`, `100: loss`, `100/500 loss`, `0 val 10.9`. */
function isAtStart({ slot, total }: Leading, { text, shape, from }: Source, known: boolean): boolean {
  if (isGlued(text, from, shape.start[slot]!)) return false;
  if (!/^\s*[#*;>\[(|]{0,2}\s*$/.test(text.slice(from, shape.start[slot]!))) return false;
  const end = shape.end[total < 0 ? slot : total]!;
  const behind = text.slice(end, end + 24);
  if (total < 0 && OF_WORDS.test(behind)) return false;
  if (!known && /^ [A-Za-z]/.test(behind)) return ONLY_PAIR.test(text.slice(end));
  return (total >= 0 && behind.startsWith("] ")) ||
    /^\s*(?:[\])][:,]?|[:|,]|-(?= ))?\s*(?:[|\t-]\s*)?["'{A-Za-z]/.test(behind);
}

/** True for a number in brackets that is glued to a time in brackets: it may be a process. What it does over some lines shows that. */
function isGlued(text: string, from: number, start: number): boolean {
  return text[from - 1] === "]" && start === from + 1 && text[from] === "[";
}

/**
 * Splits in brackets behind their values: `loss 0.5 (train), 0.6 (dev)`. Doesn't read a split before its value: `(val) 0.6`.
 *
 * @module
 */
import { DECIMAL } from "../../scan/number_form.ts";
import { namesSplit, phaseOfWord } from "../../words/splits.ts";
import { addMetric, type Field, textBehind, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

/** A split in brackets behind a value, before the next value, before a mark or at the end of the line. */
const BEHIND = /^ ?[([](\p{L}+)[)\]](?=\s*(?:[,;|/]|$)|\s+[-+]?\.?\d)/u;
/** The same between two values, with nothing else there. */
const BETWEEN = /^%? ?[([](\p{L}+)[)\]]\s*[,;|/]?\s*$/u;

/** `MSE after 10 epochs: 0.23 (train), 0.34 (test)`. */
export const splitBehind: Rule = {
  name: "a value of the metric before it, on the data that the words behind both name",
  of: "unnamed",
  lines: [
    ["MSE after 10 epochs: 0.23 (train), 0.34 (test)", "mse=0.23@10 test_mse=0.34@10"],
    [
      "step 3 | gap 0.5 (train), 0.4 (dev) | mae 0.7 (train), 0.6 (dev)",
      "gap=0.5@3 dev_gap=0.4@3 mae=0.7@3 dev_mae=0.6@3",
    ],
    ["step 3, mae: 0.5 (train) 0.4 (val), acc: 0.7 (val)", "mae=0.5@3 val_mae=0.4@3 val_acc=0.7@3"],
  ],
  bind(field, walk) {
    const { statement: { facts: { pairs }, pairSlots } } = walk, { shape, text } = walk.source, { slot, form } = field;
    const before = pairs.at(-1), last = pairSlots.at(-1);
    if (!before || last !== slot - 1 || form !== DECIMAL) return false;
    const own = BEHIND.exec(textBehind(field, walk))?.[1] ?? "";
    const between = BETWEEN.exec(text.slice(shape.end[last], shape.start[slot]))?.[1] ?? "";
    if (!namesSplit(own) || !namesSplit(between)) return false;
    addMetric(field, walk, { info: before.info, separated: before.separated, phase: "" });
    return true;
  },
};

/** Gives the newest value the split in brackets behind it, which belongs to no name behind. Returns the length of the brackets. */
export function takeSplitBehind(field: Field, walk: Walk): number {
  const { facts: { pairs }, pairSlots } = walk.statement, pair = pairs.at(-1);
  if (!pair || pairSlots.at(-1) !== field.slot || field.last !== field.slot) return 0;
  const found = BEHIND.exec(textBehind(field, walk));
  if (!found || !namesSplit(found[1]!) || namesSplit(pair.info.name)) return 0;
  pair.phase = phaseOfWord(found[1]!);
  return found[0].length;
}

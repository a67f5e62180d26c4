/**
 * Epochs, steps and batches that are named by their first letters: `e: 1 s: 100 l: 0.9`. A single letter names anything elsewhere.
 *
 * @module
 */
import { INTEGER } from "../../scan/number_form.ts";
import { understandName } from "../../words/name.ts";
import { countBatch, countEpoch, countStep, type Value, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

/** What stands before the number of the first letter: a cell may. */
const FIRST_LETTER = /^(?:[\s|]*\p{L}+\s*\|)?[^\p{L}\d]*e[^\p{L}\d]*$/iu;
/** The second letter, and its whole number. */
const SECOND_LETTER = /^[\s,;|]*[sib]\s?[=: ]\s?\d+(?![.\d])/i;

/** A letter in a bracket of its own: `[E 3][S 400]`. */
const ENCLOSED = /[[(][esib][ :=]{1,2}$/i;

/** Makes a number the counter that its letter stands for. */
function countLetter(letter: string, value: Value, walk: Walk): true {
  if (letter === "e") countEpoch(value, walk);
  else if (letter === "b") countBatch(value, walk);
  else countStep(value, understandName("step"), walk);
  return true;
}

/** `e: 1 s: 100 l: 0.9`. */
export const letters: Rule = {
  name: "the epoch and the step, by their first letters",
  of: "named",
  lines: [
    ["e: 1 s: 100 l: 0.9\ne: 1 s: 200 l: 0.8", "l=0.9@100 l=0.8@200"],
    ["[E 3][S 400] L=0.5", "l=0.5@400"],
  ],
  bind(field, walk) {
    const { slot, form, gap, phrase: { key } } = field, { statement, source: { text, shape, from } } = walk;
    const letter = key.toLowerCase(), isGlued = /(?:^|[\s[(|])[esbi]$/i.test(gap);
    if (form !== INTEGER || letter.length !== 1 || !"esib".includes(letter)) return false;
    const value = { ...field, unit: "" }, behind = text.slice(shape.end[slot], shape.end[slot]! + 24);
    if (ENCLOSED.test(gap) && /^[\])]/.test(behind)) return countLetter(letter, value, walk);
    if (letter === "e" && !isGlued) {
      const isFirst = FIRST_LETTER.test(text.slice(from, shape.start[slot]));
      if (!isFirst || !SECOND_LETTER.test(behind)) return false;
    } else if (!isGlued && statement.rules[slot - 1] !== letters.name) return false;
    return countLetter(letter, value, walk);
  },
};

/** `epoch=0 i=5/50`. */
export const letterOfBatch: Rule = {
  name: "the batch, by a single letter, with its total behind an epoch",
  of: "named",
  lines: [["epoch=0 i=5/50 gap=0.9\nepoch=1 i=5/50 gap=0.8", "gap=0.9@5 gap=0.8@55"]],
  bind(field, walk) {
    const { form, total, phrase: { key } } = field, { slots, facts } = walk.statement;
    if (form !== INTEGER || total < 0 || !/^\p{L}$/u.test(key)) return false;
    if (slots.epoch < 0 || slots.batch >= 0 || slots.step >= 0 || facts.pairs.length > 0) return false;
    countBatch({ ...field, unit: "" }, walk);
    return true;
  },
};

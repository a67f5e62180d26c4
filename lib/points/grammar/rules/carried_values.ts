/**
 * Values behind a counter, whose name stands before the counter: `Loss after epoch 3: 0.5`. `carried.ts` finds the name.
 *
 * @module
 */
import { isDrawing } from "../../words/drawings.ts";
import { understandName } from "../../words/name.ts";
import { DECIMAL } from "../../scan/number_form.ts";
import { SMALL_WORDS } from "../../words/tables/small_words.ts";
import { eitherWord, wordsIn } from "../../words/tables/table.ts";
import { METRIC_ALONE } from "../../words/vocabulary.ts";
import { addMetric, type Field, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

/** What else was so, between a counter and the value of the name before it. */
const CONDITION = new RegExp(String.raw`^,? ${eitherWord(wordsIn(SMALL_WORDS.with))} [^\d:=,;|]{1,40}[:=]\s*$`, "i");

/** `KL divergence after 250 iterations with early exaggeration: 54.5`. */
export const carriedPast: Rule = {
  name: "a value behind a counter and a condition, whose name stands before the counter",
  of: "any",
  lines: [["Loss after 40 steps with warmup: 0.5", "loss=0.5@40"], [
    "KL divergence after 250 iterations with early exaggeration: 54.5",
    "kl_divergence=54.5@250",
  ]],
  bind(field, walk) {
    if (!walk.carried || !CONDITION.test(field.gap)) return false;
    if (field.phrase.key.split(" ").some((word) => understandName(word).known)) return false; // `saved at epoch 3 with loss 0.5`
    addMetric(field, walk, { info: understandName(walk.carried), separated: true, phase: field.phrase.phase });
    walk.carried = "";
    return true;
  },
};

/** `Loss after epoch 3: 0.5`. */
export const carried: Rule = {
  name: "a value behind a counter, whose name stands before the counter",
  of: "unnamed",
  lines: [
    ["Loss after epoch 3: 0.5", "loss=0.5@3"],
    [
      "Accuracy on the test set after 2 epochs: 75.1 %",
      "accuracy_on_the_test_set=75.1@2",
    ],
    ["Chamfer distance after epoch 3: 0.5\nWeights after epoch 3: [0.25, 0.5]", "chamfer_distance=0.5@3"],
    ["valid 100 0.5 61.25 80.5", "valid=0.5@100 valid_2=61.25@100 valid_3=80.5@100"],
  ],
  bind(field, walk) {
    if (!walk.carried || !(field.phrase.separated || field.gap.trim() === "" || isDrawing(field.gap))) return false;
    const info = understandName(walk.carried), isSplit = METRIC_ALONE.has(walk.carried.toLowerCase());
    const isData = !info.known && !isSplit && isFirstOfData(field.last, walk);
    if (!isData) addMetric(field, walk, { info, separated: true, phase: field.phrase.phase });
    if (isSplit) addRest(field, walk);
    walk.carried = "";
    return !isData;
  },
};

/** Values behind the first one of a split, at most. */
const REST_MAX = 7;

/** Adds the decimals that fill the rest of the line, which nothing names: `valid 100 0.5 61.2 80.4`. */
function addRest(field: Field, walk: Walk): void {
  const { shape, text, to } = walk.source, from = field.last + 1, rest = shape.count - from;
  if (rest > REST_MAX || !isList(field.last, walk) || text.slice(shape.end[shape.count - 1], to).trim() !== "") return;
  for (let slot = from; slot < shape.count; slot++) {
    const info = understandName(`${walk.carried} ${slot - from + 2}`);
    addMetric({ slot, total: -1, unit: "" }, walk, { info, separated: true, phase: field.phrase.phase });
  }
  field.last = shape.count - 1;
}

/** True for a number with another one right behind it: `Weights after epoch 3: [0.1, 0.2]`. */
function isFirstOfData(slot: number, { source: { shape, text, to } }: Walk): boolean {
  const next = slot + 1;
  return next < shape.count && shape.end[next]! <= to &&
    /^,?[ \t]+$/.test(text.slice(shape.end[slot], shape.start[next]));
}

/** True when decimals with spaces or commas between them follow a number to the end of the line. */
function isList(slot: number, { source: { shape, text, to } }: Walk): boolean {
  for (let next = slot + 1; next < shape.count; next++) {
    if (shape.form[next] !== DECIMAL || shape.end[next]! > to) return false;
    if (!/^,?[ \t]{1,4}$/.test(text.slice(shape.end[next - 1], shape.start[next]))) return false;
  }
  return true;
}

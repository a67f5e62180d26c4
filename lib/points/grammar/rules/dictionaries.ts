/**
 * Dictionaries whose keys are whole numbers: `iou: {0: 0.51, 1: 0.62}`, one value for each class. The keys are no values.
 *
 * @module
 */
import { DECIMAL, INTEGER } from "../../scan/number_form.ts";
import { type NameInfo, understandName } from "../../words/name.ts";
import { addMetric, type Field, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

/** Classes of a dictionary that are read. */
const CLASSES_MAX = 64;
const KEY_END = /^: ?$/, VALUE_END = /^, ?$/;

/** Indexes of the values of a dictionary whose first key stands at a slot; empty for any other brace. */
function valuesFrom(first: number, { source: { shape, text, to } }: Walk): number[] {
  const values: number[] = [];
  for (let key = first; values.length < CLASSES_MAX; key += 2) {
    const value = key + 1;
    if (value >= shape.count || shape.end[value]! > to) return [];
    if (shape.form[key] !== INTEGER || shape.form[value] !== DECIMAL) return [];
    if (!KEY_END.test(text.slice(shape.end[key], shape.start[value]))) return [];
    values.push(value);
    if (text[shape.end[value]!] === "}") return values;
    if (!VALUE_END.test(text.slice(shape.end[value], shape.start[value + 1]))) return [];
  }
  return [];
}

/** The key around a dictionary, whose values must prove themselves, else a metric that programs know; null for anything else. */
function nameOf({ phrase: { key } }: Field, { outer }: Walk): NameInfo | null {
  const around = outer.findLast((name) => name !== ""), info = understandName(around ?? key);
  if (info.role !== "metric" || info.name === "learning_rate") return null;
  return info.known || around !== undefined ? info : null;
}

/** `class_iou {0: 0.5, 1: 0.6}`, `'top_1': {0: 61.5}`. Of a name that is no metric's it is data. */
export const valuesByNumber: Rule = {
  name: "the values of a dictionary whose keys are whole numbers",
  of: "any",
  lines: [
    ["epoch 3 class_iou: {0: 0.5, 1: 0.75}", "class_iou/0=0.5@3 class_iou/1=0.75@3"],
    ["{'step': 3, 'top1': {0: 61.5}, 'top5': {0: 80.5}}", "top1=61.5@3 top5=80.5@3"],
    ["step 3 loss 0.5 weights by class {0: 0.5, 1: 1.5}", "loss=0.5@3"],
  ],
  bind(field, walk) {
    if (field.form !== INTEGER || !field.gap.endsWith("{")) return false;
    const values = valuesFrom(field.slot, walk);
    if (values.length === 0) return false;
    const info = nameOf(field, walk), { phase } = field.phrase;
    for (const [at, slot] of info === null ? [] : values.entries()) {
      const each = values.length === 1 ? info! : understandName(`${info!.name}/${at}`);
      addMetric({ slot, total: -1, unit: "" }, walk, { info: each, separated: true, phase });
    }
    field.last = values.at(-1)!;
    return true;
  },
};

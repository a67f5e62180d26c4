/**
 * Values of a line that all stand before their names: `Epoch 3: 0.5 loss 0.9 acc`, `0.5 (loss) 0.9 (acc)`, `33.6 BLEU-1 (%)`. The last name ends the
 * line, which shows the order.
 *
 * @module
 */
import { DECIMAL } from "../../scan/number.ts";
import { understandName } from "../../words/name.ts";
import { namesSplit } from "../../words/splits.ts";
import { addMetric, type Walk } from "../walk.ts";
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
    const infos = names.map((name) => understandName(name));
    if (infos.some(({ known, kind }) => !known || kind !== "metric") || names.some(namesSplit)) return false;
    infos.forEach((info, at) =>
      addMetric({ slot: slot + at, total: -1, unit: "" }, walk, { info, separated: true, phase: "" })
    );
    field.last = shape.count - 1;
    field.behind = GAP_MAX_CHARS;
    return true;
  },
};

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

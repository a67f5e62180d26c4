/**
 * A time that stands alone in its field: how long the line's step or epoch took.
 *
 * @module
 */
import { DECIMAL, INTEGER } from "../../scan/number_form.ts";
import { understandName } from "../../words/name.ts";
import { beginsWithTime } from "../../words/units.ts";
import { hasCounter, type Statement } from "../statement.ts";
import { addMetric, type Field, textBehind, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

const TIME = understandName("time");
/** The start of a field, or the word before how long something took; and the end of a field behind a unit. */
const FIELD_STARTS = /^\s*[|,;·([–—-]\s*[([]?$|\sin $/,
  FIELD_ENDS = /^ ?\p{L}+\.?\s*(?:$|[|,;·()\]:]|[–—-]\s)/u;

/** `Epoch 3 | loss 0.5 | 12.3s`. */
export const timeTaken: Rule = {
  name: "a time alone in its field, behind a counter or a value",
  of: "unnamed",
  lines: [
    ["Epoch 3 | loss 0.5 | 12.3s", "loss=0.5@3 time=12.3@3!"],
    [
      "Epoch 3/9 - 4.2s\n  loss: 0.5\nEpoch 4/9 - 4.1s\n  loss: 0.4",
      "time=4.2@3! loss=0.5@3 time=4.1@4! loss=0.4@4",
    ],
    ["Epoch 3 done in 4.2s, loss: 0.5", "time=4.2@3! loss=0.5@3"],
    ["Epoch 3, loss: 0.5, finished in 4.2 s", "loss=0.5@3 time=4.2@3!"],
    ["Epoch 3 completed in 4.2s (lr: 0.1)\nloss 0.5", "time=4.2@3! learning_rate=0.1@3 loss=0.5@3"],
  ],
  bind(field, walk) {
    const isTime = FIELD_STARTS.test(field.gap) && mayTake(walk.statement) && isAlone(field, walk) &&
      !isAverage(field, walk.statement);
    if (isTime) addMetric(field, walk, { info: TIME, separated: true, phase: "" });
    return isTime;
  },
};

/** True for a single number with a unit of time, and nothing else in its field. */
function isAlone(field: Field, walk: Walk): boolean {
  const { form, total, unit } = field, behind = unit + textBehind(field, walk);
  if (total >= 0 || (form !== DECIMAL && form !== INTEGER)) return false;
  return beginsWithTime(behind) && FIELD_ENDS.test(behind);
}

/** True for a time in brackets directly behind another one: the average of its name so far. */
function isAverage({ slot, gap }: Field, { facts: { pairs }, pairSlots }: Statement): boolean {
  return /^ ?\($/.test(gap) && pairSlots.at(-1) === slot - 1 && pairs.at(-1)!.info.kind === "throughput";
}

/** True behind a counter or a value, on a line that names no time. */
function mayTake(statement: Statement): boolean {
  const { pairs } = statement.facts;
  return (hasCounter(statement) || pairs.length > 0) && !pairs.some(({ info }) => info.name === TIME.name);
}

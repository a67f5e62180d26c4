/**
 * Numbers whose names usually say nothing about training, and whole numbers behind unknown words: what they do over some lines shows whether they
 * are metrics.
 *
 * @module
 */
import { DECIMAL, INTEGER, RANGE } from "../../scan/number_form.ts";
import { endsWithEpochs } from "../../words/counters.ts";
import { isCounterName, isDuration, type NameInfo } from "../../words/name.ts";
import { type Field, textBehind, type Walk } from "../walk.ts";
import { addAside } from "../make_statement.ts";
import { LEFT } from "./no_values.ts";
import { namesProgress } from "./done.ts";
import { isBareValue, isCountInCell } from "./named.ts";
import type { Rule } from "./rule.ts";

/** True for a number without a total and a unit, and for a share of anything but the run. */
function isAlone({ form, unit, total }: Field, isProgress: boolean): boolean {
  const isShare = unit === "%" && form === DECIMAL && !isProgress;
  return total < 0 && (unit === "" || isShare) && form !== RANGE;
}

/** `eta: 53.3s`, `seed: 7`, `version 2`. */
export const idle: Rule = {
  name: "a name that says nothing about training",
  of: "named",
  lines: [
    ["step 3 loss 0.5 eta: 53.3s seed: 7.5", "loss=0.5@3"],
    ["step 3 | loss 0.5 | page 0.25\nstep 4 | loss 0.4 | page 0.75", "loss=0.5@3 loss=0.4@4 page=0.25@3 page=0.75@4"],
    ["step 3 loss 0.5 | total: 0h1m2s (2.5%)\nstep 4 loss 0.4 | total: 0h1m2s (4.5%)", "loss=0.5@3 loss=0.4@4"],
    ["Step 3; percent complete: 1.5%; loss 0.5\nStep 4; percent complete: 2.0%; loss 0.4", "loss=0.5@3 loss=0.4@4"],
    [
      "step 3 | loss 0.5 | skipped: 5.6%\nstep 4 | loss 0.4 | skipped: 5.2%",
      "loss=0.5@3 loss=0.4@4 skipped=5.6@3 skipped=5.2@4",
    ],
  ],
  bind(field, walk) {
    const { info, gap, slot, form, total, phrase } = field, isProgress = namesProgress(phrase.key.toLowerCase());
    if (info.role !== "noise" || (total >= 0 && isProgress)) return false;
    const isValue = isAlone(field, isProgress) &&
      (phrase.separated || (form === DECIMAL && isBareValue(field, walk)) || isCountInCell(field, walk));
    if (LEFT.test(gap)) walk.statement.leftSlot = slot;
    else if (isValue && !isDuration(info.name)) keepAside({ slot, info, isInteger: form === INTEGER }, walk);
    return true;
  },
};

/** `step 3 nodes 12 loss 0.5`: what its numbers do over some lines shows whether it is a metric. */
export const plainCount: Rule = {
  name: "a whole number behind an unknown word, without a tie",
  of: "named",
  lines: [[
    "step 3 nodes 13 loss 0.5\nstep 4 nodes 11 loss 0.4",
    "loss=0.5@3 loss=0.4@4 nodes=13@3 nodes=11@4",
  ], [
    "step 3 loss 0.5, running 9 ep\nstep 4 loss 0.4, running 7 ep",
    "loss=0.5@3 loss=0.4@4",
  ]],
  bind(field, walk) {
    const { slot, info, phrase: { separated } } = field;
    if (separated || info.role !== "metric" || info.kind !== "metric" || !isCountInCell(field, walk)) return false;
    if (!isOfRounds(field, walk)) keepAside({ slot, info, isInteger: true }, walk);
    return true;
  },
};

/** True for how many rounds there will be, `running 3 ep`: the word for them stands behind. */
function isOfRounds(field: Field, walk: Walk): boolean {
  const word = /^ (\p{L}+)/u.exec(textBehind(field, walk))?.[1] ?? "";
  return word !== "" && (isCounterName(word) || endsWithEpochs(word.toLowerCase()));
}

function keepAside({ slot, info, isInteger }: { slot: number; info: NameInfo; isInteger: boolean }, walk: Walk): void {
  const { statement, part, phase } = walk;
  addAside(statement, slot, info, { phase, integer: isInteger });
  if (part) statement.asideParts[statement.asideSlots.length - 1] = { part, info: statement.facts.asides.at(-1)!.info };
}

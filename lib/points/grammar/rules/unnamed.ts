/**
 * Numbers without a name before them that belong to a count: its share, the count behind the values, a counter before its unit.
 *
 * @module
 */
import { understandName } from "../../words/name.ts";
import { DECIMAL, INTEGER, RANGE } from "../../scan/number_form.ts";
import { namesSplit } from "../../words/splits.ts";
import { addMetric, countBatch, countEpoch, markPhase } from "../walk.ts";
import type { Rule } from "./rule.ts";

/** `accuracy: 97/100 (97%)`, `accuracy: 97/100 (0.97)`, `accuracy: 97/100 = 0.97`. */
export const share: Rule = {
  name: "the share of a count and its total",
  of: "unnamed",
  lines: [["step 3 accuracy: 97/100 (0.97)", "accuracy=0.97@3"], ["step 3 acc: 5/8 = 0.625", "acc=0.625@3"], [
    "step 40 | loss 0.5 | overall 40/900 (4%)",
    "loss=0.5@40",
  ]],
  bind(field, walk) {
    const before = field.gap.trim();
    const isQuotient = before === "=" || (before === "(" && field.form === DECIMAL);
    if (!walk.fraction || !(field.unit === "%" || isQuotient)) return false;
    const { key, phase, separated } = walk.fraction;
    walk.fraction = null;
    const isBehind = before === "(" && walk.statement.facts.pairs.length > 0;
    if (isBehind && !separated && !understandName(key).known) return true; // `global 40/1000 (4%)` says how far the run is
    addMetric(field, walk, { info: understandName(key), separated: true, phase });
    return true;
  },
};

/** `loss: 2.30  [ 6400/60000]`: what of the epoch is done, behind the values. */
export const countBehind: Rule = {
  name: "the batch with its total, in brackets behind the values",
  of: "unnamed",
  lines: [["Epoch 2\nloss: 2.3  [   64/60000]\nloss: 2.2  [ 6464/60000]", "loss=2.3@60064 loss=2.2@66464"], [
    "loss=0.5 [60/90] epoch=1\nloss=0.4 [90/90] epoch=1",
    "loss=0.5@60 loss=0.4@90",
  ]],
  bind(field, walk) {
    const { slots, facts } = walk.statement;
    const hasCounter = slots.step >= 0 || slots.batch >= 0 || walk.leading.length > 0;
    if (field.total < 0 || field.form !== INTEGER || hasCounter || facts.pairs.length === 0) return false;
    const { text, shape, to } = walk.source;
    if (!/^\s+\[\s*$/.test(field.gap) || !CLOSED.test(text.slice(shape.end[field.last], to))) return false;
    countBatch({ ...field, unit: "" }, walk);
    return true;
  },
};

/** The bracket behind a count, at the end of the line or before the counter around it. */
const CLOSED = /^\s*\]\s*(?:$|[|,;]?\s*ep(?:och)?\b)/i;
const COUNTED_UNIT = /^(?:epoch|step|iter|it|batch)s?$/;

/** `8epoch:train:1-100batch:`. */
export const counterByUnit: Rule = {
  name: "a counter before its unit",
  of: "unnamed",
  lines: [["8epoch:train:1-100batch: loss=0.5", "loss=0.5@100"]],
  bind(field, walk) {
    const { text, shape } = walk.source;
    const end = shape.end[field.slot]!;
    const isRange = field.form === RANGE;
    if (!isRange && !COUNTED_UNIT.test(field.unit)) return false;
    const unit = isRange ? /[A-Za-z]+$/.exec(text.slice(Math.max(0, end - 8), end))?.[0] ?? "" : field.unit;
    const { role } = understandName(unit);
    if (namesSplit(field.phrase.key)) markPhase(field.phrase.key, walk);
    if (role === "epoch" && field.gap.trim() === "") countEpoch({ ...field, unit: "" }, walk);
    else if (role === "batch" || role === "step") countBatch({ ...field, unit: "" }, walk);
    return true;
  },
};

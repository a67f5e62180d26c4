/**
 * Times: one that stands alone in its field, which is how long the line's step or epoch took, and those that are spelled out in several units.
 *
 * @module
 */
import { DECIMAL, INTEGER } from "../../scan/number_form.ts";
import { understandName } from "../../words/name.ts";
import { beginsWithTime, isTimeUnit } from "../../words/units.ts";
import { hasCounter, type Statement } from "../statement.ts";
import { addMetric, type Field, textBehind, type Walk } from "../walk.ts";
import { LEFT } from "./no_values.ts";
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

/** A unit of time behind a number, what may stand between the two parts of a time, and the next number with its unit. */
const NEXT_PART = /^ ?(\p{L}{1,14})\.?(?:,? +|,|(?=\d))(?:\p{L}{1,3} +)?\d+(?:\.\d+)? ?(\p{L}{1,14})(?![\p{L}/])/u;
/** The text between a part of a time and the one before it. */
const LAST_PART = /^ ?(\p{L}{1,14})\.?,?(?: +\p{L}{1,3})? *$/u;
/** The unit of a part behind it. */
const OWN_UNIT = /^ ?(\p{L}{1,14})(?![\p{L}/])/u;
/** Units that other words use too: behind a number, before a smaller one, they are of time. */
const LETTERS: ReadonlySet<string> = new Set(["d", "m"]);

const isUnit = (word: string | undefined): boolean => word !== undefined && (isTimeUnit(word) || LETTERS.has(word));

/** `1h 35m`, `0 hours 3 minutes 12 seconds`, `3h 31min 32s  33ms`. */
export const timeInUnits: Rule = {
  name: "a time in several units",
  of: "any",
  lines: [
    ["Epoch 3 | loss 0.5 | took 1 hour 35 minutes", "loss=0.5@3"],
    ["epoch 3 time: 0h  1min 27s 344ms, loss: 0.5", "loss=0.5@3"],
    ["Epoche 3 Verlust: 0.5 Zeit: 1 Stunde, 23 Minuten", "verlust=0.5@3"],
    ["第 3 轮 损失: 0.5 用时: 1 小时 25 分", "损失=0.5@3"],
    ["epoch 3 loss 0.5 took 1 min 5 s, drag 0.25", "loss=0.5@3 drag=0.25@3"],
  ],
  bind(field, walk) {
    const { slot, gap, total } = field, { source: { shape, text, from } } = walk, end = shape.end[slot]!;
    if (total >= 0) return false;
    const behind = text.slice(end, end + PARTS_MAX_CHARS), [, own, next] = NEXT_PART.exec(behind) ?? [];
    const isFirst = isUnit(own) && isUnit(next);
    if (isFirst && LEFT.test(gap)) walk.statement.leftSlot = slot;
    if (isFirst) return true;
    const before = text.slice(slot > 0 ? shape.end[slot - 1] : from, shape.start[slot]);
    return isUnit(LAST_PART.exec(before)?.[1]) && isUnit(OWN_UNIT.exec(behind)?.[1]);
  },
};

const PARTS_MAX_CHARS = 48;
/** A unit of time as a name: behind a number's field, and before the tie of the number before. */
const NAME_BEHIND = /^[\s,;|]*(\p{L}{2,14})\s?[:=]\s*\d/u, NAME_BEFORE = /(\p{L}{2,14})\s?[:=]\s*$/u;

/** `hr: 0 min: 1 sec: 50`. */
export const timeInFields: Rule = {
  name: "a time whose units are names",
  of: "named",
  lines: [
    ["Epoch 3 loss: 0.5 hr: 0 min: 1 sec: 50\nEpoch 4 loss: 0.4 hr: 1 min: 2 sec: 51", "loss=0.5@3 loss=0.4@4"],
    ["Epoch 3 min: 0.25 max: 0.75 minutes: 1 seconds: 5.5", "min=0.25@3 max=0.75@3"],
  ],
  bind({ slot, phrase: { key, separated } }, { source: { shape, text } }) {
    if (!separated || key.length < 2 || !isTimeUnit(key)) return false;
    const end = shape.end[slot]!, from = slot > 0 ? shape.start[slot - 1]! : 0;
    const before = NAME_BEFORE.exec(text.slice(Math.max(0, from - PARTS_MAX_CHARS), from))?.[1] ?? "";
    return isTimeUnit(NAME_BEHIND.exec(text.slice(end, end + PARTS_MAX_CHARS))?.[1] ?? "") || isTimeUnit(before);
  },
};

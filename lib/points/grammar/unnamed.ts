/**
 * Reads numbers without a name before them: values before their names, quotients, speeds, counters at the start of a line.
 *
 * @module
 */
import { understandName } from "../words/name.ts";
import { DECIMAL, INTEGER, RANGE } from "../scan/number.ts";
import type { Phrase } from "./phrase.ts";
import type { Source } from "../scan/source.ts";
import { addMetric, countBatch, countEpoch, type Leading, PACE, textBehind, type Value, type Walk } from "./walk.ts";

/** A value before its name: `0.612 avg loss,`. */
const NAME_BEHIND =
  /^ ((?:avg|average|mean|total|train|test|val)?[ _]?(?:loss|accuracy|acc|reward|error|ppl|perplexity|lr|learning rate))(?=\s*(?:[,;|)]|$))/i;
/** A name and the next value behind a value: `10.50 loss, 0.0001 LR, 8.83 GB used`. */
const GOES_ON_BEHIND = /^ [A-Za-z]+, [-+.\d]/;
/** `0.83 = Validation score (accuracy)`. */
const EQUAL_BEHIND = /^\s*= ([A-Za-z][\w ]{2,40}?)\s*(?:\(|$)/;
const COUNTED_UNIT = /^(?:epoch|step|iter|it|batch)s?$/;

/** Reads a number without a name. */
export function readUnnamed(value: Value, phrase: Phrase, walk: Walk): void {
  if (!readRemembered(value, phrase, walk) && !readNameBehind(value, walk) && !readCounted(value, walk)) {
    noteLeading(value, phrase, walk);
  }
}

/** Reads a value whose name came earlier: `accuracy: 97/100 (97%)`, `accuracy: 97/100 (0.97)`, `Loss after epoch 3: 0.5`. */
function readRemembered(value: Value, phrase: Phrase, walk: Walk): boolean {
  const isQuotient = value.gap.trim() === "=" ||
    (value.gap.trim() === "(" && walk.source.shape.form[value.slot] === DECIMAL);
  if (walk.fraction && (value.unit === "%" || isQuotient)) {
    const { key, phase } = walk.fraction;
    walk.fraction = null;
    addMetric(value, walk, { info: understandName(key), separated: true, phase });
    return true;
  }
  if (!walk.carried || !(phrase.separated || value.gap.trim() === "")) return false;
  addMetric(value, walk, { info: understandName(walk.carried), separated: true, phase: phrase.phase });
  walk.carried = "";
  return true;
}

/** Reads a value whose name or unit follows: `113.4k tok/s`, `0.61 avg loss`, `0.83 = Validation score`. */
function readNameBehind(value: Value, walk: Walk): boolean {
  const behind = textBehind(value, walk);
  const pace = value.total < 0
    ? PACE.exec(value.unit === "" || /^[kMB]$/.test(value.unit) ? behind : value.unit + behind)
    : null;
  if (pace) {
    const info = { ...understandName(pace[1]!.trim()), role: "metric", kind: "throughput" } as const;
    addMetric(/^[kMB]?$/.test(value.unit) ? value : { ...value, unit: "" }, walk, { info, separated: true, phase: "" });
    return true;
  }
  const isFirst = walk.statement.facts.pairs.length + walk.leading.length === 0;
  const name = (value.gap.trim() === "" ? EQUAL_BEHIND.exec(behind) : null) ??
    ((!isFirst || GOES_ON_BEHIND.test(behind)) && /^(?:.*, |\s*[,|:;]?\s*)$/.test(value.gap)
      ? NAME_BEHIND.exec(behind)
      : null);
  if (!name) return false;
  const info = understandName(name[1]!);
  if (!info.known && info.kind !== "throughput") return false;
  addMetric(value, walk, { info, separated: true, phase: "" });
  return true;
}

/** Reads a counter by its unit: `8epoch:train:1-100batch:`. */
function readCounted(value: Value, walk: Walk): boolean {
  const { text, shape } = walk.source;
  const end = shape.end[value.slot]!;
  const isRange = shape.form[value.slot] === RANGE;
  if (!isRange && !COUNTED_UNIT.test(value.unit)) return false;
  const unit = isRange ? /[A-Za-z]+$/.exec(text.slice(Math.max(0, end - 8), end))?.[0] ?? "" : value.unit;
  const { role } = understandName(unit);
  if (role === "epoch" && value.gap.trim() === "") countEpoch({ ...value, unit: "" }, walk);
  else if (role === "batch" || role === "step") countBatch({ ...value, unit: "" }, walk);
  return true;
}

function noteLeading({ slot, total, unit, gap }: Value, phrase: Phrase, walk: Walk): void {
  const { shape, text, from } = walk.source;
  if (shape.form[slot] !== INTEGER || walk.statement.facts.pairs.length > 0 || unit !== "") return;
  if (phrase.marks && total >= 0) {
    if (phrase.opened.includes("(")) return countEpoch({ slot, total, unit, gap }, walk);
    if (phrase.opened.includes("[") && phrase.phase) return countBatch({ slot, total, unit, gap }, walk);
  }
  const bracketed = gap === "|" || text[shape.end[slot]!] === "|" || /[\[(]\s*$/.test(gap) ||
    /[\[(][^\])]*$/.test(text.slice(from, shape.start[slot]!));
  walk.leading.push({ slot, total, bracketed });
}

/** Makes the unnamed numbers at the start of a line its epoch and batch, or its step, unless the line names these. */
export function placeLeading({ leading, statement, source }: Walk): void {
  const { slots, facts } = statement;
  const [first, second] = leading.filter(({ total, bracketed }) => total >= 0 || bracketed);
  if (slots.epoch >= 0) {
    if (first && slots.batch < 0 && slots.step < 0) {
      Object.assign(slots, { batch: first.slot, batchTotal: first.total });
    }
    return;
  }
  if (slots.step >= 0 || slots.batch >= 0 || facts.pairs.length === 0) return;
  if (first && second) {
    Object.assign(slots, { epoch: first.slot, epochTotal: first.total, batch: second.slot, batchTotal: second.total });
  } else if (leading[0] && isAtStart(leading[0], source, facts.pairs.every(({ info }) => info.known))) {
    Object.assign(slots, { step: leading[0].slot, stepTotal: leading[0].total });
  }
}

/** True for the number of `[100] loss`, `100: loss`, `100/500 loss`, `0 val 10.9`. */
function isAtStart({ slot, total }: Leading, { text, shape, from }: Source, known: boolean): boolean {
  if (!/^\s*[#\[(|]{0,2}\s*$/.test(text.slice(from, shape.start[slot]!))) return false;
  const end = shape.end[total < 0 ? slot : total]!;
  const behind = text.slice(end, end + 24);
  if (!known && /^ [A-Za-z]/.test(behind)) return false;
  return (total >= 0 && behind.startsWith("] ")) ||
    /^\s*(?:[\])][:,]?|[:|,]|-(?= ))?\s*(?:[|\t-]\s*)?["'{A-Za-z]/.test(behind);
}

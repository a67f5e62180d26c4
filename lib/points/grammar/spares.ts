/**
 * Finds the numbers of a line that may be its counter though no word and no place on the line says so: `drag 0.5 <20>`, `err 0.5 | 20 | 3.7`,
 * `Game 3 step 41 score 0.5`. Doesn't decide: what they do over some lines shows it.
 *
 * @module
 */
import { INTEGER } from "../scan/number_form.ts";
import { slotFrom } from "../scan/source.ts";
import { beginsWithTime } from "../words/units.ts";
import { totalOf } from "./fields.ts";
import type { Spare } from "./lead_kinds.ts";
import { idle, plainCount } from "./rules/asides.ts";
import { step } from "./rules/counters.ts";
import { isOfTuple, leading } from "./rules/leading.ts";
import { value } from "./rules/named.ts";
import { nameBehind, namesBehind } from "./rules/names_behind.ts";
import type { Pair } from "./statement.ts";
import { textBehind, type Walk } from "./walk.ts";

/** Spare numbers that are looked at. */
const SPARES_MAX = 4;
/** Rules that say nothing against a number that counts. */
const MAY_COUNT: ReadonlySet<string | undefined> = new Set(
  [undefined, ...[idle, plainCount, step, leading, value, nameBehind, namesBehind].map(({ name }) => name)],
);
/** Factors of a number, by the letter behind it. */
const SCALES: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6 };

/** Notes the spare numbers of a line with values. */
export function noteSpares(walk: Walk): void {
  const { statement: { facts, slots }, source } = walk;
  if (facts.pairs.length === 0 || isPlaced(walk)) return;
  const each: Spare[] = [];
  for (let slot = slotFrom(source, source.from); slot < source.shape.count && each.length < SPARES_MAX; slot++) {
    const spare = spareAt(slot, walk);
    if (spare !== null && (slots.step < 0 || spare.beside !== null)) each.push(spare);
  }
  const isValue = ({ info: { kind, role } }: Pair, at: number) =>
    kind === "metric" && role !== "setting" && !each.some(({ pair }) => pair === at);
  if (each.length > 0 && facts.pairs.some(isValue)) facts.spare = { name: "", each, values: each.map(() => NaN) };
}

/** True for a line that needs no spare number: a bar, a better lead, a batch, or a step with its total places it. */
function isPlaced({ statement: { bar, slots, lead } }: Walk): boolean {
  if (bar !== null || (lead !== null && lead.kind !== "count" && lead.kind !== "share")) return true;
  return slots.step < 0 ? slots.batch >= 0 : slots.stepTotal >= 0;
}

/** The number at a slot as a spare one; null for one that is something else. */
function spareAt(slot: number, walk: Walk): Spare | null {
  const { source: { shape, text, to }, source, statement: { pairSlots, asideSlots, facts } } = walk;
  if (shape.form[slot] !== INTEGER || shape.end[slot]! > to || isTaken(slot, walk) || isOfTuple(slot, source)) {
    return null;
  }
  const pair = pairSlots.indexOf(slot), scale = scaleOf(slot, walk), beside = besideStep(slot, walk);
  if (scale === 0 || isMeasured(pair, walk) || (totalOf(slot, source) >= 0 && beside !== "batch")) return null;
  if (/[\p{L}_.]/u.test(text[shape.start[slot]! - 1] ?? "")) return null;
  const name = facts.asides[asideSlots.indexOf(slot)]?.info.name ?? "";
  return { slot, scale, pair, name, beside };
}

/** True for a counter, a total, a lead, and what a rule took for something that counts nothing. */
function isTaken(slot: number, walk: Walk): boolean {
  const { slots, lead, rules } = walk.statement;
  if ([slots.step, slots.beside, slots.epoch, lead?.slot].includes(slot)) return true;
  return !MAY_COUNT.has(rules[slot]) || isTotal(slot, walk);
}

/** True for the total of a count. */
function isTotal(slot: number, { source, statement: { slots } }: Walk): boolean {
  if (slot === slots.stepTotal || slot === slots.epochTotal || slot === slots.batchTotal) return true;
  return slot > 0 && totalOf(slot - 1, source) === slot;
}

/** True for a value that programs know, and for one with a unit. */
function isMeasured(pair: number, { statement: { facts: { pairs } } }: Walk): boolean {
  const found = pairs[pair];
  if (found === undefined) return false;
  const { info: { known, kind, role }, unit } = found;
  return known || kind !== "metric" || role === "setting" || unit !== "";
}

/** The factor of a number; 0 for one with a unit. */
function scaleOf(slot: number, walk: Walk): number {
  const behind = textBehind({ slot, total: -1, unit: "" }, walk), [letter = ""] = behind;
  if (/^[kKM](?![\p{L}\d])/u.test(behind)) return SCALES[letter]!;
  return /^[\p{L}%_]/u.test(letter) || beginsWithTime(behind) ? 0 : 1;
}

/** Marks between a counter and one that counts within it: `28 99`, `3, 50`, `[3][50]`. */
const MARKS = /^[\s,;:|[\](){}-]{1,4}$/;

/**
 * How a number may count beside a step: a batch, another counter and the first number of the line may do so in its place. One right behind it
 * may count within it.
 */
function besideStep(
  slot: number,
  { source: { text, shape, from }, source, statement: { slots, rules }, leading }: Walk,
): Spare["beside"] {
  if (slots.step < 0) return null;
  if (slot === slots.batch || (slots.epoch >= 0 && leading[0]?.slot === slot && leading[0].total >= 0)) return "batch";
  const isFirst = slot < slots.step && slot === slotFrom(source, from);
  if (rules[slot] === step.name || isFirst) return "instead";
  const isBehind = slot === slots.step + 1 && MARKS.test(text.slice(shape.end[slots.step], shape.start[slot]));
  return isBehind ? "within" : null;
}

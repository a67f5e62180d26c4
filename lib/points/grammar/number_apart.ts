/**
 * Names apart the values of one line that would be one curve by the numbers in their names: `stage 1 loss: 0.5, stage 2 loss: 0.4`.
 * Changes nothing on lines that have each name once.
 *
 * @module
 */
import { DECIMAL, INTEGER } from "../scan/number_form.ts";
import { canonicalName, isCounterRole, understandName } from "../words/name.ts";
import type { Source } from "../scan/source.ts";
import type { Part } from "./parts.ts";
import { parameterOfName } from "./rules/parameters.ts";
import type { Pair, Statement } from "./statement.ts";

/** Values of a line that are told apart, at most. Longer lines are records, whose keys differ. */
export const PAIRS_APART_MAX = 24;
/** The word before a number, which may stand in brackets: `stage 1`, `lr (group 0)`, `acc class #2`, `T+1`. */
const WORD = /([\p{L}\p{M}_]+)[\s#:(=@+-]*$/u;
/** Behind a number the rest of the name, and nothing that begins another field. */
const REST_OF_NAME = /^[)\]]?[ -]?(?:[\p{L}\p{M}_]+[ -]?){0,3}\s?[:=]?\s*$/u;

/** Makes the numbers between the values of one name parts of their names, where each value has one. */
export function nameByNumbers(statement: Statement, source: Source): void {
  const { facts: { pairs }, parts, slots } = statement, taken = new Set<number>();
  if (pairs.length < 2 || pairs.length > PAIRS_APART_MAX) return;
  for (const group of repeated(pairs)) {
    const found = group.map((at) => parts[at] ? null : partBefore(at, statement, source));
    if (found.some((part) => part === null)) continue;
    group.forEach((at, i) => parts[at] = { part: found[i]!, info: pairs[at]!.info });
    for (const part of found) taken.add(part!.slot);
  }
  if (taken.has(slots.step)) Object.assign(slots, { step: -1, stepTotal: -1 });
  if (taken.size > 0) takeOut(taken, statement);
}

/** Takes out the values that are numbers of names now. */
function takeOut(taken: ReadonlySet<number>, statement: Statement): void {
  const { facts: { pairs, asides }, pairSlots, scales, parts, asideSlots, asideParts } = statement;
  for (let at = pairs.length - 1; at >= 0; at--) {
    if (taken.has(pairSlots[at]!)) { for (const list of [pairs, pairSlots, scales, parts]) list.splice(at, 1); }
  }
  for (let at = asides.length - 1; at >= 0; at--) {
    if (taken.has(asideSlots[at]!)) { for (const list of [asides, asideSlots, asideParts]) list.splice(at, 1); }
  }
}

/** Indexes of the pairs that share a name and a phase, by name. */
export function repeated(pairs: readonly Pair[]): number[][] {
  const groups = new Map<string, number[]>();
  pairs.forEach(({ info: { name, kind, role }, phase }, at) => {
    if (kind !== "metric" || role !== "metric") return;
    const key = `${phase} ${name}`, group = groups.get(key);
    if (group) group.push(at);
    else groups.set(key, [at]);
  });
  return [...groups.values()].filter((group) => group.length > 1);
}

/** A threshold or another short decimal: `0.5`, `1.25`. */
const SHORT = /^\d\.\d{1,2}$/;

function isWholeOrShort(slot: number, { text, shape }: Pick<Source, "text" | "shape">): boolean {
  const form = shape.form[slot];
  return form === INTEGER || (form === DECIMAL && SHORT.test(text.slice(shape.start[slot], shape.end[slot])));
}

/** The number in a value's name, which is neither another value nor a counter, and the word before it; null without one. */
function partBefore(at: number, statement: Statement, { text, shape, from }: Source): Part | null {
  const { pairSlots, slots, facts: { pairs } } = statement, slot = pairSlots[at]! - 1;
  const isParameter = statement.rules[slot] === parameterOfName.name, pair = pairs[pairSlots.indexOf(slot)];
  const isSetting = !pair || pair.info.role === "setting", { epoch, epochTotal, stepTotal, batch, batchTotal } = slots;
  if (!isParameter && !(isSetting && isWholeOrShort(slot, { text, shape }))) return null;
  if ([epoch, epochTotal, stepTotal, batch, batchTotal].includes(slot)) return null;
  if (!REST_OF_NAME.test(text.slice(shape.end[slot], shape.start[slot + 1]))) return null;
  const start = slot === 0 ? from : Math.max(from, shape.end[slot - 1]!), before = text.slice(start, shape.start[slot]);
  const word = canonicalName(WORD.exec(before)?.[1] ?? ""), { name } = pairs[at]!.info;
  if (before.endsWith("/") || isCounted(word)) return null;
  return { slot, word: name.endsWith(`_${word}`) ? name : word };
}

/** True for a word whose number goes on: a counter's, an amount's. */
function isCounted(word: string): boolean {
  const { role, kind } = understandName(word);
  return word !== "" && (isCounterRole(role) || kind === "throughput");
}

/**
 * Finds the whole number that is alone with its words on a line, `=== Sweep 3 ===`, or with its total too, `100/500 done`: it may count the
 * values below. Doesn't decide whether it does.
 *
 * @module
 */
import { BROKEN, INTEGER } from "../scan/number_form.ts";
import { slotFrom, type Source } from "../scan/source.ts";
import { isBestCounter } from "../words/best_words.ts";
import { isOnlyPhased, type NameInfo } from "../words/name.ts";
import { endsSentence } from "../words/prose.ts";
import { namesSplit } from "../words/splits.ts";
import { totalOf } from "./fields.ts";
import { ABOVE_LEAD, HEAD_LEAD, type Lead } from "./lead_kinds.ts";
import { hasCounter } from "./statement.ts";
import type { Walk } from "./walk.ts";

/** What stands around a number that is alone with one to three words: `=== Sweep 3 ===`, `Loop #3`, `Img No. 3`. */
const BEFORE_ALONE = /^[\s*=#<>+_[({'".-]*((?:\p{L}[\p{L}\p{M}_-]{1,20}\.?[ #]{1,2}[[(<@]?){0,3})$/u,
  BEHIND_ALONE = /^[\s*=#<>+_\])}'".:…-]*$/;
/** The same for one with its total: up to three words before it, a colon, and up to three behind. */
const BEFORE_COUNT = /^[\s*=#>|+_[({'".-]*((?:\p{L}[\p{L}\p{M}_-]*\.? ?){0,3}:?[\s[(]*)$/u,
  BEHIND_COUNT = /^[\s*=#<>|+_\])}'".:…-]*(?:\(?\p{L}[\p{L}\p{M}_-]*[ )]*){0,3}[\s*=#<>|+_[\](){}'".:,…!-]*$/u;

/** The lead of a line that has only its number, words and marks; null for a line that measures or counts. */
export function leadAbove({ source, statement }: Walk): Lead | null {
  const { text, shape, from, to } = source, { facts: { pairs }, bar } = statement, slot = slotFrom(source, from);
  if (shape.form[slot] !== INTEGER || shape.end[slot]! > to) return null;
  if (bar !== null || hasCounter(statement)) return null;
  if (pairs.some(({ info }) => info.known && !isOfSplit(info, slot, source))) return null;
  const total = totalOf(slot, source), name = nameAlone({ slot, total }, source);
  if (name === null || endsSentence(name) || isBestCounter(text.slice(from, to))) return null;
  return { slot, name: name || ABOVE_LEAD, pair: -1, kind: "above", inner: null, ...(total >= 0 && { total }) };
}

/** True for the words of a split alone. Without marks around it a number behind them may be a value: `Test 87`. */
export function isOfSplit({ name }: Pick<NameInfo, "name">, slot: number, { text, shape, from, to }: Source): boolean {
  if (isOnlyPhased(name)) return true;
  return namesSplit(name) &&
    (!/^\s*[\p{L}\d]/u.test(text.slice(from, to)) || text.slice(shape.end[slot], to).trim() !== "");
}

/** The tie before a number that is alone with its name, and what stands behind it. */
const BEFORE_HEAD = /[:=]\s*["']?$/, BEHIND_HEAD = /^\s*[,;"'|*]?\s*$/;

/** True for the only number of a line, behind a tie. */
function isAtHead(slot: number, { text, shape, from, to }: Source): boolean {
  return slot === shape.count - 1 && BEFORE_HEAD.test(text.slice(from, shape.start[slot])) &&
    BEHIND_HEAD.test(text.slice(shape.end[slot], to));
}

/** The lead of a line that has nothing but the whole number of an unknown name: `trajectory = 10`. Null for any other. */
export function leadAtHead({ source, statement: { facts, pairSlots, asideSlots, bar } }: Walk): Lead | null {
  const [pair = facts.asides[0]] = facts.pairs, slot = pairSlots[0] ?? asideSlots[0];
  if (pair === undefined || slot === undefined || facts.pairs.length + facts.asides.length > 1 || bar !== null) {
    return null;
  }
  const { info: { name, known, kind, role }, unit } = pair,
    isUnknown = !known && kind === "metric" && role === "metric";
  if (!isUnknown || unit !== "" || source.shape.form[slot] !== INTEGER || !isAtHead(slot, source)) return null;
  return { slot, name: `${HEAD_LEAD}${name}`, pair: -1, kind: "head", inner: null };
}

/** The words before a number that has nothing but words and marks around it, in lower case; null where there is something else. */
function nameAlone({ slot, total }: { slot: number; total: number }, source: Source): string | null {
  const { text, shape, from, to } = source, last = total < 0 ? slot : total, end = endOf(last + 1, source);
  if (end < 0 || (total < 0 && end < to)) return null;
  const [before, after] = total < 0 ? [BEFORE_ALONE, BEHIND_ALONE] : [BEFORE_COUNT, BEHIND_COUNT];
  const words = before.exec(text.slice(from, shape.start[slot]))?.[1];
  if (words === undefined || !after.test(text.slice(shape.end[last], end))) return null;
  return words.replaceAll(/[#:[(<@]/g, "").trim().toLowerCase();
}

/** Offset of the end of the words behind a number: where the times and the percentages behind them begin. -1 before any other number. */
function endOf(next: number, { text, shape, to }: Source): number {
  let end = to;
  for (let slot = shape.count - 1; slot >= next; slot--) {
    if (shape.start[slot]! >= to) continue;
    if (shape.form[slot] !== BROKEN && text[shape.end[slot]!] !== "%") return -1;
    end = shape.start[slot]!;
  }
  return end;
}

/**
 * Finds what a line was given before it says what was measured. The hyper-parameters of `[2/6] C=0.1 gamma=0.01: acc 0.93` are left out; of a
 * name before the counter, as in `rho=0.1 | step 3 | loss 0.5`, only values that change are a metric's. Sees one line; changes nothing
 * where such a name is a metric's.
 *
 * @module
 */
import type { Source } from "../scan/source.ts";
import type { Pair, Statement } from "./statement.ts";

/** The mark between what was given and what was measured. */
const BETWEEN = /^\s*[)\]}]?\s*(?::|->|=>|→)\s+["'([]?\p{L}/u;

/** Drops the pairs before the mark, where all of them are `name=value` of names that no metric has, and a known metric follows. */
export function leaveOutGiven(statement: Statement, { text, shape }: Source): void {
  const { facts: { pairs }, pairSlots, scales, parts } = statement;
  const isGiven = (at: number) =>
    !pairs[at]!.info.known && /=\s?["']?$/.test(text.slice(0, shape.start[pairSlots[at]!]).slice(-3));
  const isMark = (at: number) => BETWEEN.test(text.slice(shape.end[pairSlots[at]!], shape.start[pairSlots[at + 1]!]));
  let count = 0;
  while (count < pairs.length - 1 && isGiven(count)) if (isMark(count++)) break;
  if (count === 0 || !isMark(count - 1) || !pairs.slice(count).some(({ info }) => info.known)) return;
  for (const list of [pairs, pairSlots, scales, parts]) list.splice(0, count);
}

/**
 * Lets the pairs before a line's first counter prove themselves, where no program knows their names and values stand behind it. In a record names
 * stand in any order.
 */
export function doubtGiven({ facts: { pairs }, pairSlots, slots }: Statement, { text, from }: Source): void {
  const counter = Math.min(...[slots.step, slots.epoch, slots.batch].filter((slot) => slot >= 0));
  if (!(pairSlots.at(-1)! > counter) || text[from] === "{") return;
  pairs.forEach((pair, at) => pair.mustRecur ||= pairSlots[at]! < counter && isUnknown(pair));
}

const isUnknown = ({ info: { known, kind }, integer }: Pair) => kind === "metric" && !known && !integer;

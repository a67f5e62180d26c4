/**
 * Leaves out what a line was given before it says what was measured: the hyper-parameters of `[2/6] C=0.1 gamma=0.01: acc 0.93`. Sees one
 * line; changes nothing where a name before the mark is a metric's.
 *
 * @module
 */
import type { Source } from "../scan/source.ts";
import type { Statement } from "./statement.ts";

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

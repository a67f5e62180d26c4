/**
 * Leaves out the value at the end of a bar's state that a narrow terminal cut, where the digits that are left don't say what it is. Doesn't
 * find out that a state is cut.
 *
 * @module
 */
import type { LineFacts } from "../grammar/statement.ts";

/** At least three digits that count. More digits would change them little, and no exponent may follow. */
const IS_NEAR = /^[-+]?(?:0?\.0*[1-9]\d\d|[1-9]\d+\.\d)/;
/** A number that may be the start of one with an exponent: `1.234` of `1.234e-05`. Values as small as that are learning rates. */
const MAY_BE_NEAR = /^[-+]?[1-9]\.\d\d\d/;

/** True for the digits of a number that was perhaps cut, which are near its value. */
export function isNearValue(digits: string, name: string): boolean {
  return IS_NEAR.test(digits) || (name !== "learning_rate" && MAY_BE_NEAR.test(digits));
}

/** The facts of a line without the pair at an index, where its digits are not near the value that was cut. */
export function withoutCutValue(facts: LineFacts, at: number, digits: string): LineFacts {
  const pair = facts.pairs[at];
  if (pair === undefined || isNearValue(digits, pair.info.name)) return facts;
  return { ...facts, pairs: facts.pairs.toSpliced(at, 1) };
}

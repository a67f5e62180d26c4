/**
 * Finds the number that says which of several things all values of a line are of: `Subject 3 loss: 0.5 acc: 0.9`. On a line that counts nothing it
 * may be its place: what it does over some lines shows that (`curves/lead_proofs.ts`).
 *
 * @module
 */
import type { Lead } from "./lead_kinds.ts";
import { part } from "./rules/part_values.ts";
import { hasCounter } from "./statement.ts";
import type { Walk } from "./walk.ts";

/** A count with its total. */
const COUNT = /\d\/\d/;

/** The lead of a line whose values are all of one thing, each under a name of its own; null where they aren't, or where the line counts. */
export function partLead({ statement, source: { text } }: Walk): Lead | null {
  const { facts: { pairs }, parts, bar, rules } = statement, first = parts[0]?.part;
  if (
    first === undefined || COUNT.test(text) || bar !== null || hasCounter(statement) || rules[first.slot] !== part.name
  ) return null;
  const isOfAll = pairs.every((_, at) => parts[at]?.part.slot === first.slot && parts[at].info.name !== first.word);
  const measures = pairs.some(({ info: { known, role }, integer }) => known || (role === "metric" && !integer));
  return isOfAll && measures ? { slot: first.slot, name: first.word, pair: -1, kind: "part", inner: null } : null;
}

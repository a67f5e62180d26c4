/**
 * Tells an amount under a batch's word from a batch that training has reached: `Batch: 32`, `Train batches: 67` above the first epoch. Nothing on
 * such a line was measured, and no other number counts on from it. Doesn't place lines.
 *
 * @module
 */
import { isSet, type LineFacts, type Pair } from "../grammar/statement.ts";
import type { LiveState } from "./state.ts";
import { namesRate } from "./sure.ts";

/** Name of the number as a lead: where it goes up above values, it counts them. */
const BATCH = "batch";

/**
 * The line without a batch that nothing shows to be one: in a log that has counted nothing yet, on a line that measures nothing. Where a count
 * begins, at 0 or 1, it is one.
 */
export function leaveOutSize(facts: LineFacts, { batches, evals, epoch }: LiveState): LineFacts {
  const { batch: value, batchTotal, pairs, lead } = facts;
  if (!(value > 1) || isSet(batchTotal) || isSet(batches.last) || isSet(evals.last) || isSet(epoch)) return facts;
  if (isSet(facts.epoch) || isSet(facts.step) || pairs.some(isMeasured)) return facts;
  const isAlone = lead === null && pairs.length === 0;
  const above = { name: BATCH, value, pair: -1, kind: "above", inner: null, innerValue: NaN } as const;
  return { ...facts, batch: NaN, lead: isAlone ? above : lead };
}

/** True for a number that tells how training goes, other than a rate, and than a whole number of an unknown name. */
function isMeasured({ info: { role, kind, name, known }, integer }: Pair): boolean {
  return role === "metric" && kind === "metric" && !namesRate(name) && (known || !integer);
}

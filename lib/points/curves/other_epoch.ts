/**
 * Leaves out an earlier epoch that a line tells of behind its values, where a heading names the epoch: `acc 0.5, was 0.6 at epoch 1` below
 * `Epoch 3`. Changes nothing where no heading stands near above.
 *
 * @module
 */
import type { LineFacts } from "../grammar/statement.ts";
import type { LiveState } from "./state.ts";

/** Lines between a heading, or a value below it, and a line of its block. */
const NEAR_LINES = 2;

/** The line without an epoch that is earlier than the one of the block that it stands in. */
export function leaveOutOtherEpoch(facts: LineFacts, { epoch, block }: LiveState): LineFacts {
  const isOther = facts.epoch < epoch && !facts.wholeEpoch && Number.isInteger(facts.epoch) && facts.pairs.length > 0 &&
    facts.line - block.line <= NEAR_LINES;
  return isOther ? { ...facts, epoch: NaN, epochTotal: NaN, wholeEpoch: true } : facts;
}

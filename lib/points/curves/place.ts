/**
 * Finds a line's place on the x axis, the first of these that there is:
 *
 * 1. the step that the line prints (made a running step where it starts anew with each epoch)
 * 2. the batch that the line prints, made a running step
 * 3. the step of the bar that encloses the line
 * 4. the epoch that the line prints
 * 5. the step, else the epoch, that was printed last
 * 6. the count of the metric's points
 *
 * A step that goes back is a restart and stays as printed.
 *
 * @module
 */
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { findEnclosingBar } from "./bars.ts";
import type { BarState, Counting, LiveState, Place } from "./state.ts";

/** Finds a line's place, and remembers what the places of later lines need. */
export function placeLine(facts: LineFacts, state: LiveState): Place {
  const ownEpoch = isSet(facts.epoch);
  if (ownEpoch && !isLate(facts, state)) enterEpoch(facts.epoch, state);
  const { epoch } = state;
  if (isSet(facts.step)) {
    const step = ownEpoch && isWhole(facts) ? stepInEpoch(facts, state) : facts.step;
    state.step = step;
    return { step, epoch, stepped: true, own: true, epochOnly: false };
  }
  if (isSet(facts.batch)) {
    const step = runningStep(facts.batch, facts.batchTotal, facts.phase ? state.evals : state.batches, state);
    if (!facts.phase) state.step = step;
    return { step, epoch, stepped: true, own: true, epochOnly: false };
  }
  if (!ownEpoch || !isWhole(facts)) {
    const bar = findEnclosingBar(state);
    if (bar && !isPast(bar, state)) return { step: bar.n, epoch, stepped: true, own: false, epochOnly: false };
  }
  const isEpoch = isSet(epoch) && (ownEpoch || !isSet(state.step));
  const epochOnly = isEpoch && ownEpoch && isWhole(facts);
  return { step: isEpoch ? epoch : state.step, epoch, stepped: false, own: false, epochOnly };
}

/** True for a bar that is over, when a step or an epoch was printed that is newer than the bar. */
function isPast(bar: BarState, { step, epoch }: LiveState): boolean {
  return !(bar.n < bar.total) && (isSet(step) || (Number.isInteger(epoch) && !bar.spans));
}

/** True for a line whose only place is the step of a bar that is not over. */
export function isPlacedByBar(facts: LineFacts, state: LiveState): boolean {
  const bar = findEnclosingBar(state);
  return !isSet(facts.step) && !isSet(facts.batch) && !isWhole(facts) && bar !== null && bar.n < bar.total;
}

/**
 * True for `Epoch 00000: val_loss improved`, printed during epoch 1 by a callback that counts from 0: the run doesn't go back.
 */
function isLate({ epoch, pairs, epochTotal, step, batch }: LineFacts, state: LiveState): boolean {
  return epoch === state.epoch - 1 && pairs.length === 0 && !isSet(epochTotal) && !isSet(step) && !isSet(batch);
}

function isWhole({ epoch, wholeEpoch }: LineFacts): boolean {
  return wholeEpoch && Number.isInteger(epoch);
}

function enterEpoch(epoch: number, state: LiveState): void {
  if (epoch === 0) state.epochBase = 0;
  if (state.epoch !== epoch && Number.isInteger(epoch)) {
    state.step = NaN;
    if (isSet(state.epoch)) state.phase = "";
  }
  state.epoch = epoch;
}

/** A step beside an epoch counts within that epoch when it starts anew with each epoch, or has a total. */
function stepInEpoch({ step, stepTotal }: LineFacts, state: LiveState): number {
  const { steps, epoch } = state;
  if (state.inEpoch === null && epoch > steps.epoch) state.inEpoch = step <= steps.last;
  if (state.inEpoch === true || (state.inEpoch === null && stepTotal > 1)) {
    return runningStep(step, stepTotal, steps, state);
  }
  steps.epoch = epoch;
  steps.last = step;
  return step;
}

/** Counts a batch on from the earlier epochs: by the length of an epoch where it is printed, else by the last batch of each. */
function runningStep(batch: number, total: number, counting: Counting, { epoch, epochBase }: LiveState): number {
  const again = epoch > counting.epoch && batch <= counting.last;
  if (again) counting.offset += counting.last + 1;
  else if (epoch < counting.epoch) counting.offset = 0;
  counting.epoch = epoch;
  counting.last = batch;
  if (!Number.isInteger(epoch)) return batch;
  if (total > 0 && total < Infinity) return batch + Math.max(0, epoch - epochBase) * total;
  return counting.offset + batch;
}

/**
 * Where a line's points belong on the x axis: own step; batch within its epoch, made a running step; the enclosing bar's step; the
 * epoch; the last step printed; else the count of the metric (SPEC.md §6). A step that goes back is a restart and stays as printed.
 *
 * @module
 */
import type { BarState, Counting, LiveState } from "./state.ts";
import type { LineFacts } from "../grammar/statement.ts";

/** A line's place. `step` is NaN when only the metric's own count is left. */
export interface Place {
  step: number;
  epoch: number;
  /** True when the step is finer than an epoch and the line's or its bar's own. */
  stepped: boolean;
  /** True when the step is the line's own. */
  own: boolean;
  /** True when the epoch is the line's own and all it has. */
  epochOnly: boolean;
}

/** Finds a line's place and remembers what later lines need. */
export function placeLine(facts: LineFacts, state: LiveState): Place {
  const ownEpoch = facts.epoch === facts.epoch;
  if (ownEpoch && !isLate(facts, state)) enterEpoch(facts.epoch, state);
  const { epoch } = state;
  if (facts.step === facts.step) {
    const step = ownEpoch && isWhole(facts) ? stepInEpoch(facts, state) : facts.step;
    state.step = step;
    return { step, epoch, stepped: true, own: true, epochOnly: false };
  }
  if (facts.batch === facts.batch) {
    const step = runningStep(facts.batch, facts.batchTotal, facts.phase ? state.evals : state.batches, state);
    if (!facts.phase) state.step = step;
    return { step, epoch, stepped: true, own: true, epochOnly: false };
  }
  if (!ownEpoch || !isWhole(facts)) {
    const bar = enclosingBar(state);
    const isOver = bar !== null && !(bar.n < bar.total);
    if (bar && !(isOver && (state.step === state.step || (Number.isInteger(epoch) && !bar.spans)))) {
      return { step: bar.n, epoch, stepped: true, own: false, epochOnly: false };
    }
  }
  if (!ownEpoch && state.step === state.step) {
    return { step: state.step, epoch, stepped: false, own: false, epochOnly: false };
  }
  if (epoch === epoch) return { step: epoch, epoch, stepped: false, own: false, epochOnly: ownEpoch && isWhole(facts) };
  return { step: state.step, epoch, stepped: false, own: false, epochOnly: false };
}

/** True when a line is placed by a bar that goes on, and by nothing else. */
export function isPlacedByBar(facts: LineFacts, state: LiveState): boolean {
  const bar = enclosingBar(state);
  return facts.step !== facts.step && facts.batch !== facts.batch && !isWhole(facts) && bar !== null &&
    bar.n < bar.total;
}

/** `Epoch 00000: val_loss improved`, printed within the first epoch by who counts from 0, is no way back. */
function isLate({ epoch, pairs, epochTotal, step, batch }: LineFacts, state: LiveState): boolean {
  return epoch === state.epoch - 1 && pairs.length === 0 && epochTotal !== epochTotal && step !== step &&
    batch !== batch;
}

function isWhole({ epoch, wholeEpoch }: LineFacts): boolean {
  return wholeEpoch && Number.isInteger(epoch);
}

function enterEpoch(epoch: number, state: LiveState): void {
  if (epoch === 0) state.epochBase = 0;
  if (state.epoch !== epoch && Number.isInteger(epoch)) {
    state.step = NaN;
    if (state.epoch === state.epoch) state.phase = "";
  }
  state.epoch = epoch;
}

/** A step beside an epoch counts within it when it starts anew with the epoch, or has the epoch's length for a total. */
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

/** The oldest bar that isn't over, else, once a metric was seen, the oldest; null without bars. */
export function enclosingBar({ bars, trained }: LiveState): BarState | null {
  for (const bar of bars) if (bar.n < bar.total) return bar;
  return trained ? bars[0] ?? null : null;
}

/**
 * Where a line's points belong on the x axis: own step; batch within its epoch, made a running step; the enclosing bar's step; the
 * epoch; the last step printed; else the count of the metric (SPEC.md §6). A step that goes back is a restart and stays as printed.
 *
 * @module
 */
import type { LineFacts } from "./facts.ts";
import type { LiveState } from "./state.ts";

/** A line's place. `step` is NaN when only the metric's own count is left. */
export interface Place {
  step: number;
  epoch: number;
  /** True when the step is finer than an epoch and the line's or its bar's own. */
  stepped: boolean;
  /** True when the epoch is the line's own and all it has. */
  epochOnly: boolean;
}

/** Finds a line's place and remembers what later lines need. */
export function placeLine(facts: LineFacts, state: LiveState): Place {
  const ownEpoch = facts.epoch === facts.epoch;
  if (ownEpoch) {
    if (facts.epoch === 0) state.epochBase = 0;
    if (state.epoch !== facts.epoch) state.step = NaN;
    state.epoch = facts.epoch;
  }
  const epoch = state.epoch;
  if (facts.step === facts.step) {
    const counted = ownEpoch && facts.stepTotal > 1 && Number.isInteger(epoch);
    const step = counted ? withinEpoch(facts.step, facts.stepTotal, epoch, state) : facts.step;
    state.step = step;
    return { step, epoch, stepped: true, epochOnly: false };
  }
  if (facts.batch === facts.batch) {
    const step = runningStep(facts.batch, facts.batchTotal, epoch, state);
    state.step = step;
    return { step, epoch, stepped: true, epochOnly: false };
  }
  if (!ownEpoch || !Number.isInteger(epoch) || state.barEpoch === state.barEpoch) {
    const bar = enclosingBar(state);
    if (bar === bar) {
      const step = ownEpoch ? lateStep(bar, epoch, state) : bar;
      return { step, epoch, stepped: true, epochOnly: false };
    }
  }
  if (epoch === epoch) {
    return { step: epoch, epoch, stepped: false, epochOnly: ownEpoch && Number.isInteger(epoch) };
  }
  return { step: state.step, epoch, stepped: false, epochOnly: false };
}

/** `step/total` beside an epoch counts within the epoch unless it went on growing when the epoch changed. */
function withinEpoch(step: number, total: number, epoch: number, state: LiveState): number {
  if (state.inEpoch === null && state.batchEpoch < epoch) state.inEpoch = step <= state.lastBatch;
  state.lastBatch = step;
  state.batchEpoch = epoch;
  return state.inEpoch === false ? step : step + Math.max(0, epoch - state.epochBase) * total;
}

function runningStep(batch: number, total: number, epoch: number, state: LiveState): number {
  if (total === total && total > 0) {
    return Number.isInteger(epoch) ? batch + Math.max(0, epoch - state.epochBase) * total : batch;
  }
  if (epoch !== epoch) return batch;
  if (
    state.offsetEpoch === state.offsetEpoch && epoch > state.offsetEpoch && batch <= state.lastBatch
  ) {
    state.offset += state.lastBatch + 1;
  } else if (epoch < state.offsetEpoch) state.offset = 0;
  state.offsetEpoch = epoch;
  state.lastBatch = batch;
  return state.offset + batch;
}

/** A bar is drawn after what is printed above it: a new epoch value at an unmoved bar is the step after. */
function lateStep(bar: number, epoch: number, state: LiveState): number {
  const late = bar === state.barStep && epoch > state.barEpoch && bar < (state.progress.total ?? 0);
  state.barStep = late ? bar + 1 : bar;
  state.barEpoch = epoch;
  return state.barStep;
}

/** Position of the oldest bar that isn't over, else of the oldest; NaN without bars. */
function enclosingBar(state: LiveState): number {
  for (const bar of state.bars) if (bar.n < bar.total) return bar.n;
  return state.bars.length ? state.bars[0]!.n : NaN;
}

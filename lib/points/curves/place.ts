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
 * A step that goes back is a restart and stays as printed, unless the next epoch or round began: then it runs on (`count_on.ts`).
 *
 * @module
 */
import { isSet, type LineFacts, type Pair } from "../grammar/statement.ts";
import { barStep, findEnclosingBar, isOver, NEAR_LINES } from "./bars.ts";
import { countOnBatch, countOnBelow, countOnStep, isAhead } from "./count_on.ts";
import { stepOfBlock } from "./blocks.ts";
import { countAbove } from "./footers.ts";
import { enterEpoch, isLateEpoch, isWholeEpoch } from "./enter_epoch.ts";
import { countOnEval, isLengthOfEval, isOtherCount } from "./eval_steps.ts";
import { knownMetric } from "./metrics.ts";
import { nameOf } from "./qualify.ts";
import { NOWHERE, type Place } from "./standing.ts";
import { isPast, placeAtBar } from "./place_by_bar.ts";
import type { LiveState } from "./state.ts";

/** What else is known of a line. */
export interface Placing {
  /** A step that is better than that of the line's bar; NaN without. */
  at?: number;
  /** The line draws a bar, whose step counts all of training. */
  isBar?: boolean;
}

/** Finds a line's place, and remembers what the places of later lines need. */
export function placeLine(facts: LineFacts, state: LiveState, { at = NaN, isBar = false }: Placing = {}): Place {
  const place = isBehindEpoch(facts, state)
    ? placeByEpoch(facts, { epoch: facts.epoch, step: state.step })
    : findPlace(facts, state, { at, isBar });
  if (place.stepped && isTraining(facts, state) && !isBehind(place, state)) {
    if (isBar || !isAhead(facts, state)) state.globalStep = place.step;
  } else if (!place.stepped && !isSet(state.step)) followBar(facts.line, state);
  else if (!state.trained && facts.pairs.length > 0 && place.step === state.step) state.globalStep = place.step;
  place.globalStep = state.globalStep;
  place.form = facts.form;
  return place;
}

/** True for a bar below the step that lines printed: it counts something else, such as the batches of an evaluation. */
function isBehind({ bar, step }: Place, state: LiveState): boolean {
  return bar !== null && step < state.step;
}

/** Takes the training step from the bar that ended above a line which an epoch places. */
function followBar(line: number, state: LiveState): void {
  const bar = findEnclosingBar(state, line);
  if (bar && isOver(bar) && line - bar.line <= NEAR_LINES) state.globalStep = barStep(bar);
}

/** True for a line whose step is the run's own: not the batch of an evaluation, nor a step that training hasn't reached by its own total. */
function isTraining({ phase, step, stepTotal }: LineFacts, { globalStep, progress }: LiveState): boolean {
  if (phase === "") return true;
  const isOther = isSet(stepTotal) && progress.total !== null && stepTotal !== progress.total;
  return isSet(step) && !(step < globalStep) && !isOther;
}

/** A place by the step that a line printed. Written out, because most lines have one. */
function placeByStep(step: number, epoch: number, rounded: number): Place {
  return {
    step,
    epoch,
    globalStep: NaN,
    stepped: true,
    own: true,
    isBeside: false,
    epochOnly: false,
    bar: null,
    barLine: 0,
    drawn: 0,
    rounded,
    form: 0,
  };
}

function findPlace(facts: LineFacts, state: LiveState, { at, isBar }: Required<Placing>): Place {
  const ownEpoch = isSet(facts.epoch);
  if (isStart(facts, state)) return { ...NOWHERE, step: state.step, epoch: state.epoch };
  if (ownEpoch && !isLateEpoch(facts, state)) enterEpoch(facts, state);
  if (isSet(facts.step)) {
    const place = placeByOwnStep(facts, state, isBar);
    place.isBeside = hasMoved(facts, state);
    return place;
  }
  if (isSet(facts.batch) && !isNoBatch(facts, state, isBar)) {
    const step = facts.phase ? countOnEval(facts, state) : countOnTraining(facts, { state, isBar });
    return placeByStep(step, epochOfSteps(facts, state), 1);
  }
  const isAtBar = !ownEpoch || !isWholeEpoch(facts);
  return (isAtBar ? placeBesideBar(facts, state, at) : null) ?? placeBelow(facts, state);
}

/** Places a line by the bar that encloses it, else by a block that stands there; null where neither does. */
function placeBesideBar(facts: LineFacts, state: LiveState, at: number): Place | null {
  const bar = findEnclosingBar(state, facts.line);
  if (!bar) return null;
  const headed = isSet(at) ? NaN : stepOfBlock(facts, bar, state);
  if (isSet(headed)) return placeInBlock(headed, state);
  return isPast(bar, facts, state) ? null : placeAtBar(bar, facts, { state, at });
}

/** Places a line at the step that the first line of its block names, beside a bar. */
function placeInBlock(step: number, { block, epoch }: LiveState): Place {
  block.isPlaced = true;
  return { ...NOWHERE, step, epoch };
}

/** Places a line that no step, batch or bar places. */
function placeBelow(facts: LineFacts, state: LiveState): Place {
  const { epoch, step } = countAbove(facts, state);
  const place = placeByEpoch(facts, { epoch, step: isOfEpoch(facts, state) ? NaN : step });
  if (place.epochOnly && facts.pairs.some(isMeasured)) state.summedLine = facts.line;
  return place;
}

/** True for a value that is no amount of something: `pictures: 90`. */
const isMeasured = ({ info: { known, role }, integer }: Pair) => role !== "setting" && (known || !integer);

/** True below the line with an epoch's own values, for metrics that never stood at a step: they are of that epoch, too. */
function isOfEpoch(facts: LineFacts, state: LiveState): boolean {
  if (!isSet(state.summedLine) || isSet(facts.epoch)) return false;
  return facts.pairs.every((pair) => {
    const { name } = nameOf(pair, facts, { place: NOWHERE, state });
    const metric = knownMetric(name, state.metrics);
    return !metric?.stepped && !metric?.followed;
  });
}

/** True for another counter beside the step, to a total, than the one of the last line that had one. */
function hasMoved({ beside, batch, batchTotal }: LineFacts, state: LiveState): boolean {
  const now = isSet(beside) || !isSet(batchTotal) ? beside : batch, moved = now !== state.beside;
  if (isSet(now)) state.beside = now;
  return isSet(now) && moved;
}

/** The epoch of a line that prints a step or a batch: where epochs are printed behind them, the next one. */
function epochOfSteps(facts: LineFacts, { epoch, epochsBehind }: LiveState): number {
  return epochsBehind && !isSet(facts.epoch) ? epoch + 1 : epoch;
}

/** Places a line by the step that it prints. */
function placeByOwnStep(facts: LineFacts, state: LiveState, isBar: boolean): Place {
  if (isLengthOfEval(facts, state)) {
    state.evals.last = facts.step;
    state.evals.reached = state.globalStep;
    return placeByStep(state.globalStep, state.epoch, 1);
  }
  if (isOtherCount(facts, state)) return placeByStep(countOnEval(asBatch(facts), state), state.epoch, 1);
  state.summedLine = NaN;
  if (isSet(facts.epoch)) state.step = isWholeEpoch(facts) ? countOnStep(facts, state) : facts.step;
  else state.step = isBar ? facts.step : stepAlone(facts, state);
  return placeByStep(state.step, epochOfSteps(facts, state), facts.stepScale);
}

/** The step of a line without an epoch. Where no epoch was named, one that goes back begins a new training. */
function stepAlone(facts: LineFacts, state: LiveState): number {
  const step = countOnBelow(facts, state);
  if (!isSet(state.epoch) && step < state.step) state.anewLine = facts.line;
  return step;
}

/** Places a line by its epoch, else by the step or the epoch that was printed last. */
function placeByEpoch(facts: LineFacts, { epoch, step }: Pick<LiveState, "epoch" | "step">): Place {
  const ownEpoch = isSet(facts.epoch), isEpoch = isSet(epoch) && (ownEpoch || !isSet(step));
  return { ...NOWHERE, step: isEpoch ? epoch : step, epoch, epochOnly: isEpoch && ownEpoch && isWholeEpoch(facts) };
}

function asBatch(facts: LineFacts): LineFacts {
  return { ...facts, batch: facts.step, batchTotal: facts.stepTotal };
}

/**
 * True for `run resuming from iteration 0, epoch 0`: it says where a run begins, not how far it is. So does an evaluation's, which counts
 * epochs of its own behind training's. A line like that of the epoch before counts, also where it begins again.
 */
function isStart({ step, epoch, stepTotal, epochTotal, pairs, form }: LineFacts, state: LiveState): boolean {
  const isFirst = step === 0 && (epoch === 0 || epoch < state.epoch) && form !== state.epochForm;
  return isFirst && pairs.length === 0 && !isSet(stepTotal) && !isSet(epochTotal);
}

/** True for `Epoch(val) [1][40]`, where the batches of training have a total: 40 is the length of the evaluation. */
function isLoaderLength({ batchTotal, epoch, phase }: LineFacts, { batches }: LiveState): boolean {
  return phase !== "" && isSet(epoch) && !isSet(batchTotal) && batches.total > 0;
}

/** True for a number that is no batch, though it stands where one does. A bar that goes on beyond its length has lost its total. */
function isNoBatch(facts: LineFacts, state: LiveState, isBar: boolean): boolean {
  return (!isBar && isLoaderLength(facts, state)) || isEpochAgain(facts, state);
}

/** True for `Epoch 3 (3/200):`, a heading with the same count twice: no batch in a loop over 200 of them is meant. */
function isEpochAgain({ batch, batchTotal, epoch, pairs }: LineFacts, { batches }: LiveState): boolean {
  return batch === epoch && pairs.length === 0 && batchTotal > 0 && batchTotal !== batches.total;
}

function countOnTraining(facts: LineFacts, { state, isBar }: { state: LiveState; isBar: boolean }): number {
  state.summedLine = NaN;
  state.step = countOnBatch(facts, { state, isBar });
  return state.step;
}

/** True for what a callback prints during epoch 3 of 9, counting from 0: `[cb] epoch 2 gap=0.1`. It stands at its own epoch. */
function isBehindEpoch(facts: LineFacts, { epoch, progress }: LiveState): boolean {
  const isOwn = !isSet(facts.epochTotal) && !isSet(facts.step) && !isSet(facts.batch) && facts.pairs.length > 0;
  return isOwn && facts.epoch === epoch - 1 && progress.epochTotal !== null && progress.epoch === epoch;
}

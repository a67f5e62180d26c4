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
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { understandName } from "../words/name.ts";
import { barStep, beginRound, findEnclosingBar, isMoving, isOver, NEAR_LINES } from "./bars.ts";
import { stepAtEpoch } from "./burst.ts";
import { batchInRun, stepBelow, stepInEpoch } from "./count_on.ts";
import { countAbove } from "./footers.ts";
import { evalStep, isLengthOfEval, isOtherCount } from "./eval_steps.ts";
import { heldKey } from "./held.ts";
import { knownMetric } from "./metrics.ts";
import type { BarState } from "./bar_state.ts";
import type { Place } from "./mark.ts";
import type { LiveState } from "./state.ts";

/** A place without a step of its own. */
export const NOWHERE: Place = {
  step: NaN,
  epoch: NaN,
  globalStep: NaN,
  stepped: false,
  own: false,
  epochOnly: false,
  bar: null,
  barLine: 0,
  drawn: 0,
  rounded: 1,
  form: 0,
};

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
  if (place.stepped && isTraining(facts, state) && !isBehind(place, state)) state.globalStep = place.step;
  else if (!place.stepped && !isSet(state.step)) followBar(facts.line, state);
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
  if (ownEpoch && !isLate(facts, state)) enterEpoch(facts, state);
  if (isSet(facts.step)) return placeByOwnStep(facts, state, isBar);
  if (isSet(facts.batch) && !isNoBatch(facts, state, isBar)) {
    const step = facts.phase ? evalStep(facts, state) : trainStep(facts, { state, isBar });
    return placeByStep(step, epochOfSteps(facts, state), 1);
  }
  if (!ownEpoch || !isWhole(facts)) {
    const bar = findEnclosingBar(state, facts.line);
    if (bar && !isPast(bar, facts, state)) return placeByBar(bar, facts, { state, at });
  }
  return placeByEpoch(facts, countAbove(facts, state));
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
  if (isOtherCount(facts, state)) return placeByStep(evalStep(asBatch(facts), state), state.epoch, 1);
  if (isSet(facts.epoch)) state.step = isWhole(facts) ? stepInEpoch(facts, state) : facts.step;
  else state.step = isBar ? facts.step : stepBelow(facts, state);
  return placeByStep(state.step, epochOfSteps(facts, state), facts.stepScale);
}

/** Places a line by its epoch, else by the step or the epoch that was printed last. */
function placeByEpoch(facts: LineFacts, { epoch, step }: Pick<LiveState, "epoch" | "step">): Place {
  const ownEpoch = isSet(facts.epoch), isEpoch = isSet(epoch) && (ownEpoch || !isSet(step));
  return { ...NOWHERE, step: isEpoch ? epoch : step, epoch, epochOnly: isEpoch && ownEpoch && isWhole(facts) };
}

function asBatch(facts: LineFacts): LineFacts {
  return { ...facts, batch: facts.step, batchTotal: facts.stepTotal };
}

/** Places a line by a bar. The epoch on the line may say more exactly where it stands. */
function placeByBar(bar: BarState, facts: LineFacts, { state, at }: { state: LiveState; at: number }): Place {
  if (isNextRound(bar, facts, state)) beginRound(bar, state);
  const reached = barStep(bar);
  const step = isSet(at) ? at : stepAtEpoch(facts.epoch, reached, state);
  const isExact = isSet(facts.epoch) && isSet(state.stepsInEpoch);
  const kind = isOver(bar) && !isExact ? "over" : "open";
  return { ...NOWHERE, step, epoch: state.epoch, stepped: true, bar: kind, barLine: bar.line, drawn: bar.drawn };
}

/**
 * True for a bar that is over, and was drawn again as over since it placed the same metric: its rounds are drawn in their last state alone,
 * as logs have them that keep one state of each line.
 */
function isNextRound(bar: BarState, { epoch, pairs: [first], line }: LineFacts, state: LiveState): boolean {
  if (bar.isPartly || isSet(epoch) || first === undefined) return false;
  const metric = knownMetric(first.info.name, state.metrics);
  if (metric) return metric.lastStep === barStep(bar) && metric.lastLine < bar.line;
  const held = state.held.get(heldKey(first))?.points.at(-1);
  return held !== undefined && held.step === barStep(bar) && held.line < bar.line && bar.line < line;
}

/** True for a bar that is over, when a step or an epoch was printed that is newer than the bar, and for one that a step is finer than. */
function isPast(bar: BarState, facts: LineFacts, state: LiveState): boolean {
  const { step, epoch, epochsBehind } = state;
  if (isFiner(state, bar)) return true;
  const isEpoch = Number.isInteger(epoch) && !isSet(facts.epoch) && !bar.spans && !epochsBehind;
  const isStep = isSet(step) && !(bar.places && step <= barStep(bar));
  return isOver(bar) && (isStep || isEpoch);
}

/** True where a step was printed that is finer than a bar of the epochs: `in epoch 0 after 500 steps:` below `Epoch:   0%|  | 0/2`. */
function isFiner({ step }: LiveState, bar: BarState): boolean {
  return step > barStep(bar) && !bar.places && understandName(bar.name).role === "epoch";
}

/**
 * True for a line whose only place is a bar that will be drawn again, or will say how long an epoch is. During an evaluation the bar of
 * training stands still, but a record with a part of an epoch is printed at its end.
 */
export function isPlacedByBar(facts: LineFacts, state: LiveState): boolean {
  const bar = findEnclosingBar(state, facts.line);
  if (isSet(facts.step) || isSet(facts.batch) || isWhole(facts) || bar === null) return false;
  if (isFiner(state, bar)) return false;
  return isAtBar(bar, facts, state);
}

/** True for a line at a bar that moves, or that will say how long its epoch is. */
function isAtBar(bar: BarState, facts: LineFacts, state: LiveState): boolean {
  if (isSet(facts.epoch) && isSet(state.stepsInEpoch)) return false;
  if (isOver(bar)) return isSet(facts.epoch) && !isPast(bar, facts, state);
  return isMoving(bar, state) || (isSet(facts.epoch) && !Number.isInteger(facts.epoch) && !isBesideLast(facts, state));
}

/** True for a line at the part of an epoch that the line before it stands at, where no line waits. */
function isBesideLast({ epoch }: LineFacts, state: LiveState): boolean {
  return epoch === state.epoch && state.waiting.length === 0;
}

/**
 * True for `run resuming from iteration 0, epoch 0`: it says where a run begins, not how far it is. So does an evaluation's, which counts
 * epochs of its own behind training's.
 */
function isStart({ step, epoch, stepTotal, epochTotal, pairs }: LineFacts, state: LiveState): boolean {
  const isFirst = step === 0 && (epoch === 0 || epoch < state.epoch);
  return isFirst && pairs.length === 0 && !isSet(stepTotal) && !isSet(epochTotal);
}

/** True for `Epoch(val) [1][40]`, where the batches of training have a total: 40 is the length of the evaluation. */
function isLoaderLength({ batchTotal, epoch }: LineFacts, { batches }: LiveState): boolean {
  return isSet(epoch) && !isSet(batchTotal) && batches.total > 0;
}

/** True for a number that is no batch, though it stands where one does. A bar that goes on beyond its length has lost its total. */
function isNoBatch(facts: LineFacts, state: LiveState, isBar: boolean): boolean {
  return (!isBar && isLoaderLength(facts, state)) || isEpochAgain(facts, state);
}

/** True for `Epoch 3 (3/200):`, a heading with the same count twice: no batch in a loop over 200 of them is meant. */
function isEpochAgain({ batch, batchTotal, epoch, pairs }: LineFacts, { batches }: LiveState): boolean {
  return batch === epoch && pairs.length === 0 && batchTotal > 0 && batchTotal !== batches.total;
}

function trainStep(facts: LineFacts, { state, isBar }: { state: LiveState; isBar: boolean }): number {
  state.step = batchInRun(facts, { state, isBar });
  return state.step;
}

/**
 * True for `Epoch 00000: val_loss improved`, printed during epoch 1 by a callback that counts from 0: the run doesn't go back. It does at a
 * line of the form that named the epoch: `Epoch 1` below `Epoch 2`.
 */
function isLate({ epoch, pairs, epochTotal, step, batch, form }: LineFacts, state: LiveState): boolean {
  const isSilent = pairs.every(({ info: { role } }) => role === "setting") && form !== state.epochForm;
  return epoch === state.epoch - 1 && isSilent && !isSet(epochTotal) && !isSet(step) && !isSet(batch);
}

/** True for what a callback prints during epoch 3 of 9, counting from 0: `[cb] epoch 2 gap=0.1`. It stands at its own epoch. */
function isBehindEpoch(facts: LineFacts, { epoch, progress }: LiveState): boolean {
  const isOwn = !isSet(facts.epochTotal) && !isSet(facts.step) && !isSet(facts.batch) && facts.pairs.length > 0;
  return isOwn && facts.epoch === epoch - 1 && progress.epochTotal !== null && progress.epoch === epoch;
}

function isWhole({ epoch, wholeEpoch }: LineFacts): boolean {
  return wholeEpoch && Number.isInteger(epoch);
}

function enterEpoch(facts: LineFacts, state: LiveState): void {
  const { epoch, line } = facts;
  if (isBehindBar(facts, state)) state.epochsBehind = true;
  if (epoch === 0) state.epochBase = 0;
  const isWholeEpoch = Number.isInteger(epoch);
  if (isWholeEpoch && epoch < state.epoch) state.anewLine = line;
  if (state.epoch !== epoch && isWholeEpoch) state.step = NaN;
  const isNew = isWholeEpoch ? state.epoch !== epoch : epoch > state.epoch;
  const mayEnd = isSet(state.epoch) || hasValuesBelow(state);
  if (isNew && mayEnd && !isBelowHeading(facts, state)) state.phase = "";
  state.epoch = epoch;
  state.epochLine = line;
  state.epochForm = facts.form;
}

/** True for the first epoch of a log, where it stands below the first round of a bar that placed values, or says that it is over itself. */
function isBehindBar({ epoch, line, pairs, ...facts }: LineFacts, { bars, epoch: known }: LiveState): boolean {
  if (isSet(known) || pairs.some(({ info }) => info.known) || !(epoch === 0 || epoch === 1)) return false;
  return bars.some((bar) => {
    const hasEnded = isOver(bar) && bar.rounds === 1 && bar.isPartly && line - bar.line <= NEAR_LINES;
    return hasEnded && !bar.isNamed && (bar.places || facts.isOver);
  });
}

/** True directly below a heading that names a split, unless no value stood below such a heading and none does now. */
function isBelowHeading({ line, pairs }: LineFacts, state: LiveState): boolean {
  return line - state.phaseLine <= 1 && (pairs.length > 0 || !isIdleHeading(state));
}

/** True for a heading in a log that measures, but never below such headings: `Evaluating...` says what is done, and its values are nowhere. */
function isIdleHeading({ metrics: { byKey } }: LiveState): boolean {
  return byKey.size > 0 && byKey.values().every(({ phase }) => phase === "");
}

/** True when values were charted below the heading that names a split. */
function hasValuesBelow({ phase, phaseLine, metrics }: LiveState): boolean {
  return phase !== "" && metrics.byKey.values().some(({ lastLine }) => lastLine > phaseLine);
}

/**
 * Takes over the epoch that a line prints: what begins again with it, and which lines print one that is not the run's. Doesn't place the line.
 *
 * @module
 */
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { isOver, leaveAround, NEAR_LINES } from "./bars.ts";
import { standsAt } from "./metrics.ts";
import { namesPhase } from "./qualify.ts";
import type { LiveState } from "./state.ts";

/** True for a line that prints a whole epoch: no position within one. */
export function isWholeEpoch({ epoch, wholeEpoch }: LineFacts): boolean {
  return wholeEpoch && Number.isInteger(epoch);
}

/**
 * True for `Epoch 00000: val_loss improved`, printed during epoch 1 by a callback that counts from 0, and for `Best results seen at epoch 7` behind
 * epoch 9: the run doesn't go back. It does at a line of the form that named the epoch: `Epoch 1` below `Epoch 2`.
 */
export function isLateEpoch(facts: LineFacts, state: LiveState): boolean {
  const { epoch, pairs, epochTotal, step, batchTotal, form, tellsOfBest } = facts;
  const isSilent = pairs.every(({ info: { role } }) => role === "setting") && form !== state.epochForm;
  const isEarlier = epoch === state.epoch - 1 || (tellsOfBest && epoch < state.epoch);
  return isEarlier && isSilent && !isSet(epochTotal) && !isSet(step) && !isSet(batchTotal);
}

/** Remembers the epoch that a line prints. What begins again with an epoch begins again. */
export function enterEpoch(facts: LineFacts, state: LiveState): void {
  const { epoch, line } = facts, isWhole = Number.isInteger(epoch), isOther = state.epoch !== epoch;
  if (isBehindBar(facts, state)) state.epochsBehind = true;
  if (epoch === 0) state.epochBase = 0;
  if (isWhole && (epoch < state.epoch || isBegunAgain(facts, state))) state.anewLine = line;
  if (isOther && isWhole) beginEpoch(facts, state);
  if (isWhole ? isOther : epoch > state.epoch) endPhase(facts, state);
  else if (isAnnounced(facts, state)) state.phase = "";
  if (isOther) Object.assign(state, { epochForm: facts.form, epochSums: sumsUp(facts) });
  state.epoch = epoch;
  state.epochLine = line;
}

/** Forgets where the epoch before had come to. */
function beginEpoch({ wholeEpoch }: LineFacts, state: LiveState): void {
  Object.assign(state, { step: NaN, summedLine: NaN });
  state.entered += Number(wholeEpoch);
  leaveAround(state);
}

/** Ends the phase of a heading at the next epoch, unless the heading stands directly above it. */
function endPhase(facts: LineFacts, state: LiveState): void {
  const mayEnd = isSet(state.epoch) || hasValuesBelow(state);
  if (mayEnd && !isBelowHeading(facts, state)) state.phase = "";
}

/**
 * True for the first line of an epoch that nothing but the heading of an evaluation has named, `Evaluating epoch 3...`, in a log that never
 * measured below such headings: it is training's.
 */
function isAnnounced({ epoch }: LineFacts, state: LiveState): boolean {
  const { phase, phaseLine, epochLine, metrics } = state;
  if (phase === "" || epoch !== state.epoch || epochLine !== phaseLine) return false;
  return isIdleHeading(state) && metrics.byKey.values().every((metric) => !standsAt(metric, epoch));
}

/**
 * True for the line that named the epoch, printed again: a heading, and one that sums up training and an evaluation, comes once an epoch, and
 * batches don't go back within one. What trains for one epoch at a time begins anew there.
 */
function isBegunAgain(facts: LineFacts, { epoch, epochForm, epochSums, batches, steps }: LiveState): boolean {
  const { pairs, phase, batch, step } = facts;
  if (facts.epoch !== epoch || facts.form !== epochForm || phase !== "") return false;
  if (isSet(batch) || isSet(step)) return batch < batches.last || step < steps.last;
  return pairs.length === 0 || (epochSums && sumsUp(facts));
}

/** True for a line with values of training and of an evaluation. */
function sumsUp({ pairs }: LineFacts): boolean {
  return pairs.some(namesPhase) && !pairs.every(namesPhase);
}

/** True for the first epoch of a log, where it stands below the first round of a bar that placed values, or says that it is over itself. */
function isBehindBar({ epoch, line, pairs, isOver: saysOver }: LineFacts, { bars, epoch: known }: LiveState): boolean {
  if (isSet(known) || pairs.some(({ info }) => info.known) || !(epoch === 0 || epoch === 1)) return false;
  return bars.some((bar) => {
    const hasEnded = isOver(bar) && bar.rounds === 1 && bar.isPartly && line - bar.line <= NEAR_LINES;
    return hasEnded && !bar.isNamed && (bar.places || saysOver);
  });
}

/**
 * True for a heading that names a split itself, and directly below one, unless no value stood below such a heading and none does now.
 */
function isBelowHeading({ line, pairs }: LineFacts, state: LiveState): boolean {
  const lines = line - state.phaseLine;
  return lines === 0 || (lines === 1 && (pairs.length > 0 || !isIdleHeading(state)));
}

/** True for a heading in a log that measures, but never below such headings: `Evaluating...` says what is done, and its values are nowhere. */
function isIdleHeading({ metrics: { byKey } }: LiveState): boolean {
  return byKey.size > 0 && byKey.values().every(({ phase }) => phase === "");
}

/** True when values were charted below the heading that names a split. */
function hasValuesBelow({ phase, phaseLine, metrics }: LiveState): boolean {
  return phase !== "" && metrics.byKey.values().some(({ lastLine }) => lastLine > phaseLine);
}

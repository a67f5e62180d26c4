/**
 * Counts on what begins again with each round of training: batches and steps beside an epoch, below a header, above the line that ends an
 * epoch. What counts within what is found by behaviour: a counter that went back while one around it went up counts within that one.
 * Doesn't say which counter places a line.
 *
 * @module
 */
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { newestOf } from "./held.ts";
import { titleAbove } from "./titles.ts";
import { knownMetric } from "./metrics.ts";
import type { LiveState } from "./state.ts";
import type { Below, Counting } from "./counting_state.ts";

/** What counting needs to know beside the line: whether it draws a bar. */
export interface Counted {
  state: LiveState;
  isBar: boolean;
}

/**
 * Makes a batch of a count that would be the epoch by its place, where epochs were named before: `Train [20/500]` below `Epoch 2/9`. A
 * count that may be the epoch printed above, or the next one, stays it.
 */
export function countWithinNamed(facts: LineFacts, state: LiveState): LineFacts {
  const { epoch, epochTotal, isEpochByPlace } = facts;
  if (!isSet(epoch)) return isEpochOfTraining(facts, state) ? asEpoch(facts) : facts;
  if (state.epochsBy === "") state.epochsBy = tellsBy(facts);
  const total = state.progress.epochTotal ?? epochTotal, isNear = epoch === state.epoch || epoch === state.epoch + 1;
  if (!isEpochByPlace || state.epochsBy === "place" || (epochTotal === total && isNear)) return facts;
  return { ...facts, batch: epoch, batchTotal: epochTotal, epoch: NaN, epochTotal: NaN };
}

/** What a line that tells of epochs first does that by. A count by its place that is at its end, and no less was printed, is none of epochs. */
function tellsBy({ isEpochByPlace, epoch, epochTotal }: LineFacts): "name" | "place" {
  return isEpochByPlace && !(epoch > 1 && epoch === epochTotal) ? "place" : "name";
}

/**
 * True for an evaluation's count to as many as there are epochs, which says the epoch that training is in: `Test: [2/50]` below
 * `Train: [2/50]`. Where an evaluation has counted its batches before, it does so here.
 */
function isEpochOfTraining({ batch, batchTotal, phase }: LineFacts, { epoch, evals, progress }: LiveState): boolean {
  return phase !== "" && batchTotal === progress.epochTotal && batch === epoch && !isSet(evals.last);
}

function asEpoch(facts: LineFacts): LineFacts {
  const { batch: epoch, batchTotal: epochTotal } = facts;
  return { ...facts, epoch, epochTotal, batch: NaN, batchTotal: NaN };
}

/** True for a step alone on its line before anything was measured: it may say how many there will be, `steps: 600`. */
export function isAhead({ step, stepTotal, epoch, pairs }: LineFacts, { trained }: LiveState): boolean {
  return !trained && step > 1 && !isSet(stepTotal) && !isSet(epoch) && pairs.length === 0;
}

/** Makes a batch of training a running step. Where no epoch stands above, a bar counts its own rounds. */
export function countOnBatch(facts: LineFacts, { state, isBar }: Counted): number {
  const { batch, batchTotal } = facts, { batches } = state;
  if (!hasEpochAbove(facts, state)) return isBar ? batch : batchOfRound(facts, state);
  const isFirst = isSet(batches.last) && !isSet(batches.epoch);
  if (isFirst && batch <= batches.last && isBehindRounds(batches.rounds + 1, state)) {
    state.epochsBehind = true;
    return batchOfRound(facts, state);
  }
  return countOn(batch, batchTotal, batches, state);
}

/** True for a line whose epoch was printed, by itself or above it. */
export function hasEpochAbove(facts: LineFacts, { epoch, epochsBehind }: LiveState): boolean {
  return Number.isInteger(epoch) && (!epochsBehind || isSet(facts.epoch));
}

/** True for the first epoch that a log prints, where as many rounds ended above it: epochs are printed behind what they count. */
export function isBehindRounds(ended: number, { epoch }: LiveState): boolean {
  return epoch === ended || epoch === ended - 1;
}

/** The running step of a batch where no line above it named its epoch: one that goes back begins the next round. */
function batchOfRound(facts: LineFacts, state: LiveState): number {
  const { batch, batchTotal: total } = facts, { batches, epoch } = state, { last } = batches;
  if (isSet(last) && !Object.is(total, batches.total)) return batch;
  if (
    batch < last ||
    (batch === last && (epoch > batches.epoch || isOverAgain(facts, { count: batch, total, counting: batches, state })))
  ) {
    batches.offset += lengthOfRound(batches, { first: batch, total });
    batches.rounds++;
  }
  noteCount(batches, { epoch, batch, total });
  return batches.offset + batch;
}

/** Remembers the newest count. Written out: it runs for each line. */
function noteCount(
  counting: Counting,
  { epoch, batch, total }: { epoch: number; batch: number; total: number },
): void {
  counting.epoch = epoch;
  counting.last = batch;
  counting.total = total;
  counting.isPartly ||= batch < total;
}

/**
 * True for a count that is over again, where lines print it only at its end: `step 500/500` once a round. A metric has another value than it had
 * there, and no title sets it apart.
 */
function isOverAgain(
  facts: LineFacts,
  { count, total, counting, state }: { count: number; total: number; counting: Counting; state: LiveState },
): boolean {
  if (counting.isPartly || count !== total || counting.last !== total || counting.total !== total) return false;
  const step = counting.offset + count, { phase } = facts;
  return facts.pairs.some(({ info: { name }, value }) => {
    const newest = newestOf(name, phase, state);
    const isAnother = newest?.lastStep === step && newest.lastLine < facts.line && !Object.is(newest.lastValue, value);
    return isAnother && titleAbove({ name, phase, value }, facts, { step, state }) === "";
  });
}

/** Steps of the round that ended: as many as its total says, else as its last step. */
function lengthOfRound(counting: Counting, { first, total }: { first: number; total: number }): number {
  const seen = counting.last + (first === 0 ? 1 : 0); // a first one of 0 says that they count from 0
  return total === counting.total && total < Infinity ? Math.max(total, counting.last) : seen;
}

/**
 * Makes a step beside an epoch a running one: it counts within that epoch when it starts anew with each epoch, or has a total. It counts what is around the epochs
 * when these begin again as it goes up: `Round 2, Epoch 1`.
 */
export function countOnStep(facts: LineFacts, state: LiveState): number {
  const { steps, epoch } = state, { step, stepTotal } = facts;
  if (isAround(facts, state)) {
    state.inEpoch = "around";
    const reached = steps.offset + steps.last; // the next epoch counts on from there
    Object.assign(steps, { epoch: steps.last, last: steps.epoch, offset: reached - steps.epoch });
  }
  if (state.inEpoch === "around") return countOn(epoch, NaN, steps, { epoch: step, epochBase: state.epochBase });
  if (state.inEpoch === null && epoch > steps.epoch) state.inEpoch = step <= steps.last;
  if (state.inEpoch === true || (state.inEpoch === null && stepTotal > 1)) {
    return countOn(step, stepTotal, steps, state);
  }
  steps.epoch = epoch;
  steps.last = step;
  return step;
}

/** True for the next step beside an epoch that goes back, below epochs that had one and the same step each. */
function isAround({ step }: LineFacts, { steps, epoch, inEpoch }: LiveState): boolean {
  const isNext = inEpoch === true && step === steps.last + 1 && epoch < steps.epoch;
  return isNext && steps.offset % (steps.last || 1) === 0;
}

/**
 * Counts a batch on from the earlier epochs: by the length of an epoch where it is printed, by the line or by one before it, else by the last
 * batch of each. A bar that goes on beyond its length prints none: `15it` behind `14/14`.
 */
export function countOn(
  batch: number,
  printed: number,
  counting: Counting,
  { epoch, epochBase }: Pick<LiveState, "epoch" | "epochBase">,
): number {
  const isKnown = batch <= counting.total || epoch === counting.epoch,
    total = isSet(printed) || !isKnown ? printed : counting.total;
  passEpoch(batch, epoch, counting);
  noteRise(batch, epoch, counting);
  noteCount(counting, { epoch, batch, total });
  if (!Number.isInteger(epoch) || counting.runsOn) return batch;
  if (total > 0 && total < Infinity) return batch + Math.max(0, epoch - epochBase) * total + counting.over;
  return counting.offset + batch;
}

/** Adds the epoch that ended to those before, where a batch begins again; forgets them where the epochs do. */
function passEpoch(batch: number, epoch: number, counting: Counting): void {
  const { last, total } = counting;
  if (epoch > counting.epoch && batch <= last) {
    counting.offset += last + (batch === 0 ? 1 : 0);
    counting.over += last > total ? last - total : 0;
  } else if (epoch < counting.epoch) Object.assign(counting, { offset: 0, over: 0 });
}

/** Notes by how much a batch went up. One that goes on at its pace as the epoch changes counts all of training: `[1 1800/9000]`, `[2 2000/9000]`. */
function noteRise(batch: number, epoch: number, counting: Counting): void {
  const rise = batch - counting.last;
  if (epoch === counting.epoch) counting.rise = rise;
  else if (epoch > counting.epoch) counting.runsOn = rise > 0 && (counting.runsOn || rise === counting.rise);
}

/**
 * Makes a step without an epoch beside it a running one, where it begins again below the next header, or behind the line that ended a round: an epoch's, or
 * one of a counter around it, such as `--- Round 3 ---`.
 */
export function countOnBelow(facts: LineFacts, state: LiveState): number {
  const { below } = state, { step, stepTotal: total, stepPriority: priority } = facts;
  if (facts.phase !== "") return below.rounds > 0 && step === below.last ? below.offset + step : step;
  if (isOuter(facts, below)) {
    if (!facts.beginsAnew && !isReached(step, state)) state.round = step;
    return step;
  }
  if (priority !== below.priority || (facts.pairs.length > 0 && !below.measures)) beginBelow(facts, state);
  below.runsOn ||= step > below.last && isUp(state.epoch, below.epoch);
  if (isNextRound(facts, state)) {
    below.offset += lengthOfRound(below, { first: step, total });
    below.rounds++;
  }
  noteStride(step, below);
  noteCount(below, { epoch: state.epoch, batch: step, total });
  below.round = state.round;
  return below.offset + step;
}

/** Notes by how much a step went up. */
function noteStride(step: number, below: Below): void {
  if (step > below.last) below.rise = step - below.last;
}

/**
 * True for `Current step: 800` behind step 800, where 1 was the round before, for `best score 0.5 (iteration 600)`, and for `done after 807 steps`
 * before 810 would come: it tells of a step that was reached, and begins nothing.
 */
function isReached(step: number, { below, round }: LiveState): boolean {
  const { last, offset, rise } = below, isNext = isSet(round) ? step === round + 1 : step <= 1;
  return !isNext && (step <= last || step === offset + last || step <= last + rise);
}

/** True for another counter than that of the lines with values: it counts what is around them. */
function isOuter({ pairs, stepPriority }: LineFacts, { last, priority, measures }: Below): boolean {
  if (pairs.length === 0 && measures) return true;
  return isSet(last) && stepPriority !== priority && (measures || pairs.length === 0);
}

/** Begins to count another counter; the one before turns out to be around it. */
function beginBelow({ pairs, stepPriority: priority }: LineFacts, state: LiveState): void {
  const { below } = state;
  if (isSet(below.last)) state.round = below.last;
  Object.assign(below, {
    offset: 0,
    epoch: NaN,
    last: NaN,
    rise: NaN,
    total: NaN,
    rounds: 0,
    runsOn: false,
    isPartly: false,
    round: NaN,
    priority,
  });
  below.measures = pairs.length > 0;
}

/** True for a step that begins again in the next round. */
function isNextRound(facts: LineFacts, state: LiveState): boolean {
  const { below, epoch, round } = state, { step: count, stepTotal: total } = facts;
  if (!(count <= below.last) || !isMeasuredAgain(facts, state)) return false;
  if (isOverAgain(facts, { count, total, counting: below, state })) return true;
  const isOver = facts.stepPriority === Infinity && total === below.total && below.last >= below.total;
  return isOver || (isUp(epoch, below.epoch) && !below.runsOn) || isUp(round, below.round);
}

/** True for a counter that went up, or was printed for the first time. */
const isUp = (now: number, before: number) => isSet(before) ? now > before : isSet(now);

/** True for a line with a metric that was measured at this step of the round, or behind it. */
function isMeasuredAgain({ pairs, step }: LineFacts, { below, metrics }: LiveState): boolean {
  if (pairs.length === 0) return step < below.last;
  return pairs.some(({ info }) => (knownMetric(info.name, metrics)?.lastStep ?? -Infinity) >= below.offset + step);
}

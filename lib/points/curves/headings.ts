/**
 * What a heading that names a split says of the lines below it, and where it ends: `Validation:` above `loss: 0.5`. Doesn't find headings.
 *
 * @module
 */
import { isSet, type LineFacts, type Pair } from "../grammar/statement.ts";
import { knownMetric, standsAt } from "./metrics.ts";
import { hasPassed } from "./eval_steps.ts";
import { HEADED_LINES, isOfTraining, isPhased, nameOf, namesSplits } from "./qualify.ts";
import type { Place } from "./standing.ts";
import type { LiveState } from "./state.ts";

/**
 * Gives a line below a heading that names a split its phase, where it counts to another total than training does, in the same epoch, or where
 * its batches begin again.
 */
export function putUnderHeading(facts: LineFacts, state: LiveState): LineFacts {
  const { phase, epoch } = state, isOther = isSet(facts.epoch) && facts.epoch !== epoch;
  if (phase === "" || facts.phase !== "" || facts.pairs.length === 0 || isOther || namesSplits(facts)) return facts;
  if (beginsAgain(facts, state)) return { ...facts, phase };
  return isOfOtherTotal(facts, state) ? { ...facts, phase } : facts;
}

/** True for a line that counts to another total than training does: that of its batches, else of its steps. */
function isOfOtherTotal(facts: LineFacts, { progress, batches }: LiveState): boolean {
  const hasStep = isSet(facts.step), total = hasStep ? facts.stepTotal : facts.batchTotal;
  const trained = hasStep || !(batches.total > 0) ? progress.total : batches.total;
  return isSet(total) && trained !== null && trained > 0 && total !== trained;
}

/** True for a batch or a step that training has passed in the same epoch, with a metric that it measured above the heading. */
function beginsAgain(facts: LineFacts, state: LiveState): boolean {
  const { phaseLine, metrics } = state;
  return isPast(facts, state) && facts.pairs.some(({ info }) => {
    const metric = knownMetric(info.name, metrics);
    return metric?.phase === "" && metric.lastLine < phaseLine;
  });
}

/** True for a count that training has passed in this epoch. A step that it has just reached may be its own. */
function isPast(facts: LineFacts, state: LiveState): boolean {
  const { step, batch, epoch } = facts, { batches, steps, below } = state;
  const hasStep = isSet(step);
  const counted = hasStep ? isSet(epoch) ? steps : below : batches;
  if (counted.epoch !== state.epoch || (isSet(epoch) && epoch !== state.epoch)) return false;
  return hasStep ? hasPassed(facts, counted, state) : batch <= counted.last;
}

/**
 * Gives a line below a heading that names a split its phase, where it measures again what training measured at the same step above the
 * heading.
 */
export function putAgainUnderHeading(
  facts: LineFacts,
  place: Place,
  { phase, phaseLine, metrics }: LiveState,
): LineFacts {
  if (phase === "" || facts.phase !== "" || facts.ofTraining || !place.own || !isSet(facts.step)) return facts;
  const isAgain = facts.pairs.some(({ info, value }) => {
    const metric = knownMetric(info.name, metrics);
    const isAbove = metric !== undefined && standsAt(metric, place.step) && metric.lastLine < phaseLine;
    return isAbove && metric.phase === "" && !Object.is(metric.lastValue, value);
  });
  return isAgain ? { ...facts, phase } : facts;
}

/** A pair of an unknown name in the phase of the heading above, so that it is held apart from training's. */
export function ofHeading(
  pair: Pair,
  { pairs, phase, ofTraining }: LineFacts,
  { place, state }: { place: Place; state: LiveState },
): Pair {
  const { info } = pair, isOwn = info.known || info.kind !== "metric" || isPhased(info.name);
  if (isOwn || place.stepped || phase !== "" || ofTraining || pairs.some((each) => each.phase !== "")) return pair;
  return { ...pair, phase: state.phase };
}

/**
 * Ends a heading at a counter alone that is beyond the step which training had reached above it, or begins it: training goes on below. Directly
 * below a heading the first counter of all ends it: it was of the data, or of a setting. So does any line far below one, before anything
 * was measured, and before a step was counted each line with an epoch.
 */
export function endHeading(facts: LineFacts, trained: number, state: LiveState): void {
  if (state.phase === "" || facts.phase !== "") return;
  const lines = facts.line - state.phaseLine, hasBegun = isSet(trained) || state.trained;
  if (hasBegun && lines <= 1) return;
  const isFar = lines > HEADED_LINES && !isSet(trained) && (isSet(facts.epoch) || !state.trained);
  if (isFar || isBeyond(facts, trained, state) || isFirstEpoch(facts, state)) state.phase = "";
}

/** True for the values of the first epoch before anything was measured: `Cross-validation` above them told of the whole log. */
function isFirstEpoch(facts: LineFacts, { trained, phaseLine }: LiveState): boolean {
  return !trained && facts.line - phaseLine > 1 && isSet(facts.epoch) && facts.pairs.length > 0 &&
    beginsTraining(facts);
}

/** True for a counter alone that is beyond the step which training had reached, or begins it. */
function isBeyond(facts: LineFacts, trained: number, { progress }: LiveState): boolean {
  const { pairs, step, stepTotal } = facts;
  if (pairs.length > 0 || (isSet(stepTotal) && stepTotal !== progress.total)) return false;
  return isSet(trained) ? step > trained : beginsTraining(facts);
}

/** True for the first step, epoch or round. */
function beginsTraining({ step, epoch }: LineFacts): boolean {
  return (isSet(step) || isSet(epoch)) && !(step > 1) && !(epoch > 1);
}

/** True for a line that is not of the evaluation above. */
export function endsPhase(facts: LineFacts, place: Place, state: LiveState): boolean {
  return (place.own && !facts.lead?.isHeading && measures(facts)) || isBehindHeading(facts, place, state) ||
    namesTraining(facts, state);
}

/** True for a line with a value that is no setting. */
function measures({ pairs }: LineFacts): boolean {
  return pairs.some(({ info: { role } }) => role !== "setting");
}

/**
 * True for a line of an epoch that stood below the heading before: it was evaluated once, and this is training again. So is the sum of an epoch
 * where what was evaluated below the heading stands at a step within it.
 */
function isBehindHeading(facts: LineFacts, place: Place, state: LiveState): boolean {
  const [first] = facts.pairs;
  if (state.phase === "" || facts.phase !== "" || !place.epochOnly || !first || first.phase !== "") return false;
  if (isWithinEpoch(place, state)) return true;
  const metric = knownMetric(nameOf(first, facts, { place, state }).name, state.metrics);
  return metric !== undefined && metric.lastLine > state.phaseLine && standsAt(metric, place.step);
}

/** True where a value below the heading stands at the step that training had reached in the epoch. */
function isWithinEpoch({ step }: Place, { phaseLine, metrics }: LiveState): boolean {
  return metrics.byKey.values().some((metric) =>
    metric.lastLine > phaseLine && metric.followed && !standsAt(metric, step)
  );
}

/** True for a line of which a metric's name says that training has it: what stands below is of the epoch, not of the evaluation above. */
function namesTraining({ pairs }: LineFacts, { phase }: LiveState): boolean {
  return phase !== "" && pairs.some(({ info: { name, known } }) => known && isOfTraining(name));
}

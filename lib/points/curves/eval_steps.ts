/**
 * Counts the steps and batches of evaluations, which are not those of training: by what a line prints, and by what training has reached. Doesn't
 * place the lines of training.
 *
 * @module
 */
import { isSet, type LineFacts } from "../grammar/statement.ts";
import type { Counting } from "./counting_state.ts";
import type { LiveState } from "./state.ts";

/**
 * True for `Iter(val) [40]` behind later steps of training, which have a total: 40 is the length of the evaluation, unless another number
 * stood there before.
 */
export function isLengthOfEval({ phase, step, stepTotal, epoch, pairs }: LineFacts, state: LiveState): boolean {
  const { below, evals, globalStep } = state, isSame = !isSet(evals.last) || evals.last === step;
  if (phase === "" || pairs.length === 0 || isSet(epoch) || isSet(stepTotal) || !(below.total > 0)) return false;
  return isSame && step > 1 && step < globalStep;
}

/** True for the step of an evaluation that counts its own: below training's in the same epoch, or to another total than training's. */
export function isOtherCount(facts: LineFacts, state: LiveState): boolean {
  const { phase, step, stepTotal, epoch } = facts, { steps, below, progress, inEpoch } = state;
  if (phase === "") return false;
  if (!isSet(epoch) && countsOwn(facts, state)) return true;
  const own = steps.total > 0 ? steps.total : below.total, total = own > 0 ? own : progress.total;
  const isOther = isSet(stepTotal) && total !== null && stepTotal !== total && step <= stepTotal;
  return isOther || (inEpoch !== "around" && epoch === steps.epoch && hasPassed(facts, steps, state));
}

/** True for a step that training has passed in this epoch, and for the next ones of an evaluation that began with such a step. */
export function hasPassed({ step }: LineFacts, trained: Counting, { epoch, evals, globalStep }: LiveState): boolean {
  return step < trained.last || (evals.epoch === epoch && evals.reached === globalStep && step > evals.last);
}

/**
 * True for the first step of an evaluation behind later ones of training, and for those that go on from it, but not for training's own. Without
 * a value and an epoch above, the first step may be another run's.
 */
function countsOwn(facts: LineFacts, state: LiveState): boolean {
  const { step, pairs } = facts, { evals, globalStep, epoch, below } = state;
  if (pairs.length === 0 && !isSet(epoch)) return false;
  if (below.epoch === epoch && hasPassed(facts, below, state)) return true;
  if (step <= 1) return globalStep > 1;
  return evals.reached === globalStep && step > evals.last && step !== globalStep;
}

/** Makes a batch of an evaluation a running step. The batches of the next evaluation count on, whether the epoch changed or not. */
export function countOnEval(
  { batch, batchTotal }: LineFacts,
  { epoch, epochBase, evals, globalStep }: LiveState,
): number {
  const again = isNextEvaluation(batch, { epoch, evals, globalStep });
  const length = batch > 0 && batchTotal >= evals.last ? batchTotal : evals.last + 1;
  if (again) evals.offset += length;
  else if (epoch < evals.epoch) evals.offset = 0;
  const passed = batchTotal > 0 && Number.isInteger(epoch) ? Math.max(0, epoch - epochBase) * batchTotal : 0;
  if (again || evals.epoch !== epoch) evals.offset = Math.max(evals.offset, passed);
  evals.epoch = epoch;
  evals.last = batch;
  evals.reached = globalStep;
  return evals.offset + batch;
}

/** True for a batch that goes back, and for one that comes again later in training. */
function isNextEvaluation(
  batch: number,
  { epoch, evals, globalStep }: Pick<LiveState, "epoch" | "evals" | "globalStep">,
): boolean {
  if (batch !== evals.last) return batch < evals.last;
  return epoch > evals.epoch || globalStep > evals.reached;
}

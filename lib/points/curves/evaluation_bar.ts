/**
 * Finds the bars that an evaluation draws, though no word on them says so: of Keras, `313/313 [====] - loss: 0.3` below the bar that ended the
 * last epoch, with no next epoch between them, and others over fewer batches. Doesn't know on what it was measured.
 *
 * @module
 */
import type { BarSlots } from "../grammar/bar_slots.ts";
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { knownMetric } from "./metrics.ts";
import { namesPhase } from "./qualify.ts";
import type { LiveState } from "./state.ts";

/** The split of a bar that no word names. */
const EVALUATION = "eval";

/** The line of a Keras bar as what an evaluation measured, where it is one's: its values at its end, at the step of training. */
export function settleEvaluation(facts: LineFacts, bar: BarSlots, state: LiveState): LineFacts {
  if (!bar.isKeras || !isEvaluation(facts, state)) return facts;
  const { batch, batchTotal, pairs } = facts;
  const whole = { batch: NaN, batchTotal: NaN, phase: EVALUATION };
  return { ...facts, ...whole, pairs: batch >= batchTotal ? pairs : [] };
}

/**
 * True for a bar behind an epoch that is over: it shows another total, or other values, and none of a validation. It may measure nothing, as
 * of a prediction. A callback's line lets the bar of training be drawn again as it was.
 */
function isEvaluation(facts: LineFacts, state: LiveState): boolean {
  const { batchTotal, pairs } = facts, { epochLine, batches, metrics } = state;
  if (!isEpochOver(facts, state) || facts.pairs.some(namesPhase)) return false;
  const measured = pairs.find(({ info }) => info.kind === "metric");
  if (!measured) return batchTotal !== batches.total;
  const metric = knownMetric(measured.info.name, metrics);
  if (!metric || metric.lastLine < epochLine || metric.lastLine >= facts.line) return false;
  return batchTotal !== batches.total || measured.value !== metric.lastValue;
}

/** True for a line that names no epoch, where training's batches have reached the end of one. */
function isEpochOver(facts: LineFacts, { epoch, batches }: LiveState): boolean {
  return !isSet(facts.epoch) && isSet(epoch) && batches.epoch === epoch && batches.last === batches.total;
}

/**
 * Gives a bar without any word of a split one, where training's bar has ended in the same epoch: it measures the same metrics over fewer
 * batches.
 */
export function splitOfBar(facts: LineFacts, { phase, epoch, batches, metrics }: LiveState): LineFacts {
  if (phase !== "" || facts.phase !== "" || isSet(facts.step) || !(facts.batchTotal < batches.total)) return facts;
  const isBehind = Number.isInteger(epoch) && batches.epoch === epoch && batches.last >= batches.total - 1;
  const isAgain = facts.pairs.some(({ info, phase }) => info.known && phase === "" && knownMetric(info.name, metrics));
  return isBehind && isAgain ? { ...facts, phase: EVALUATION } : facts;
}

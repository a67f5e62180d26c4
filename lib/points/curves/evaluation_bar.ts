/**
 * Finds the bars of Keras that an evaluation draws: `313/313 [====] - loss: 0.3` below the bar that ended the last epoch, with no next epoch
 * between them. Doesn't know on what it was measured.
 *
 * @module
 */
import type { BarSlots } from "../grammar/bar_slots.ts";
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { knownMetric } from "./metrics.ts";
import { namesPhase } from "./qualify.ts";
import type { LiveState } from "./state.ts";

/** What sets the values of an evaluation apart from training's. */
const EVALUATION = "eval";

/** The line of a Keras bar as what an evaluation measured, where it is one's: its values at its end, at the step of training. */
export function settleEvaluation(facts: LineFacts, bar: BarSlots, state: LiveState): LineFacts {
  if (!bar.isKeras || !isEvaluation(facts, state)) return facts;
  const { batch, batchTotal, pairs } = facts;
  const whole = { batch: NaN, batchTotal: NaN, phase: EVALUATION };
  return { ...facts, ...whole, pairs: batch >= batchTotal ? pairs : [] };
}

/**
 * True for a bar behind an epoch that is over: it shows another total, or other values, and none of a validation. A callback's line lets
 * the bar of training be drawn again as it was.
 */
function isEvaluation(facts: LineFacts, state: LiveState): boolean {
  const { batchTotal, pairs } = facts, { epochLine, batches, metrics } = state;
  const measured = pairs.find(({ info }) => info.kind === "metric");
  if (!measured || !isEpochOver(facts, state) || facts.pairs.some(namesPhase)) return false;
  const metric = knownMetric(measured.info.name, metrics);
  if (!metric || metric.lastLine < epochLine || metric.lastLine >= facts.line) return false;
  return batchTotal !== batches.total || measured.value !== metric.lastValue;
}

/** True for a line that names no epoch, where training's batches have reached the end of one. */
function isEpochOver(facts: LineFacts, { epoch, batches }: LiveState): boolean {
  return !isSet(facts.epoch) && isSet(epoch) && batches.epoch === epoch && batches.last === batches.total;
}

/**
 * Counts on what is trained for one epoch again and again: each call prints `Epoch 1/1`, below a counter of its own loop or below nothing. Knows no
 * other epochs.
 *
 *     Iteration 2
 *     Epoch 1/1
 *     100/100 [====] - loss: 0.5
 *
 * @module
 */
import { isSet, type LineFacts } from "../grammar/statement.ts";
import type { LiveState } from "./state.ts";

/** The heading of a single epoch with the epoch that it is in the loop around it. */
export function settleSingleEpoch(facts: LineFacts, state: LiveState): LineFacts {
  const { epoch, epochTotal, step, batch, pairs, phase } = facts;
  if (epochTotal !== 1 || epoch !== 1 || pairs.length > 0 || phase !== "" || isSet(step) || isSet(batch)) return facts;
  const place = placeInLoop(facts, state);
  return place === epoch ? facts : { ...facts, epoch: place, epochTotal: NaN };
}

/**
 * The first one stands at 0 where a counter above it says so; the same line counts on once values stood below it. Another line that names it, such
 * as `Epoch 1/1 done`, tells of the same epoch, and so does the first one below an epoch of another heading.
 */
function placeInLoop({ form, epoch: printed }: LineFacts, state: LiveState): number {
  const { epoch, epochForm, step, progress } = state, isLoop = progress.epochTotal === printed;
  if (!isSet(epoch)) return step === 0 ? step : printed;
  if (form === epochForm) return isLoop ? epoch + Number(isMeasured(state)) : printed;
  return Number.isInteger(epoch) && (isLoop || !isMeasured(state)) ? epoch : printed;
}

/** True once the batches of the epoch have come to their total; where none are counted, once a value stood below the line that named it. */
function isMeasured({ epoch, epochLine, batches, metrics }: LiveState): boolean {
  if (batches.epoch === epoch) return !(batches.last < batches.total);
  return metrics.byKey.values().some(({ lastLine }) => lastLine >= epochLine);
}

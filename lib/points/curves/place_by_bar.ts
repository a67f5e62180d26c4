/**
 * Places lines by the bar that encloses them: at its step, unless something newer or finer was printed. Doesn't find the bar.
 *
 * @module
 */
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { understandName } from "../words/name.ts";
import { stepOfBlock } from "./blocks.ts";
import type { BarState } from "./bar_state.ts";
import { barStep, beginRound, findEnclosingBar, isMoving, isOver } from "./bars.ts";
import { stepAtEpoch } from "./burst.ts";
import { isWholeEpoch } from "./enter_epoch.ts";
import { heldKey } from "./held.ts";
import { NOWHERE, type Place } from "./standing.ts";
import { knownMetric } from "./metrics.ts";
import type { LiveState } from "./state.ts";

/** Places a line by a bar. The epoch on the line may say more exactly where it stands. */
export function placeAtBar(bar: BarState, facts: LineFacts, { state, at }: { state: LiveState; at: number }): Place {
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
export function isPast(bar: BarState, facts: LineFacts, state: LiveState): boolean {
  const { step, epoch, epochsBehind, summedLine } = state;
  if (isFiner(state, bar) || (bar.line < summedLine && isOver(bar))) return true;
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
  if (isSet(facts.step) || isSet(facts.batch) || isWholeEpoch(facts) || bar === null) return false;
  if (isFiner(state, bar) || isSet(stepOfBlock(facts, bar, state))) return false;
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

/**
 * Finds the values that a log prints again: states of a line that is redrawn, bars that are drawn once more, bars that moved and still show
 * the last value. Such a value may wait. Gives no points.
 *
 * @module
 */
import { nameKey } from "../words/name_key.ts";
import type { MetricState } from "./metrics.ts";
import { isPhased } from "./qualify.ts";
import { keepStale } from "./stale.ts";
import type { GivenPoint } from "./standing.ts";
import type { LiveState } from "./state.ts";

/** What is known of the state of a line. */
export interface Redrawing {
  state: LiveState;
  /** A later state of the line will replace this one. */
  redrawn: boolean;
  /** The line is a bar at its start: values that repeat the last ones are of the previous epoch. */
  isStart: boolean;
  /** The line is a bar at its end: its values stand there too, though the state before had them. */
  isEnd: boolean;
  /** Steps of a round of the bar; NaN for one without an end. */
  roundSteps: number;
  /** The line is a bar: its values of an evaluation or of a whole round stay until the next one. */
  isBar: boolean;
  /** The line is a bar of training or of an evaluation, other than Keras draws it: it may be drawn faster than it moves. */
  isDrawn: boolean;
  /** The state of the line shows a new value beside those that are equal to the last ones: all of it was measured anew. */
  isFresh: boolean;
}

/**
 * Decides whether the log prints a value of the metric again: true for one that isn't given now. One of a bar that moved waits: the bar may be
 * drawn once more with a newer value.
 */
export function settleRepeated(given: GivenPoint, metric: MetricState, redrawing: Redrawing): boolean {
  if (isMessage(given, metric) || (redrawing.isBar && hasDrawn(given, redrawing.state))) return true;
  return metric.count > 0 && Object.is(metric.lastValue, given.pair.value) && settleOld(given, metric, redrawing);
}

/** Decides about the metric's last value: true where it says nothing new, or isn't known to, and waits. */
function settleOld(given: GivenPoint, metric: MetricState, redrawing: Redrawing): boolean {
  const { redrawn, isStart, isEnd, isBar, state } = redrawing, mayBeOld = isMoved(given, metric, redrawing);
  if (mayBeOld && isEnd) return redrawn && keepStale(given, state);
  if (isStart || isDrawnAgain(given, metric, redrawing)) return true;
  if (mayBeOld) return keepStale(given, state);
  if (!isBar || !stays(given, metric)) return false;
  return redrawn || isShownOn(given, metric, redrawing) || keepStale(given, state);
}

/** True within a round of a bar for what was measured at the end of an earlier one. */
function isShownOn({ place }: GivenPoint, { lastStep }: MetricState, { isEnd, roundSteps }: Redrawing): boolean {
  return place.own && !isEnd && Math.floor(lastStep) % roundSteps === 0;
}

/** True for a value of training on a bar that moved since the metric's last one, with nothing new beside it. */
function isMoved(given: GivenPoint, metric: MetricState, { isBar, isFresh }: Redrawing): boolean {
  const { place, step } = given;
  return isBar && !isFresh && place.own && Math.floor(metric.lastStep) < step && !stays(given, metric);
}

/** True for a value that stays on a bar until it is measured again: of an evaluation, or of a whole round. */
export function stays({ name }: GivenPoint, metric: MetricState): boolean {
  return isPhased(name) || metric.stays;
}

/** True for a value that waits and is drawn again at its step: with nothing new beside it, or of a whole round. */
export function isStillOld(
  { name, step, pair }: GivenPoint,
  old: GivenPoint,
  { metric, redrawing }: { metric: MetricState; redrawing: Redrawing },
): boolean {
  const { isBar, isFresh, isEnd, redrawn } = redrawing;
  const isSame = step === old.step && Object.is(pair.value, old.pair.value);
  const mayStay = metric.stays || (!isFresh && !isPhased(name));
  return isSame && isBar && mayStay && (redrawn || !isEnd);
}

/** True for a value that an earlier state of the line showed, or the bar at the same step. */
function isDrawnAgain({ pair, place, step }: GivenPoint, metric: MetricState, redrawing: Redrawing): boolean {
  const { redrawn, isBar, isFresh } = redrawing, isLine = metric.lastLine === pair.line;
  const isHere = place.own && Math.floor(metric.lastStep) === step; // values of one step stand beside one another
  if (isBar && isHere) return true;
  return !isFresh && ((redrawn && isLine) || ((redrawn || isBar) && isHere));
}

/** Values of a bar's newest step that are remembered. */
const DRAWN_MAX = 32;

/** True for a value that a bar has shown at this step of the line, though others came in between. */
function hasDrawn({ name, pair, step }: GivenPoint, { drawn }: LiveState): boolean {
  if (drawn.step !== step || drawn.line !== pair.line) return false;
  const key = nameKey(name);
  return drawn.values.some((each) => each[0] === key && Object.is(each[1], pair.value));
}

/** Remembers a value that a bar shows at its step. */
export function noteDrawn({ name, pair, step }: GivenPoint, { drawn }: LiveState): void {
  if (pair.line < drawn.line || (step < drawn.step && drawn.line === pair.line)) return; // it waited
  if (drawn.step !== step || drawn.line !== pair.line) Object.assign(drawn, { step, line: pair.line, values: [] });
  if (drawn.values.length < DRAWN_MAX) drawn.values.push([nameKey(name), pair.value]);
}

/** True for `loss is NaN, stopping`: no number and no place of its own, though the metric's points have a step. */
function isMessage({ pair, place }: GivenPoint, metric: MetricState): boolean {
  return Number.isNaN(pair.value) && metric.stepped && !place.stepped && !place.epochOnly;
}

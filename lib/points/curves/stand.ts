/**
 * Says where a point of a metric stands: values that came at one step don't stand on one another. Doesn't find the step of a line.
 *
 * @module
 */
import { TIME_LEAD } from "../grammar/lead_kinds.ts";
import { isSet } from "../grammar/statement.ts";
import { type MetricState, PER_STEP_MAX } from "./metrics.ts";
import type { GivenPoint, Place } from "./standing.ts";
import type { LeadTrack } from "./lead_state.ts";

/** What is known of the line of a value. */
export interface Drawn {
  /** It shows a new value beside old ones. */
  isFresh: boolean;
  /** It draws a bar, which may be drawn faster than it moves. */
  isDrawn: boolean;
  /** Line from which on that bar stands at its start: what an earlier line gave is of the round before. NaN behind its start. */
  startLine: number;
  /** What is known of the log's leads. */
  leads: readonly LeadTrack[];
  /** Line at which a new training began, whose steps are those of the last one again; NaN before. */
  anewLine: number;
  /** Line that printed a counter first; NaN before. */
  placedLine: number;
}

/** Where a point stands: at its step, else at the count of its metric, and never on the metric's earlier point by a bar. */
export function xOf(given: GivenPoint, metric: MetricState, drawn: Drawn): number {
  if (!isSet(given.step)) return metric.count;
  return isRateOfEpoch(given, metric)
    ? Math.max(metric.lastStep, given.globalStep)
    : besideEarlier(given, metric, drawn);
}

/** The step of a point, or one beside it where the metric has a point there already. */
function besideEarlier(given: GivenPoint, metric: MetricState, drawn: Drawn): number {
  const { step, place, pair } = given, { lastStep, lastLine } = metric;
  if (drawn.isDrawn && place.own) return lastLine < drawn.startLine ? step : besideLast(step, metric);
  if (place.bar === "over") return lastLine > place.barLine && lastLine < pair.line ? lastStep + 1 : step;
  if (place.rounded > 1) return isWithin(step, { lastStep, rounded: place.rounded }) ? lastStep + 1 : step;
  return isLoose(given, metric, drawn) || isWithinStep(given, metric, drawn) ? besideLast(step, metric) : step;
}

/** True for a value at the step of the last line of its form, which stays while another counter on it goes up: `Update 7: game 3/9`. */
function isWithinStep({ place, pair }: GivenPoint, metric: MetricState, { anewLine }: Drawn): boolean {
  return place.isBeside && place.form === metric.form && metric.lastLine < pair.line && !(metric.lastLine < anewLine);
}

/** True for a learning rate on the line of an epoch, where it has stood at steps before: it stands at the step that training has reached. */
function isRateOfEpoch({ name, place, globalStep }: GivenPoint, { stepped }: MetricState): boolean {
  return name === "learning_rate" && place.epochOnly && stepped && isSet(globalStep);
}

/** True where a simulated time counts: its steps may be as small as they like, so nothing fits between them. */
function isTimed({ leads }: Drawn): boolean {
  return leads.some(({ name, verdict }) => name === TIME_LEAD && verdict === "counter");
}

/** True for a value at the step of another line or of a bar, where the metric's last one may stand too. */
function isLoose(given: GivenPoint, metric: MetricState, drawn: Drawn): boolean {
  const { step, place, pair } = given;
  if (!(metric.lastLine < pair.line) || metric.lastLine < drawn.anewLine || isTimed(drawn)) return false;
  if (stoodAtCount(metric, drawn)) return false;
  const isNew = drawn.isFresh || !Object.is(pair.value, metric.lastValue) || metric.lastStep > step; // never back
  if (isAtEpoch(place)) return isNew && isPrintedAgain(given, metric);
  return place.bar === "open" || (isNew && isCounted(step, place));
}

/** True for a value that a line of the same form printed before: a line of another form sums up what was printed before. */
function isPrintedAgain({ pair, place }: GivenPoint, { form }: MetricState): boolean {
  return pair.info.kind === "metric" && place.form === form;
}

/** True for a metric whose points stood at their count, before anything counted: the last one says nothing of a step. */
const stoodAtCount = ({ lastLine }: MetricState, { placedLine }: Drawn): boolean => lastLine < placedLine;

/** True for a place at an epoch, which the line or an earlier one printed. */
function isAtEpoch({ own, stepped, epoch, step, bar }: Place): boolean {
  return !own && !stepped && bar === null && step === epoch && Number.isInteger(epoch);
}

/** True for a value that stands at the step of other lines. */
export function isCounted(step: number, { own, stepped, epoch }: Place): boolean {
  return !own && !stepped && step !== epoch;
}

/** True when the last step may be the same one: it is less than what steps are rounded to behind it. */
function isWithin(step: number, { lastStep, rounded }: { lastStep: number; rounded: number }): boolean {
  return lastStep >= step && lastStep < step + rounded;
}

/**
 * The place of a value beside the last one of the same step. Where the step before held n values, an n-th further; else, and once there are
 * more than that, 1/2, 2/3, 3/4 behind the step.
 */
function besideLast(step: number, { lastStep, perStep }: MetricState): number {
  if (!isWithin(step, { lastStep, rounded: 1 })) return step;
  const passed = lastStep - step, next = Math.round(passed * perStep) + 1;
  return next < perStep ? step + next / perStep : step + 1 / (2 - passed);
}

/** Moves a metric to where its new point stands. At a new step, what its last place says is how many values the step before held. */
export function moveTo(x: number, metric: MetricState): void {
  const { lastStep, perStep } = metric, step = Math.floor(lastStep);
  if (isSet(lastStep) && Math.floor(x) !== step) metric.perStep = countAt(lastStep - step, perStep);
  metric.lastStep = x;
}

/** Steps are sums: a place may be off by as much. */
const ROUNDING = 1e-3;

/** How many values stand at a step, of which the last one is a part of a step behind it. Reverse of `besideLast`. */
function countAt(passed: number, perStep: number): number {
  const isEven = passed * perStep < perStep - 1 + ROUNDING;
  return Math.min(PER_STEP_MAX, Math.round(isEven ? passed * perStep + 1 : 1 / (1 - passed)));
}

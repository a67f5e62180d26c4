/**
 * Gives points: leaves out what the log repeats and what a higher rank prints, and remembers each metric's newest point. Doesn't decide which
 * numbers are charted.
 *
 * @module
 */
import { METRIC_NAMES_MAX } from "../../limits.ts";
import type { Point } from "../../model.ts";
import { isSet } from "../grammar/statement.ts";
import { splitOf } from "../words/splits.ts";
import { beginMetric, knownMetric, METRIC_BYTES, type MetricState } from "./metrics.ts";
import { isPhased } from "./qualify.ts";
import { settleRank, takeEarly } from "./ranks.ts";
import { keepStale, takeSettled, takeStale } from "./stale.ts";
import { xOf } from "./stand.ts";
import type { GivenPoint, LiveState, Place } from "./state.ts";

/** Receives each point as soon as it is read. */
export type OnPoint = (point: Point) => void;

/** What charting a line needs to know. */
export interface Charting {
  state: LiveState;
  onPoint: OnPoint;
  /** Names that a user's pattern reads: the reader gives no points of its own for them. */
  taught: ReadonlySet<string>;
  /** Place of the last line that was placed, and that line's number; null and 0 before the first. */
  place: Place | null;
  placed: number;
  /** A later state of the line will replace this one. */
  redrawn: boolean;
  /** The line is a bar at its start: values that repeat the last ones are of the previous epoch. */
  isStart: boolean;
  /** The line is a bar at its end: its values stand there too, though the state before had them. */
  isEnd: boolean;
  /** The line is a bar: its values of an evaluation stay until the next evaluation. */
  isBar: boolean;
  /** The state of the line shows a new value beside those that are equal to the last ones: all of it was measured anew. */
  isFresh: boolean;
}

/** Gives a point, unless the log repeats it, another rank draws the curve, or there are too many names. */
export function givePoint(given: GivenPoint, charting: Charting): void {
  const { state } = charting;
  const metric = findMetric(given.name, given.phase, state);
  if (!metric) return;
  const earlier = settleRank(given, metric, state);
  if (!earlier) return;
  for (const each of earlier) givePoint(each, charting);
  const old = state.stale.length === 0 ? null : takeStale(given.name, state);
  const isNew = old !== null && !(given.step > old.step) && !charting.isStart;
  if (old && !isNew) recordPoint(old, metric, charting);
  if (isNew) recordPoint(given, metric, charting);
  else if (!isRepeated(given, metric, charting)) recordPoint(given, metric, charting);
}

/** Passes a point on, and remembers it as the metric's newest. */
function recordPoint(given: GivenPoint, metric: MetricState, charting: Charting): void {
  const { name, pair, epoch, globalStep, place } = given;
  const { state } = charting;
  const x = xOf(given, metric, charting.isFresh && pair.line === charting.placed);
  metric.lastLine = pair.line;
  metric.count++;
  metric.lastStep = x;
  metric.lastValue = pair.value;
  metric.stepped ||= place.stepped;
  if (pair.info.kind === "metric" && !state.trained) Object.assign(state, { trained: true, trainedLine: pair.line });
  if (place.bar) { for (const bar of state.bars) bar.places ||= bar.drawn === place.drawn; }
  const { value, line, info: { kind } } = pair;
  charting.onPoint({
    metric: name,
    value,
    step: x,
    epoch: isSet(epoch) ? epoch : null,
    globalStep: isSet(globalStep) ? globalStep : null,
    line,
    kind,
  });
}

/** True when the log prints the metric's last value again: an earlier state of the line, or a bar that is drawn once more. */
function isRepeated(given: GivenPoint, metric: MetricState, charting: Charting): boolean {
  const { redrawn, isStart, isBar, isFresh, state } = charting;
  if (isMessage(given, metric)) return true;
  if (metric.count === 0 || !Object.is(metric.lastValue, given.pair.value)) return false;
  if (isAtEnd(given, metric, charting)) return redrawn && keepStale(given, state);
  if (isStart || (!isFresh && isDrawnAgain(given, metric, charting))) return true;
  return isBar && isPhased(given.name) && (redrawn || keepStale(given, state));
}

/** True for a value of training on a bar at its end, where the metric has no point yet. The bar may be drawn once more with newer values. */
function isAtEnd({ name, place, step }: GivenPoint, { lastStep }: MetricState, { isEnd, isFresh }: Charting): boolean {
  return isEnd && !isFresh && place.own && step > lastStep && !isPhased(name);
}

/** True for a value that an earlier state of the line showed, or the bar at the same step. */
function isDrawnAgain({ pair, place, step }: GivenPoint, metric: MetricState, { redrawn, isBar }: Charting): boolean {
  return (redrawn && metric.lastLine === pair.line) || ((redrawn || isBar) && place.own && metric.lastStep === step);
}

/** True for `loss is NaN, stopping`: no number and no place of its own, though the metric's points have a step. */
function isMessage({ pair, place }: GivenPoint, metric: MetricState): boolean {
  return Number.isNaN(pair.value) && metric.stepped && !place.stepped && !place.epochOnly;
}

/** Gives the values that waited for a bar to be drawn again at their step, at a line that is far behind. */
export function releaseStale(line: number, charting: Charting): void {
  for (const given of takeSettled(line, charting.state)) {
    const metric = findMetric(given.name, given.phase, charting.state);
    if (metric) recordPoint(given, metric, charting);
  }
}

/** Gives the points of higher ranks that wait: no lower rank printed. */
export function releaseEarly(charting: Charting): void {
  for (const given of takeEarly(charting.state)) givePoint(given, charting);
}

/** What is known of a metric, a new one included; null, and counted, where there are too many names. */
function findMetric(name: string, phase: string, state: LiveState): MetricState | null {
  const known = knownMetric(name, state.metrics);
  if (known) return known;
  if (state.metrics.byKey.size >= METRIC_NAMES_MAX) {
    state.leftOut.names++;
    return null;
  }
  const metric: MetricState = {
    count: 0,
    lastStep: NaN,
    lastValue: NaN,
    stepped: false,
    rank: null,
    lastLine: 0,
    phase: splitOf(phase),
    mark: 0,
  };
  beginMetric(name, metric, state.metrics);
  state.room -= METRIC_BYTES;
  return metric;
}

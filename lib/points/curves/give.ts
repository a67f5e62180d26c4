/**
 * Gives points: leaves out what the log repeats and what a higher rank prints, and remembers each metric's newest point. Doesn't decide which
 * numbers are charted.
 *
 * @module
 */
import { METRIC_NAMES_MAX } from "../../limits.ts";
import type { Point } from "../../model.ts";
import { isSet } from "../grammar/statement.ts";
import { letWaitForEpoch } from "./footers.ts";
import { splitOf } from "../words/splits.ts";
import { beginMetric, knownMetric, METRIC_BYTES, type MetricState } from "./metrics.ts";
import { settleRank, takeEarly } from "./ranks.ts";
import { isPhased } from "./qualify.ts";
import { isStillOld, noteDrawn, type Redrawing, settleRepeated, stays } from "./repeats.ts";
import { keepStale, takeSettled, takeStale } from "./stale.ts";
import { isCounted, moveTo, xOf } from "./stand.ts";
import type { GivenPoint, Place } from "./standing.ts";
import type { LiveState } from "./state.ts";

/** Receives each point as soon as it is read. */
export type OnPoint = (point: Point) => void;

/** What charting a line needs to know. */
export interface Charting extends Redrawing {
  onPoint: OnPoint;
  /** Names that a user's pattern reads: the reader gives no points of its own for them. */
  taught: ReadonlySet<string>;
  /** Place of the last line that was placed, and that line's number; null and 0 before the first. */
  place: Place | null;
  placed: number;
}

/** Gives a point, unless the log repeats it, another rank draws the curve, or there are too many names. */
export function givePoint(given: GivenPoint, charting: Charting): void {
  const { state } = charting;
  const metric = findMetric(given.name, given.phase, state);
  if (!metric) return;
  if (metric.count === 0) {
    metric.ofBatch = isOfBatch(given, charting);
    metric.stays = isOfRound(given, charting);
  }
  const earlier = settleRank(given, metric, state);
  if (!earlier) return;
  for (const each of earlier) givePoint(each, charting);
  const old = state.stale.length === 0 ? null : takeStale(given.name, state);
  if (old ? settleBehind(old, given, { metric, charting }) : !settleRepeated(given, metric, charting)) {
    recordPoint(given, metric, charting);
  }
}

/** True for a value of one batch: on a bar, of a step of training, or of an evaluation that counts its own. */
function isOfBatch({ name, place: { own, step, stepped, globalStep } }: GivenPoint, { isBar }: Charting): boolean {
  return own && (isBar || (stepped && !isPhased(name)) || step !== globalStep);
}

/** True for a value that a bar shows first at its end, though it showed others in this round before. */
function isOfRound({ step, place }: GivenPoint, { isEnd, roundSteps, state }: Charting): boolean {
  if (!isEnd || !place.own) return false;
  for (const { count, lastStep, phase } of state.metrics.byKey.values()) {
    if (phase === "" && count > 1 && lastStep > step - roundSteps && lastStep <= step) return true;
  }
  return false;
}

/** Decides about a point behind one of its metric that waited: true where it is given. Gives that one too, unless it turns out to be old. */
function settleBehind(
  old: GivenPoint,
  given: GivenPoint,
  { metric, charting }: { metric: MetricState; charting: Charting },
): boolean {
  if (isStillOld(given, old, { metric, redrawing: charting }) && keepStale(given, charting.state)) return false;
  const isNew = !(given.step > old.step) && (!charting.isStart || stays(given, metric));
  if (isNew) return true;
  recordPoint(old, metric, charting);
  return !settleRepeated(given, metric, charting);
}

/** Passes a point on, and remembers it as the metric's newest. */
function recordPoint(given: GivenPoint, metric: MetricState, charting: Charting): void {
  const { name, pair, epoch, globalStep, place } = given;
  const { state } = charting;
  const isFresh = charting.isFresh && pair.line === charting.placed;
  const { isDrawn } = charting; // written out: a copy of all of `charting` is slow
  const { leads, anewLine, placedLine, drawings: { startLine } } = state;
  const x = xOf(given, metric, { isFresh, isDrawn, startLine, leads, anewLine, placedLine });
  if (charting.isBar && place.own) noteDrawn(given, state);
  metric.lastLine = pair.line;
  metric.count++;
  moveTo(x, metric);
  metric.lastValue = pair.value;
  metric.form = place.form;
  metric.stepped ||= place.stepped;
  metric.followed ||= isSet(place.step) && isCounted(place.step, place);
  if (pair.info.kind === "metric" && !state.trained) Object.assign(state, { trained: true, trainedLine: pair.line });
  if (place.bar) { for (const bar of state.bars) bar.places ||= bar.drawn === place.drawn; }
  const { value, line, info: { kind } } = pair;
  const point = {
    metric: name,
    value,
    step: x,
    epoch: isSet(epoch) ? epoch : null,
    globalStep: isSet(globalStep) ? globalStep : null,
    line,
    kind,
  };
  if (letWaitForEpoch(point, metric, place, state)) return;
  releaseFirst(charting);
  charting.onPoint(point);
}

/** Gives the first points of the log, which waited for the line of their epoch. */
export function releaseFirst({ state, onPoint }: Charting): void {
  if (state.footer.waiting.length > 0) state.footer.waiting.splice(0).forEach(onPoint);
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
    perStep: 0,
    stepped: false,
    followed: false,
    ofBatch: false,
    stays: false,
    rank: null,
    lastLine: 0,
    phase: splitOf(phase),
    badge: 0,
    form: 0,
  };
  beginMetric(name, metric, state.metrics);
  state.room -= METRIC_BYTES;
  return metric;
}

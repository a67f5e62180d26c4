/**
 * Turns what a line says into points: finds its place, the pairs that are charted and their names, and leaves out what the log repeats.
 *
 * @module
 */
import { METRIC_NAMES_MAX } from "../../limits.ts";
import type { Point } from "../../model.ts";
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { metricKey, type MetricState } from "./metrics.ts";
import { isPlacedByBar, placeLine } from "./place.ts";
import { noteProgress } from "./progress.ts";
import { noteBlock, promotePairs } from "./promote.ts";
import { isPhased, qualifyName } from "./qualify.ts";
import { settleRank, takeEarly } from "./ranks.ts";
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
  /** The line is a bar: its values of an evaluation stay until the next evaluation. */
  isBar: boolean;
}

/** What is known about a line before it is charted. */
export interface ChartOptions {
  /** A format knows that the numbers are metrics: they are charted without further proof. */
  isSure?: boolean;
  /** The line draws its bar itself and doesn't wait for one. */
  isPlaced?: boolean;
}

/** Bounds of the lines that wait for a bar, and of the pairs on them. */
const WAITING_LINES_MAX = 8, WAITING_PAIRS_MAX = 48;

/** Charts what a line says, or lets it wait for the bar that places it. */
export function chartFacts(
  facts: LineFacts,
  { isSure = false, isPlaced = false }: ChartOptions,
  charting: Charting,
): void {
  const { state } = charting;
  const waits = !isSure && !isPlaced && facts.pairs.length > 0 && facts.pairs.length <= WAITING_PAIRS_MAX &&
    isPlacedByBar(facts, state);
  const pairs = state.waiting.reduce((sum, waiting) => sum + waiting.pairs.length, facts.pairs.length);
  const isFull = state.waiting.length >= WAITING_LINES_MAX || pairs > WAITING_PAIRS_MAX;
  if (facts.pairs.length > 0 && (!waits || isFull)) chartWaiting(charting);
  if (waits) state.waiting.push({ ...facts, pairs: facts.pairs.map((pair) => ({ ...pair })) });
  else chartNow(facts, isSure, charting);
}

/** Charts the lines that waited at the bar's step now: tqdm draws a bar again directly below what is printed above it. */
export function chartWaiting(charting: Charting): void {
  const { waiting } = charting.state;
  if (waiting.length === 0) return;
  for (const facts of waiting.splice(0)) chartNow(facts, false, charting);
}

function chartNow(facts: LineFacts, isSure: boolean, charting: Charting): void {
  const { state } = charting;
  const place = placeLine(facts, state);
  charting.place = place;
  charting.placed = facts.line;
  noteProgress(facts, place, state);
  if (facts.pairs.length === 0) return noteBlock(facts, state);
  if (place.own) state.phase = facts.phase;
  promotePairs(facts, { place, state, isSure }, (pair, step, epoch) => {
    const own = pair.phase || facts.phase;
    const heading = place.stepped ? "" : state.phase;
    const name = qualifyName(pair, { name: own || heading, own: own !== "" }, { place, state, pairs: facts.pairs });
    if (charting.taught.has(name)) return;
    givePoint({ name, pair, step, epoch, rank: facts.rank, place, phase: own }, charting);
  });
}

/** Gives a point, unless the log repeats it, another rank draws the curve, or there are too many names. */
export function givePoint(given: GivenPoint, charting: Charting): void {
  const { name, pair, step, epoch, place, phase } = given;
  const { state } = charting;
  const metric = findMetric(name, phase, state);
  if (!metric) return;
  const earlier = settleRank(given, metric, state);
  if (!earlier) return;
  for (const each of earlier) givePoint(each, charting);
  const x = isSet(step) ? step : metric.count;
  if (isRepeated(given, { x, metric }, charting)) return;
  metric.lastLine = pair.line;
  metric.count++;
  metric.lastStep = x;
  metric.lastValue = pair.value;
  metric.stepped ||= place.stepped;
  if (pair.info.kind === "metric") state.trained = true;
  const { value, line, info: { kind } } = pair;
  charting.onPoint({ metric: name, value, step: x, epoch: isSet(epoch) ? epoch : null, line, kind });
}

/** True when the log prints the metric's last value again: an earlier state of the line, or a bar that is drawn once more. */
function isRepeated(
  { name, pair, place }: GivenPoint,
  { x, metric }: { x: number; metric: MetricState },
  { redrawn, isStart, isBar }: Charting,
): boolean {
  if (metric.count === 0 || !Object.is(metric.lastValue, pair.value)) return false;
  const isOld = isStart || (isBar && redrawn && isPhased(name));
  const isSameLine = redrawn && metric.lastLine === pair.line;
  const isSameStep = (redrawn || isBar) && place.own && metric.lastStep === x;
  return isOld || isSameLine || isSameStep;
}

/** Gives the points of higher ranks that still wait when the log ends. */
export function releaseEarly(charting: Charting): void {
  for (const given of takeEarly(charting.state)) givePoint(given, charting);
}

/** What is known of a metric, a new one included; null, and counted, where there are too many names. */
function findMetric(name: string, phase: string, state: LiveState): MetricState | null {
  const key = metricKey(name);
  const known = state.metrics.get(key);
  if (known) return known;
  if (state.metrics.size >= METRIC_NAMES_MAX) {
    state.dropped++;
    return null;
  }
  const metric: MetricState = {
    count: 0,
    lastStep: NaN,
    lastValue: NaN,
    stepped: false,
    rank: null,
    lastLine: 0,
    phase,
  };
  state.metrics.set(key, metric);
  return metric;
}

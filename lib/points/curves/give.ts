/**
 * Turns what a line says into points: finds its place, the pairs that are charted and their names, and leaves out what the log repeats.
 *
 * @module
 */
import { METRIC_NAMES_MAX } from "../../limits.ts";
import type { Point } from "../../model.ts";
import { splitOf } from "../words/splits.ts";
import { emptyLineFacts, isSet, type LineFacts, type Pair } from "../grammar/statement.ts";
import { beginMetric, knownMetric, type MetricState } from "./metrics.ts";
import { barStep, findEnclosingBar } from "./bars.ts";
import { settleBurst } from "./burst.ts";
import { isLeadDue, letWaitForLead, observeLead, placeByLead, takeUndecided } from "./leads.ts";
import { isPlacedByBar, NOWHERE, placeLine } from "./place.ts";
import { noteProgress } from "./progress.ts";
import { settleLabels, takeLabelled } from "./labels.ts";
import type { OnEarned } from "./mark.ts";
import { isLesserCounter, noteBlock, promotePairs } from "./promote.ts";
import { releaseWatched } from "./proof.ts";
import { isCounted, xOf } from "./stand.ts";
import { isPhased, putUnderHeading, qualifyMark, qualifyName } from "./qualify.ts";
import { settleRank, takeEarly } from "./ranks.ts";
import { keepStale, takeSettled, takeStale } from "./stale.ts";
import { type GivenPoint, keepFacts, type LiveState, type Place } from "./state.ts";

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

/** What is known about a line before it is charted. */
export interface ChartOptions {
  /** A format knows that the numbers are metrics: they are charted without further proof. */
  isSure?: boolean;
  /** The line draws its bar itself and doesn't wait for one. */
  isPlaced?: boolean;
}

/** Bounds of the lines that wait for a bar, and of the pairs on them. */
const WAITING_LINES_MAX = 8, WAITING_PAIRS_MAX = 48;

/** Charts what a line says, or lets it wait until it is known whether its lead counts. */
export function chartFacts(printed: LineFacts, options: ChartOptions, charting: Charting): void {
  const { state } = charting;
  const isKnown = options.isSure || options.isPlaced;
  if (printed.label === "" && state.labels.waiting.length === 0) return chartSettled(printed, options, charting);
  const facts = isKnown ? { ...printed, label: "" } : printed;
  for (const each of settleLabels(facts, state)) chartSettled(each, each.line === facts.line ? options : {}, charting);
}

function chartSettled(printed: LineFacts, options: ChartOptions, charting: Charting): void {
  const { state } = charting;
  const facts = putUnderHeading(printed, state);
  const track = options.isSure || options.isPlaced ? null : observeLead(facts, state);
  if (track?.verdict === "open" && facts.pairs.length <= WAITING_PAIRS_MAX) letWaitForLead(facts, state);
  const isOpen = track?.verdict === "open";
  if (isLeadDue(facts.line, state) || (track && !isOpen)) chartUndecided(charting);
  if (!isOpen) chartPlaced(track?.verdict === "counter" ? placeByLead(facts, state) : facts, options, charting);
}

/** Charts the lines that waited for their lead. */
function chartUndecided(charting: Charting): void {
  for (const facts of takeUndecided(charting.state)) chartPlaced(facts, {}, charting);
}

/** Charts what a line says, or lets it wait for the bar that places it. */
function chartPlaced(
  facts: LineFacts,
  { isSure = false, isPlaced = false }: ChartOptions,
  charting: Charting,
): void {
  const { state } = charting;
  const waits = !isSure && !isPlaced && facts.pairs.length > 0 && facts.pairs.length <= WAITING_PAIRS_MAX &&
    isPlacedByBar(facts, state);
  if (state.waiting.length > 0 && facts.pairs.length > 0 && (!waits || isFull(facts, state))) chartWaiting(charting);
  if (waits) letWait(facts, state);
  else chartNow(facts, { isSure, at: NaN }, charting);
}

/** True when too much waits for a bar once this line does too. */
function isFull(facts: LineFacts, { waiting }: LiveState): boolean {
  const pairs = waiting.reduce((sum, each) => sum + each.facts.pairs.length, facts.pairs.length);
  return waiting.length >= WAITING_LINES_MAX || pairs > WAITING_PAIRS_MAX;
}

function letWait(facts: LineFacts, state: LiveState): void {
  const bar = findEnclosingBar(state, facts.line);
  state.waiting.push({ facts: keepFacts(facts), from: bar ? barStep(bar) : NaN });
}

/** Charts the lines that waited at the bar's step now: tqdm draws a bar again directly below what is printed above it. */
export function chartWaiting(charting: Charting): void {
  const { waiting } = charting.state;
  if (waiting.length === 0) return;
  const bar = findEnclosingBar(charting.state, waiting[0]!.facts.line);
  const steps = settleBurst(waiting, bar, charting.state);
  waiting.splice(0).forEach(({ facts }, i) => chartNow(facts, { isSure: false, at: steps[i]! }, charting));
}

function chartNow(facts: LineFacts, { isSure, at }: { isSure: boolean; at: number }, charting: Charting): void {
  const { state } = charting;
  if (isLesserCounter(facts, state)) {
    state.block.line = facts.line;
    return;
  }
  const place = placeLine(facts, state, at);
  charting.place = place;
  charting.placed = facts.line;
  if (state.stale.length > 0) releaseStale(facts.line, charting);
  noteProgress(facts, place, state);
  if (facts.pairs.length === 0) noteBlock(facts, state);
  if (facts.pairs.length === 0 && facts.asides.length === 0) return;
  if ((place.own && facts.pairs.length > 0) || isBehindHeading(facts, place, state)) state.phase = facts.phase;
  const mayRepeat = charting.redrawn || charting.isBar || isCounted(place.step, place);
  charting.isFresh = mayRepeat ? isFresh(facts, place, charting) : false;
  promotePairs(facts, { place, state, isSure }, earnerOf(facts, place, charting));
}

/** True for a line of an epoch that stood below the heading before: it was evaluated once, and this is training again. */
function isBehindHeading(facts: LineFacts, place: Place, state: LiveState): boolean {
  const [first] = facts.pairs;
  if (state.phase === "" || facts.phase !== "" || !place.epochOnly || !first || first.phase !== "") return false;
  const metric = knownMetric(nameOf(first, facts, { place, state }).name, state.metrics);
  return metric !== undefined && metric.lastLine > state.phaseLine && metric.lastStep === place.step;
}

/** True when a metric on the line has another value than its newest point. */
function isFresh(facts: LineFacts, place: Place, { state }: Charting): boolean {
  return facts.pairs.some((pair) => {
    if (pair.info.kind !== "metric") return false;
    const metric = knownMetric(nameOf(pair, facts, { place, state }).name, state.metrics);
    return metric !== undefined && !Object.is(metric.lastValue, pair.value);
  });
}

/** The name of a pair's curve without the line's mark, and the phase that it was measured in. */
function nameOf(
  pair: Pair,
  facts: LineFacts,
  { place, state }: { place: Place; state: LiveState },
): { name: string; phase: string } {
  const own = pair.phase || facts.phase;
  const phase = own || (place.stepped ? "" : state.phase);
  return { name: qualifyName(pair, { name: phase, own: own !== "" }, { place, state, pairs: facts.pairs }), phase };
}

/** Gives the points of the pairs that are charted, under the names of their curves. */
function earnerOf(facts: LineFacts, place: Place, charting: Charting): OnEarned {
  const { state, taught } = charting;
  return (pair, { step, epoch, globalStep }) => {
    const { name, phase } = nameOf(pair, facts, { place, state });
    const { marked, mark } = qualifyMark(name, facts.mark, state);
    if (taught.has(marked)) return;
    const isNew = mark > 0 && !knownMetric(marked, state.metrics);
    const given = { name: marked, pair, step, epoch, globalStep, rank: facts.rank, place, phase };
    givePoint(given, charting);
    const metric = isNew ? knownMetric(marked, state.metrics) : undefined;
    if (metric) metric.mark = mark;
  };
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
function releaseStale(line: number, charting: Charting): void {
  for (const given of takeSettled(line, charting.state)) {
    const metric = findMetric(given.name, given.phase, charting.state);
    if (metric) recordPoint(given, metric, charting);
  }
}

/** Charts what still waits when the log ends. */
export function chartRest(charting: Charting): void {
  const { state } = charting;
  for (const facts of takeLabelled(state)) chartSettled(facts, {}, charting);
  chartUndecided(charting);
  chartWaiting(charting);
  releaseWatched(state, earnerOf(emptyLineFacts(0), NOWHERE, charting));
  releaseStale(Infinity, charting);
  for (const given of takeEarly(state)) givePoint(given, charting);
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
  return metric;
}

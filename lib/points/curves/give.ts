/**
 * From what a line says to its points: where it stands, what earned a chart, under which name, and what was said before already.
 *
 * @module
 */
import { METRIC_NAMES_MAX } from "../../limits.ts";
import type { Point } from "../../model.ts";
import { metricKey, type MetricState } from "./metrics.ts";
import { isPlacedByBar, type Place, placeLine } from "./place.ts";
import { noteProgress } from "./progress.ts";
import { noteBlock, promotePairs } from "./promote.ts";
import { isPhased, qualifyName } from "./qualify.ts";
import type { LiveState } from "./state.ts";
import type { LineFacts, Pair } from "../grammar/statement.ts";

/** Takes each point as it is read. */
export type OnPoint = (point: Point) => void;

/** What charting a line needs to know. */
export interface Charting {
  state: LiveState;
  onPoint: OnPoint;
  /** Names that a user's pattern reads: the reader's own points of them are not given. */
  taught: ReadonlySet<string>;
  /** Where the last line that was placed stands, and which it was. */
  place: Place | null;
  placed: number;
  /** The line's state will be drawn over. */
  redrawn: boolean;
  /** The line is a bar that has not begun: what it says is of the epoch before, if it is the same. */
  isStart: boolean;
  /** The line is a bar: what it says of an evaluation stands there until the next one. */
  isBar: boolean;
}

/** How sure it is what a line's numbers are. */
export interface ChartOptions {
  /** A format knows them for metrics: they are charted without further proof. */
  isSure?: boolean;
  /** Drawn with its bar: it doesn't wait for one. */
  isPlaced?: boolean;
}

/** Lines that wait for a bar, and pairs on them. */
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
  const full = state.waiting.length >= WAITING_LINES_MAX || pairs > WAITING_PAIRS_MAX;
  if (facts.pairs.length > 0 && (!waits || full)) chartWaiting(charting);
  if (waits) state.waiting.push({ ...facts, pairs: facts.pairs.map((pair) => ({ ...pair })) });
  else chartNow(facts, isSure, charting);
}

/** Charts the lines that waited, at the bar's place now: tqdm draws a bar again right behind what is printed above it. */
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

/** A point on its way. `step` and `epoch` may be NaN. */
export interface GivenPoint {
  name: string;
  pair: Pair;
  step: number;
  epoch: number;
  rank: number | null;
  place: Place;
  phase: string;
}

/** Gives a point, unless the log says it again, another rank's curve is drawn, or there are too many names. */
export function givePoint(given: GivenPoint, charting: Charting): void {
  const { name, pair, step, epoch, place, phase } = given;
  const { state, redrawn, isStart, isBar } = charting;
  const metric = metricState(name, phase, state);
  if (!metric || !isOwnRank(given, metric, charting)) return;
  const x = step === step ? step : metric.count;
  const isSame = Object.is(metric.lastValue, pair.value) && metric.count > 0;
  const isOld = isStart || (isBar && redrawn && isPhased(name));
  const isDrawnAgain = (redrawn && metric.lastLine === pair.line) ||
    ((redrawn || isBar) && place.own && metric.lastStep === x);
  if (isSame && (isOld || isDrawnAgain)) return;
  metric.lastLine = pair.line;
  metric.count++;
  metric.lastStep = x;
  metric.lastValue = pair.value;
  metric.stepped ||= place.stepped;
  if (pair.info.kind === "metric") state.trained = true;
  const { value, line, info: { kind } } = pair;
  charting.onPoint({ metric: name, value, step: x, epoch: epoch === epoch ? epoch : null, line, kind });
}

/** Of several ranks that print a metric only the lowest draws its curve. A higher one's points wait a little for it to speak. */
function isOwnRank(given: GivenPoint, metric: MetricState, charting: Charting): boolean {
  const { rank, name } = given;
  const { early } = charting.state;
  if (rank === null) return true;
  if (metric.rank !== null && rank > metric.rank) return false;
  const kept = early.filter((each) => each.name === name);
  if (rank > 0 && metric.count === 0 && kept.length < EARLY_POINTS_MAX && early.length < EARLY_ALL_MAX) {
    if (kept.some((each) => each.rank! < rank)) return false;
    charting.state.early = early.filter((each) => each.name !== name || each.rank === rank);
    charting.state.early.push({ ...given, pair: { ...given.pair } });
    return false;
  }
  metric.rank = rank;
  if (kept.length === 0) return true;
  charting.state.early = early.filter((each) => each.name !== name);
  if (kept[0]!.rank === rank) { for (const each of kept) givePoint(each, charting); }
  return true;
}

/** Points of one metric, and of all, that wait for a lower rank's. */
const EARLY_POINTS_MAX = 8, EARLY_ALL_MAX = 48;

/** The log ends: no lower rank will speak. */
export function releaseEarly(charting: Charting): void {
  const { early } = charting.state;
  charting.state.early = [];
  for (const given of early) givePoint({ ...given, rank: null }, charting);
}

function metricState(name: string, phase: string, state: LiveState): MetricState | null {
  const key = metricKey(name);
  const own = state.metrics.get(key);
  if (own) return own;
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

/**
 * Progress bars that the log has drawn: which one a drawing belongs to, and which one encloses the lines printed now.
 *
 * @module
 */
import { barCount, type BarSlots, barTotal } from "../grammar/bar_slots.ts";
import { isSet, type LineFacts } from "../grammar/statement.ts";
import type { Shape } from "../scan/shape.ts";
import { endsHeading, NO_ROUND, noteRound, roundOf } from "./bar_rounds.ts";
import { isBehindRounds } from "./count_on.ts";
import { knownMetric } from "./metrics.ts";
import { noteBarProgress } from "./progress.ts";
import { sizeOf, sizeOfText } from "../size.ts";
import type { BarState } from "./bar_state.ts";
import type { LiveState } from "./state.ts";

const BARS_MAX = 6;
/** Lines between a bar that is over and what it places, or between bars that are drawn one after the other. */
export const NEAR_LINES = 3;

/** A line that draws a bar, with what the rest of the line says. */
export interface Drawing {
  bar: BarSlots;
  facts: LineFacts;
  shape: Shape;
  text: string;
  /** True once it is known that the heading above the line is over: the bar was there before it. */
  endsHeading?: boolean;
}

/**
 * Remembers a bar as it is drawn now, and the progress that it shows. Gives null for a bar that can't enclose other lines: one that moves
 * files, Keras' (its epoch was printed before), an evaluation's, and one that names its epoch itself.
 */
export function drawBar(drawing: Drawing, state: LiveState): BarState | null {
  const { bar, facts, shape, text } = drawing;
  if (bar.isNoise) dropBar(facts.line, barTotal(bar, shape), state);
  if (bar.isKeras || bar.isNoise) return null;
  const drawn = ++state.drawings.count, round = roundOf(bar, facts);
  state.drawings.line = facts.line;
  const n = barCount(bar, shape), total = barTotal(bar, shape);
  const known = findBar(bar, { n, total, line: facts.line, bars: state.bars });
  if (known) {
    drawing.endsHeading = endsHeading(known, n, state);
    noteRound(known, { n, round });
    moveBar(known, { n, facts }, state);
    nameBar(known, bar.description, state);
    noteDrawing(known, facts);
    known.drawn = drawn;
  } else if (!isSet(facts.epoch) && !facts.phase) {
    addBar({ name: bar.description, n, total, line: facts.line, round }, state);
  }
  if (facts.phase === "" && !isBesideTraining(known, total, state)) {
    noteBarProgress({ bar, n, total, known }, { shape, text }, state);
  }
  return known;
}

/** Remembers the line that drew a bar, and what the drawing shows of its kind. */
function noteDrawing(bar: BarState, { epoch, line }: LineFacts): void {
  bar.line = line;
  bar.isNamed ||= isSet(epoch);
  if (Number.isInteger(epoch)) bar.named = epoch;
  bar.isPartly ||= bar.n < bar.total;
}

/** Gives a bar its newest description. */
function nameBar(bar: BarState, description: string, state: LiveState): void {
  if (bar.name === description) return;
  bar.name = description;
  state.room -= sizeOfText(description);
}

/** Remembers a bar that is drawn for the first time, unless it is blank. */
function addBar(drawn: Pick<BarState, "name" | "n" | "total" | "line" | "round">, state: LiveState): void {
  if (isBlank(drawn)) return;
  makeRoom(state);
  const fresh = {
    offset: 0,
    stride: 0,
    lastStride: 0,
    rounds: 1,
    places: false,
    isNamed: false,
    named: NaN,
    passesEpochs: false,
    began: state.entered,
    moved: state.entered,
    isFine: drawn.n > 0,
    drawn: state.drawings.count,
    ...NO_ROUND,
  };
  const bar = {
    ...fresh,
    ...drawn,
    epoch: state.epoch,
    spans: false,
    isPartly: drawn.n < drawn.total,
    firstRound: drawn.round,
  };
  state.bars.push(bar);
  state.room -= sizeOf(bar);
}

/** True for a bar beside a longer one that has placed points, and for one that ends before the step that lines printed. */
function isBesideTraining(known: BarState | null, total: number, { bars, step }: LiveState): boolean {
  return total < step || bars.some((each) => each.places && each !== known && each.total > total);
}

/** Forgets the bar of a line and a total: it had no description yet, and turns out to move files. */
function dropBar(line: number, total: number, { bars }: LiveState): void {
  const at = bars.findIndex((bar) => bar.line === line && bar.total === total);
  if (at >= 0) bars.splice(at, 1);
}

/** Forgets the oldest bar that is over, else the oldest of all, when there are too many. */
function makeRoom({ bars }: LiveState): void {
  if (bars.length < BARS_MAX) return;
  bars.splice(Math.max(0, bars.findIndex(isOver)), 1);
}

/** True for a bar that has reached its end, and for one without an end. */
export function isOver({ n, total }: BarState): boolean {
  return !(n < total);
}

/** True for a bar that shows neither a count nor a total: `0it [00:00, ?it/s]`. It may get its total with the next drawing. */
const isBlank = ({ n, total }: Pick<BarState, "n" | "total">) => n === 0 && !isSet(total);
const hasEnded = ({ n, total }: Pick<BarState, "n" | "total">) => n >= total;

/**
 * The bar that is drawn again: one on the same line, else one of the same description and total, else one that is over or has not begun, and
 * had no description before.
 */
function findBar(
  { description }: BarSlots,
  { n, total, line, bars }: { n: number; total: number; line: number; bars: readonly BarState[] },
): BarState | null {
  const same = bars.filter((each) => Object.is(each.total, total));
  const here = same.filter((each) => each.line === line && !isOver(each));
  const named = (each: BarState) => each.name === description;
  return here.find(named) ?? here[0] ?? same.find(named) ??
    same.find((each) => n === 0 && isOver(each) && (description === "" || each.name === "")) ??
    same.find((each) => n <= 1 && isUnbegun(each)) ?? null;
}

/** True for a bar that was drawn before the program described it, and before it moved. */
const isUnbegun = ({ n, name }: BarState) => n === 0 && name === "";

/** Moves a bar to a new count. One that counts on while the epoch changes counts all epochs. One that begins again counts on from where it was. */
function moveBar(bar: BarState, { n, facts }: { n: number; facts: LineFacts }, state: LiveState): void {
  const { epoch } = state;
  if (isDrawnAsOver(bar, { n, facts }, state)) {
    beginRound(bar, state);
    Object.assign(bar, { epoch, began: state.entered });
  }
  if (n < bar.n) {
    if (n * 2 < bar.n || endsRound(bar, facts.line)) beginRound(bar, state);
    Object.assign(bar, { epoch, spans: false, passesEpochs: false, named: NaN, began: state.entered });
  } else {
    bar.isFine ||= n - bar.n > state.entered - bar.moved;
    bar.lastStride = bar.stride;
    bar.stride = n - bar.n;
    const isInNext = hasGoneOn(bar, n, state) && !Object.is(bar.epoch, epoch);
    bar.passesEpochs ||= bar.n > 0 && isDrawnInNext(bar, n, facts);
    bar.spans ||= bar.passesEpochs || (bar.n > 0 && isInNext);
    bar.isPartly ||= n > bar.n && !isSet(bar.total);
  }
  if (n !== bar.n) bar.moved = state.entered;
  bar.n = n;
}

/** True for a bar around epochs that began since it did, of trials or of these epochs themselves: it moves on no more often than they begin. */
const isAround = ({ isFine, isNamed, began }: BarState, { entered }: LiveState) =>
  !isFine && !isNamed && entered > began;

/** Forgets the training step that a bar gave which turns out to be around epochs, as one begins. */
export function leaveAround(state: LiveState): void {
  const { bars, globalStep } = state;
  if (bars.some((bar) => barStep(bar) === globalStep && isAround(bar, state))) state.globalStep = NaN;
}

/** True where a bar's round ended above a line: each drawing of a bar without an end that never moved on is the last one of a round. */
const endsRound = (bar: BarState, line: number) => hasEnded(bar) ? line > bar.line : !isSet(bar.total) && !bar.isPartly;

/** True for a bar that isn't over and counts on, or stands where it stood while others were drawn. */
function hasGoneOn(bar: BarState, n: number, { drawings }: LiveState): boolean {
  return !hasEnded(bar) && (n > bar.n || drawings.count > bar.drawn + 1);
}

/** True for a bar that isn't over, drawn again with the next epoch in its own words: on its line, else farther by as many as there were epochs. */
function isDrawnInNext(bar: BarState, n: number, { epoch, line }: LineFacts): boolean {
  return !hasEnded(bar) && epoch > bar.named && (line === bar.line || n - bar.n === epoch - bar.named);
}

/**
 * True for the next round of a bar of which only the last states are kept: it is over again, in the next epoch, or with a new value of a
 * metric that it measured.
 */
function isDrawnAsOver(
  bar: BarState,
  { n, facts }: { n: number; facts: LineFacts },
  { metrics, entered }: LiveState,
): boolean {
  if (n !== bar.n || bar.isPartly || facts.line === bar.line) return false;
  if (!bar.isNamed && entered > bar.began) return true;
  return facts.pairs.some(({ info, value }) => {
    const metric = knownMetric(info.name, metrics);
    return metric !== undefined && metric.lastLine === bar.line && metric.lastValue !== value;
  });
}

/** Counts a bar on from its round that is over. The first epoch that was printed behind its rounds says that all are. */
export function beginRound(bar: BarState, state: LiveState): void {
  const isFirst = Number.isInteger(state.epoch) && !Number.isInteger(bar.epoch) && !bar.isNamed;
  if (isFirst && isBehindRounds(bar.rounds, state)) state.epochsBehind = true;
  bar.offset += lengthOfRound(bar);
  bar.rounds++;
}

/** Steps of a bar's round that is over: all, where one more of its newest moves would have reached its end. Bars that vanish don't show it. */
function lengthOfRound({ n, stride, lastStride, total }: BarState): number {
  return n < total && n + Math.max(stride, lastStride) >= total ? total : n;
}

/** The step that a bar has reached, its earlier rounds counted in. */
export function barStep({ offset, n }: BarState): number {
  return offset + n;
}

/**
 * The bar that places a line: the oldest one that isn't over. Where all are over: of those that ended just above the line the one that has
 * placed points, else the longest; once training was seen, one farther above. A short bar beside a longer one that has placed points is an
 * evaluation's and places nothing. Null when there is none.
 */
export function findEnclosingBar(state: LiveState, line: number): BarState | null {
  if (state.bars.length === 0) return null;
  const { trained } = state, isPlacing = (bar: BarState) => !isAround(bar, state);
  const bars = state.bars.every(isPlacing) ? state.bars : state.bars.filter(isPlacing);
  const open = bars.find((bar) => !isOver(bar));
  if (open) return open.places ? open : longerAbove(open, bars, line) ?? open;
  const near = barsAbove(bars, line), best = bestBar(near), placing = bestBar(bars.filter(({ places }) => places));
  if (best && placing && !best.places && placing.total > best.total) return placing;
  return best ?? (trained ? bestBar(bars) : null);
}

/** The longer bar that has placed points and ended just above a line. */
function longerAbove({ total }: BarState, bars: readonly BarState[], line: number): BarState | undefined {
  const isLonger = (bar: BarState) => bar.places && bar.total > total;
  return bars.some(isLonger) ? barsAbove(bars, line).find(isLonger) : undefined;
}

/**
 * True for a bar that is drawn again soon: the newest one, and one with another bar in each of its steps. Else an evaluation runs, and the
 * bar stands still.
 */
export function isMoving(bar: BarState, { bars, drawings }: LiveState): boolean {
  return bar.drawn === drawings.count || bars.some((inner) => inner !== bar && inner.rounds > bar.n);
}

/** Bars that are over and were drawn just above a line, each near the next one. */
function barsAbove(bars: readonly BarState[], line: number): BarState[] {
  let below = line;
  const near: BarState[] = [];
  if (!bars.some((bar) => line - bar.line <= NEAR_LINES)) return near;
  for (const bar of bars.toSorted((a, b) => b.line - a.line)) {
    if (below - bar.line > NEAR_LINES) break;
    below = Math.min(below, bar.line);
    if (isOver(bar)) near.push(bar);
  }
  return near;
}

/** The bar that has placed points, else the longest; the first of equals. */
function bestBar(bars: readonly BarState[]): BarState | null {
  let best: BarState | null = null;
  for (const bar of bars) {
    if (!best || (bar.places === best.places ? bar.total > best.total : bar.places)) best = bar;
  }
  return best;
}

/** The line's batch is a count through all epochs: its step. It may be drawn late, below the words of a newer epoch. */
export function turnBatchIntoStep(facts: LineFacts, bar: BarState, { epochBase }: Pick<LiveState, "epochBase">): void {
  const step = bar.passesEpochs && facts.epoch - epochBase > bar.n ? facts.epoch - epochBase : bar.n;
  Object.assign(facts, { step, stepTotal: bar.total, batch: NaN, batchTotal: NaN });
  if (bar.passesEpochs) facts.wholeEpoch = false; // the step doesn't begin again with it
}

/** The line with its count as the step, where that counts to the total of a bar: `T = 400 / 5000` below a bar of 5000. */
export function settleCountOfBar(facts: LineFacts, { bars, epoch }: LiveState): LineFacts {
  const { lead, pairs, step, batch } = facts, { totalValue: total = NaN, value = NaN } = lead ?? {};
  const bar = bars.find((each) => each.total === total && value <= total);
  if (!lead || !bar || isSet(step) || isSet(batch)) return facts;
  const isWithin = Number.isInteger(epoch) && !bar.spans;
  const own = isWithin ? { batch: value, batchTotal: total } : { step: value, stepTotal: total };
  return { ...facts, ...own, pairs: pairs.filter((_, at) => at !== lead.pair), lead: null };
}

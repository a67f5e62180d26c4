/**
 * Reads a line by what lines of its shape say: lets open tables read it, draws its bar, charts its facts, notes its settings and what it
 * tells of the run. Doesn't find out what a line means, nor which points it gives.
 *
 * @module
 */
import { barStep, drawBar, type Drawing, findEnclosingBar, turnBatchIntoStep } from "./curves/bars.ts";
import { noteStart, placeInRound } from "./curves/bar_rounds.ts";
import {
  chartDue,
  chartFacts,
  chartLabelled,
  chartListed,
  chartPaused,
  chartRest,
  chartWaiting,
} from "./curves/chart.ts";
import { hasEpochAbove } from "./curves/count_on.ts";
import { type Charting, releaseFirst } from "./curves/give.ts";
import { settleEvaluation } from "./curves/evaluation_bar.ts";
import { beginGlued, endGlued } from "./curves/glued.ts";
import { withoutCutValue } from "./curves/cut_value.ts";
import { parseSecondsLeft } from "./curves/progress.ts";
import { markLine, type OnMark } from "./curves/run_marks.ts";
import { beginValues, forgetValues, readSettings } from "./curves/settings.ts";
import { leaveListing, type ReadLine, readListed, stayInListing } from "./curves/listing.ts";
import { noteUnreadable } from "./curves/unread.ts";
import type { LiveState } from "./curves/state.ts";
import { doubted } from "./curves/sure.ts";
import { keepTitle, keepTitleOfTraining } from "./curves/titles.ts";
import { closeSpans, hasNoSpans, openSpan, proceedSpans, restSpans } from "./formats/spans.ts";
import { barCount, barTotal } from "./grammar/bar_slots.ts";
import { fillFacts } from "./grammar/fill_facts.ts";
import { namePrinter } from "./grammar/printer.ts";
import { hasCounter, isSet, type LineFacts, type PrefixEnd, type Statement } from "./grammar/statement.ts";
import { findUnreadable } from "./grammar/unreadable.ts";
import type { Shape } from "./scan/shape.ts";
import { partOf, type Source } from "./scan/source.ts";
import { findPrefix, skipSpace } from "./words/prefix.ts";

/** What reading a line needs to know. */
export interface Applying extends Charting {
  onMark: OnMark;
  /** The numbers of the line. */
  shape: Shape;
}

/** A line as the program printed it, without escape codes. */
export interface Printed {
  text: string;
  line: number;
}

/** What is known of a line that draws no bar. */
export const NO_BAR = { isStart: false, isEnd: false, roundSteps: NaN, isBar: false, isDrawn: false, isFresh: false };

/** Reads a line by what lines of its shape say. */
export function applyStatement(statement: Statement, printed: Printed, reading: Applying): void {
  const { state, shape } = reading, { bar, begins } = statement;
  chartDue(printed.line, reading);
  if (!hasNoSpans(state.spans) && readInSpans(statement, printed, reading)) {
    return noteSettings(statement, printed, reading);
  }
  if (begins) beginSpan(begins, ownPart(statement, printed.text, shape), state);
  if (statement.hasUnreadable) noteUnreadable(findUnreadable(printed.text, statement), printed.line, state);
  const whole = withoutCut(fillFacts(statement, shape, printed.line), statement, printed.text, shape);
  if (statement.printer !== null) whole.printer = namePrinter(statement, printed.text, shape);
  const facts = bar ? settleEvaluation(whole, bar, state) : whole;
  const read = { statement, facts, text: printed.text, shape };
  if (isOfListing(read, reading)) keepSettings(statement, printed.text, reading);
  else applyFacts(read, reading);
}

/** Opens the span of a format. */
function beginSpan(format: string, source: Source, state: LiveState): void {
  state.room -= openSpan(format, source, state.spans);
  beginValues(state);
}

/** Reads a line that stands in no list of settings. */
function applyFacts({ statement, facts, text, shape }: ReadLine, reading: Applying): void {
  const { state } = reading, { bar, begins, next } = statement, { line } = facts;
  if (bar) readBar({ bar, facts, shape, text }, reading);
  else noteHeading(statement, line, state);
  if (statement.leftSlot >= 0) {
    state.progress.secondsLeft = parseSecondsLeft(statement.leftSlot, { shape, text });
  }
  if (!bar?.isNoise) chartFacts(facts, { isSure: statement.isSure, isPlaced: bar !== null }, reading);
  if (!bar && !begins) noteSettings(statement, { text, line }, reading);
  if (next) readGlued(next, { text, line, from: barEnd(statement, text, shape) }, reading);
}

/** A bar's facts without a value that the terminal's width cut. */
function withoutCut(facts: LineFacts, { bar, pairSlots }: Statement, text: string, { start, end }: Shape): LineFacts {
  if (bar === null || bar.cut < 0) return facts;
  return withoutCutValue(facts, pairSlots.indexOf(bar.cut), text.slice(start[bar.cut], end[bar.cut]));
}

/** Remembers the words of a line that say what the lines below it are of. */
function noteHeading({ heading, title }: Statement, line: number, state: LiveState): void {
  if (heading !== null) Object.assign(state, { phase: heading, phaseLine: line });
  if (title !== null) (heading === "" ? keepTitleOfTraining : keepTitle)(title, line, state);
}

/** Marks a line that tells of the run itself. A redrawn state tells nothing that stays. */
export function noteMark(statement: Statement, { text, line }: Printed, reading: Applying): void {
  if (reading.redrawn) return;
  const { from } = ownPart(statement, text, reading.shape);
  markLine({ mark: statement.lineMark, text: text.slice(from), line }, reading);
}

/** True for a line of a list of settings, and for one that waits until it is known whether it is. A heading of values is none. */
function isOfListing(line: ReadLine, reading: Applying): boolean {
  const { facts, statement: { heading, listed } } = line, { state } = reading;
  const isHeading = heading !== null && (state.trained || listed?.isFrame);
  if (state.listing.waiting.length > 0 && (listed === null || isHeading)) chartListed(reading);
  if (listed !== null && !(heading !== null && state.trained)) return readListed(line, reading, chartListed);
  leaveListing(facts, state);
  if (listed !== null) stayInListing(facts.line, state);
  return false;
}

/** Keeps the settings on a line that was printed before training and counts nothing, or may say how far training will go. */
function noteSettings(statement: Statement, { text, line }: Printed, reading: Applying): void {
  const { state } = reading, isPlan = line === state.planLine;
  if (isPlan) beginValues(state);
  if (isPlan || !hasCounter(statement)) keepSettings(statement, text, reading);
}

function keepSettings(statement: Statement, text: string, { state, shape }: Applying): void {
  if (!state.trained && statement.hasSettings) readSettings(partOf(ownPart(statement, text, shape)), state);
}

/** Reads the text that another writer glued to a bar. The bar places it; it may be a row under the bar's header. */
function readGlued(statement: Statement, glued: Printed & { from: number }, reading: Applying): void {
  const { state, shape } = reading;
  const { text, line, from } = glued;
  const source = { text, shape, from, to: text.length };
  if (!hasNoSpans(state.spans) && !statement.bar && readRows(source, { line, bar: null }, reading)) return;
  const facts = fillFacts(statement, shape, line);
  Object.assign(reading, NO_BAR); // another writer's values are not the bar's old ones
  if (statement.bar) readBar({ bar: statement.bar, facts, shape, text }, reading);
  chartFacts(facts, { isSure: statement.isSure, isPlaced: true }, reading);
  if (!statement.bar && (facts.pairs.length > 0 || hasCounter(statement))) beginGlued(line, state);
  if (statement.next) readGlued(statement.next, { text, line, from: barEnd(statement, text, shape) }, reading);
}

/** Offset behind the bracket that ends a bar. */
function barEnd({ lastSlot }: Statement, text: string, shape: Shape): number {
  return text.indexOf("]", shape.end[lastSlot]!) + 1;
}

/** Draws a bar and charts the lines that waited for it. Where another bar encloses them, they are charted before it moves. */
function readBar(drawing: Drawing, reading: Applying): void {
  const { state } = reading;
  const { bar, facts } = drawing;
  endGlued(state);
  if (facts.pairs.length > 0) chartLabelled(reading); // their epoch may be that of the bar's last round
  if (findEnclosingBar(state, facts.line)?.name !== bar.description) chartWaiting(reading);
  draw(drawing, reading);
  chartWaiting(reading);
  if (drawing.endsHeading) state.phase = "";
  reading.isDrawn = !bar.isKeras;
  reading.isBar = reading.isDrawn && facts.phase === "";
  const n = barCount(bar, drawing.shape);
  reading.isStart = n === 0 || facts.step === 0;
  reading.roundSteps = barTotal(bar, drawing.shape);
  reading.isEnd = n === reading.roundSteps;
  noteStart(facts.line, { n: reading.isStart ? 0 : n, total: reading.roundSteps }, state);
  if (bar.isKeras && !isSet(facts.epoch) && facts.phase === "") facts.epoch = state.epoch;
}

function draw(drawing: Drawing, { state }: Applying): void {
  const { facts, bar, shape } = drawing;
  const known = drawBar(drawing, state);
  if (bar.round >= 0) placeInRound(facts, bar, { bar: known, shape, state });
  if (!known || facts.batch !== known.n) return;
  known.places ||= facts.pairs.length > 0;
  if (known.spans) turnBatchIntoStep(facts, known, state);
  else if (!isSet(facts.epoch) && !hasEpochAbove(facts, state)) facts.batch = barStep(known);
}

/** Lets the open spans read the line, or the row before the line's bar. True when one of them did. */
function readInSpans(statement: Statement, { text, line }: Printed, reading: Applying): boolean {
  const { shape } = reading;
  const { row, bar } = statement;
  if (bar && (row === null || statement.facts.pairs.length > 0)) return false;
  const source = bar ? { text, shape, from: 0, to: shape.start[row!.end]! } : ownPart(statement, text, shape);
  return readRows(source, { line, bar }, reading);
}

/** The line without its prefix. */
function ownPart({ prefix }: Statement, text: string, shape: Shape): Source {
  return { text, shape, from: prefix ? endOfPrefix(prefix, text, shape) : 0, to: text.length };
}

/** Offset behind the prefix. Where the line's own spaces or rules are longer than the typical line's, it is looked for again. */
function endOfPrefix({ slot, tail, isBlank }: PrefixEnd, text: string, shape: Shape): number {
  if (isBlank) return skipSpace(text, 0);
  const from = slot < 0 ? 0 : shape.end[slot]!, end = from + tail.length;
  const isTypical = text.startsWith(tail, from) && text.charCodeAt(end) > SPACE && text[end] !== text[end - 1];
  return isTypical ? end : findPrefix(text).end;
}

const SPACE = 32;

function readRows(source: Source, { line, bar }: { line: number; bar: Statement["bar"] }, reading: Applying): boolean {
  const { taken, rows, isUnsure, grown } = proceedSpans(source, line, reading.state.spans);
  reading.state.room -= grown;
  if (rows.some(({ pairs }) => pairs.some((pair) => pair.line < line))) forgetValues(reading.state);
  const isDoubted = isUnsure === true && reading.state.trained; // what training has learnt is printed once
  for (const row of rows) {
    const facts = isDoubted ? doubted(row) : row;
    if (bar) placeRow({ bar, facts, shape: source.shape, text: source.text }, reading);
    chartFacts(facts, { isSure: bar !== null || (facts.lead === null && !isDoubted) }, reading);
  }
  return taken;
}

/** A row before a bar is placed by that bar. */
function placeRow(drawing: Drawing, reading: Applying): void {
  const { bar, facts, shape } = drawing;
  draw(drawing, reading);
  facts.batch = barCount(bar, shape);
  facts.batchTotal = barTotal(bar, shape);
}

/** Gives what waits only for a place that is known by now: nothing was printed for a while. */
export function pauseLog(reading: Applying): void {
  Object.assign(reading, NO_BAR, { redrawn: false });
  chartPaused(reading);
  for (const facts of restSpans(reading.state.spans)) chartFacts(facts, { isSure: true }, reading);
  releaseFirst(reading);
}

/** Gives what waits at the end of the log. */
export function endLog(reading: Applying): void {
  Object.assign(reading, NO_BAR, { redrawn: false }); // what the last line was says nothing of those that wait
  chartRest(reading);
  for (const facts of closeSpans(reading.state.spans)) chartFacts(facts, { isSure: true }, reading);
  releaseFirst(reading);
}

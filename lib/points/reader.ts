/**
 * Turns lines into points, in one order: a line's shape, what lines of that shape say, the line's place, the points that are charted. Never
 * throws, and reads at most `LINE_READ_MAX_CHARS` characters of a line, of JSON more.
 *
 * @module
 */
import { SHAPES_KEPT } from "../limits.ts";
import type { Pattern, Progress, UnreadName } from "../model.ts";
import { barStep, drawBar, type Drawing, findEnclosingBar, turnBatchIntoStep } from "./curves/bars.ts";
import { keepWithin } from "./curves/budget.ts";
import { chartFacts, chartRest, chartWaiting } from "./curves/chart.ts";
import type { Charting, OnPoint } from "./curves/give.ts";
import { findProgress, parseSecondsLeft } from "./curves/progress.ts";
import { readSettings } from "./curves/settings.ts";
import { initialReaderState } from "./curves/state.ts";
import { packState, type ReaderState, unpackState } from "./curves/stored_state.ts";
import { markLine, markPoint, markSilence, type OnMark } from "./curves/run_marks.ts";
import { giveTaught } from "./curves/taught.ts";
import { listUnread, listWarnings, noteUnreadable } from "./curves/unread.ts";
import { closeSpans, hasNoSpans, openSpan, proceedSpans } from "./formats/spans.ts";
import { findUnreadable } from "./grammar/unreadable.ts";
import { fillFacts, isSet, type Statement } from "./grammar/statement.ts";
import { cutLine } from "./scan/cut_line.ts";
import { makeShape, scanShape, type Shape } from "./scan/shape.ts";
import { plainNumbers, usesDecimalComma } from "./scan/spelling.ts";
import { partOf, type Source } from "./scan/source.ts";
import { type CompiledPattern, compilePatterns } from "./taught/pattern.ts";
import { understandLine } from "./understand.ts";
import { canonicalName } from "./words/name.ts";
import { isRaw, splitRanks, splitRecords, stripAnsi } from "./scan/raw.ts";
import { findPrefix } from "./words/prefix.ts";

export type { OnPoint } from "./curves/give.ts";
export type { ReaderState } from "./curves/stored_state.ts";

/** Reads a log line by line. */
export interface PointReader {
  /** Reads one state of a line. `isCut` says that the log has more of it. May give points of earlier lines too. Never throws. */
  read(text: string, line: number, redrawn: boolean, isCut?: boolean): void;
  /** Ends the log: gives the points that were held back. */
  finish(): void;
  /** Gives the mark of a silence after the newest line. */
  markSilence(text: string): void;
  /** A copy of all that is remembered. A reader that resumes from it gives the same points. */
  snapshot(): ReaderState;
  /** Settings that were printed before training, by name. */
  readonly settings: Record<string, string>;
  readonly progress: Progress;
  /** Sentences about what was left out: values that can't be read, points that were not kept. */
  readonly warnings: string[];
  /** Names that recur and aren't charted, with the reason. */
  readonly unread: UnreadName[];
}

/** How to read. */
export interface ReadOptions {
  /** Where to resume. By default at the start of a log. */
  state?: ReaderState;
  patterns?: readonly Pattern[];
  /** Receives the marks of the run: what its lines tell of the run itself. */
  onMark?: OnMark;
  /** Give only what the patterns read; the rest of the log still sets the steps. */
  onlyPatterns?: boolean;
}

interface Reading extends Charting {
  onMark: OnMark;
  patterns: CompiledPattern[];
  /** Receives what the patterns read. */
  onTaught: OnPoint;
  shape: Shape;
  /** What lines say, by a part of their shape's key. A log has a few dozen shapes. */
  statements: Map<number, Understood>;
}

interface Understood {
  key: number;
  statement: Statement;
}

/** What is known of a line that draws no bar. */
const NO_BAR = { isStart: false, isEnd: false, isBar: false, isFresh: false };

/** What reading begins with. */
function beginReader(onPoint: OnPoint, options: ReadOptions): Reading {
  const { patterns = [], onMark = () => {} } = options;
  const give: OnPoint = (point) => {
    markPoint(point, reading);
    onPoint(point);
  };
  const reading: Reading = {
    state: options.state ? unpackState(options.state) : initialReaderState(),
    onPoint: options.onlyPatterns ? () => {} : give,
    onTaught: give,
    onMark,
    taught: new Set(patterns.map(({ metric }) => canonicalName(metric))),
    place: null,
    placed: 0,
    redrawn: false,
    ...NO_BAR,
    patterns: compilePatterns(patterns),
    shape: makeShape(),
    statements: new Map(),
  };
  return reading;
}

/** Starts a reader, or resumes one from a snapshot. Throws InvalidInput for a pattern that can't be used. */
export function createPointReader(onPoint: OnPoint, options: ReadOptions = {}): PointReader {
  const reading = beginReader(onPoint, options), { state } = reading;
  let newest = 0;
  return {
    read: (whole, line, redrawn, isCut = false) => {
      newest = line;
      const text = cutLine(whole);
      if ((isCut || text !== whole) && !redrawn) state.leftOut.cut++;
      reading.redrawn = redrawn;
      readStates(text, line, reading);
    },
    finish: () => finish(reading),
    markSilence: (text) => markSilence({ line: newest, text }, reading),
    snapshot: () => packState(state),
    get settings() {
      return state.settings;
    },
    get progress() {
      return findProgress(state);
    },
    get warnings() {
      return listWarnings(state);
    },
    get unread() {
      return listUnread(state).filter(({ name }) => !reading.taught.has(name));
    },
  };
}

/** Reads a line. One that old Keras redraws by backspaces is read one state after the other. */
function readStates(text: string, line: number, reading: Reading): void {
  reading.isStart = reading.isEnd = false;
  reading.isBar = reading.isFresh = false;
  if (!isRaw(text)) return readPiece(text, line, reading);
  if (text.indexOf("\b\b") < 0) return readLine(text, line, reading);
  const states = text.split(/[\b]{2,}/);
  states.forEach((state, at) => {
    reading.redrawn ||= at < states.length - 1;
    readLine(state, line, reading);
  });
}

/** A line as the program printed it, without escape codes. */
interface Printed {
  text: string;
  line: number;
}

function readLine(raw: string, line: number, reading: Reading): void {
  for (const piece of splitRanks(stripAnsi(raw))) {
    for (const record of splitRecords(piece)) readPiece(record, line, reading);
  }
}

/** Reads a line, or the piece of it that one rank wrote. */
function readPiece(printed: string, line: number, reading: Reading): void {
  if (printed === "") return;
  const { shape, patterns } = reading;
  scanShape(printed, shape);
  const text = shape.isSpelled ? spellPlainly(printed, reading) : printed;
  const statement = understand(text, reading);
  applyStatement(statement, { text, line }, reading);
  if (statement.lineMark !== null || reading.state.runMarks.opened > 0) noteMark(statement, { text, line }, reading);
  if (patterns.length > 0) { for (const pattern of patterns) giveTaught(pattern, { text: printed, line }, reading); }
  keepWithin(reading);
}

/** What lines of the scanned shape say. */
function understand(text: string, { shape, statements }: Reading): Statement {
  const known = statements.get(shape.low);
  if (known !== undefined && known.key === shape.key) return known.statement;
  const statement = understandLine(text, shape);
  if (statements.size >= SHAPES_KEPT) statements.clear();
  statements.set(shape.low, { key: shape.key, statement });
  return statement;
}

/** Writes a line's numbers in the plain form, by the decimal mark that the log uses. */
function spellPlainly(printed: string, { shape, state }: Reading): string {
  state.decimalComma = usesDecimalComma(printed, state.decimalComma);
  const text = plainNumbers(printed, state.decimalComma);
  if (text !== printed) scanShape(text, shape);
  return text;
}

/** Reads a line by what lines of its shape say. */
function applyStatement(statement: Statement, printed: Printed, reading: Reading): void {
  const { state, shape } = reading;
  const { bar, begins, heading, next } = statement;
  if (!hasNoSpans(state.spans) && readInSpans(statement, printed, reading)) {
    return noteSettings(statement, printed.text, reading);
  }
  if (begins) state.room -= openSpan(begins, ownPart(statement, printed.text, shape), state.spans);
  if (statement.hasUnreadable) noteUnreadable(findUnreadable(printed.text, statement), printed.line, state);
  const facts = fillFacts(statement, shape, printed.line);
  if (bar) readBar({ bar, facts, shape, text: printed.text }, reading);
  else if (heading !== null) Object.assign(state, { phase: heading, phaseLine: printed.line });
  if (statement.leftSlot >= 0) {
    state.progress.secondsLeft = parseSecondsLeft(statement.leftSlot, { shape, text: printed.text });
  }
  if (!bar?.isNoise) chartFacts(facts, { isSure: statement.isSure, isPlaced: bar !== null }, reading);
  if (!bar && !begins) noteSettings(statement, printed.text, reading);
  if (next) readGlued(next, { ...printed, from: barEnd(statement, printed.text, shape) }, reading);
}

/** Marks a line that tells of the run itself. A redrawn state tells nothing that stays. */
function noteMark(statement: Statement, { text, line }: Printed, reading: Reading): void {
  if (reading.redrawn) return;
  const { from } = ownPart(statement, text, reading.shape);
  markLine({ mark: statement.lineMark, text: text.slice(from), line }, reading);
}

/** Keeps the settings on a line that was printed before training. */
function noteSettings(statement: Statement, text: string, { state, shape }: Reading): void {
  if (!state.trained) readSettings(partOf(ownPart(statement, text, shape)), statement, state);
}

/** Reads the text that another writer glued to a bar. The bar places it; it may be a row under the bar's header. */
function readGlued(statement: Statement, glued: Printed & { from: number }, reading: Reading): void {
  const { state, shape } = reading;
  const { text, line, from } = glued;
  const source = { text, shape, from, to: text.length };
  if (!hasNoSpans(state.spans) && !statement.bar && readRows(source, { line, bar: null }, reading)) return;
  const facts = fillFacts(statement, shape, line);
  Object.assign(reading, NO_BAR); // another writer's values are not the bar's old ones
  if (statement.bar) readBar({ bar: statement.bar, facts, shape, text }, reading);
  chartFacts(facts, { isSure: statement.isSure, isPlaced: true }, reading);
  if (statement.next) readGlued(statement.next, { text, line, from: barEnd(statement, text, shape) }, reading);
}

/** Offset behind the bracket that ends a bar. */
function barEnd({ lastSlot }: Statement, text: string, shape: Shape): number {
  return text.indexOf("]", shape.end[lastSlot]!) + 1;
}

/** Draws a bar and charts the lines that waited for it. Where another bar encloses them, they are charted before it moves. */
function readBar(drawing: Drawing, reading: Reading): void {
  const { state } = reading;
  const { bar, facts } = drawing;
  if (findEnclosingBar(state, facts.line)?.name !== bar.description) chartWaiting(reading);
  draw(drawing, reading);
  chartWaiting(reading);
  reading.isBar = !bar.isKeras && facts.phase === "";
  reading.isStart = facts.batch === 0 || facts.step === 0;
  reading.isEnd = drawing.shape.value[bar.n] === drawing.shape.value[bar.total];
  if (bar.isKeras && !isSet(facts.epoch)) facts.epoch = state.epoch;
}

function draw(drawing: Drawing, { state }: Reading): void {
  const { facts } = drawing;
  const known = drawBar(drawing, state);
  if (!known || facts.batch !== known.n) return;
  known.places ||= facts.pairs.length > 0;
  if (known.spans) turnBatchIntoStep(facts, known);
  else if (!Number.isInteger(state.epoch)) facts.batch = barStep(known);
}

/** Lets the open spans read the line, or the row before the line's bar. True when one of them did. */
function readInSpans(statement: Statement, { text, line }: Printed, reading: Reading): boolean {
  const { shape } = reading;
  const { row, bar } = statement;
  if (bar && (row === null || statement.facts.pairs.length > 0)) return false;
  const source = bar ? { text, shape, from: 0, to: shape.start[row!.end]! } : ownPart(statement, text, shape);
  return readRows(source, { line, bar }, reading);
}

/** The line without its prefix. */
function ownPart({ isPrefixed }: Statement, text: string, shape: Shape): Source {
  return { text, shape, from: isPrefixed ? findPrefix(text).end : 0, to: text.length };
}

function readRows(source: Source, { line, bar }: { line: number; bar: Statement["bar"] }, reading: Reading): boolean {
  const { taken, rows, grown } = proceedSpans(source, line, reading.state.spans);
  reading.state.room -= grown;
  for (const facts of rows) {
    if (bar) placeRow({ bar, facts, shape: source.shape, text: source.text }, reading);
    chartFacts(facts, { isSure: true }, reading);
  }
  return taken;
}

/** A row before a bar is placed by that bar. */
function placeRow(drawing: Drawing, reading: Reading): void {
  const { bar, facts, shape } = drawing;
  draw(drawing, reading);
  facts.batch = shape.value[bar.n]!;
  facts.batchTotal = bar.total < 0 ? NaN : shape.value[bar.total]!;
}

function finish(reading: Reading): void {
  chartRest(reading);
  for (const facts of closeSpans(reading.state.spans)) chartFacts(facts, { isSure: true }, reading);
}

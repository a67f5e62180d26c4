/**
 * Lines to points, one way through: a line's shape, what lines of the shape say, where the line stands, what is charted. Never throws,
 * reads at most `LINE_READ_MAX_CHARS` characters of a line, and changes no log.
 *
 * @module
 */
import { LINE_READ_MAX_CHARS, METRIC_NAMES_MAX } from "../limits.ts";
import type { Pattern, Progress } from "../model.ts";
import { chartFacts, type Charting, chartWaiting, givePoint, type OnPoint, releaseEarly } from "./curves/give.ts";
import { formats } from "./formats/all.gen.ts";
import { canonicalName } from "./words/name.ts";
import { type CompiledPattern, compilePattern } from "./taught/pattern.ts";
import { enclosingBar, type Place, placeLine } from "./curves/place.ts";
import { findPrefix, stripAnsi } from "./words/prefix.ts";
import { noteBar, secondsLeft, tellProgress } from "./curves/progress.ts";
import { readSettings } from "./curves/settings.ts";
import { makeShape, scanShape, type Shape } from "./scan/shape.ts";
import { partOf, type Source } from "./scan/source.ts";
import { initialReaderState, packState, type ReaderState, unpackState } from "./curves/state.ts";
import { type BarSlots, emptyLineFacts, fillFacts, type LineFacts, type Statement } from "./grammar/statement.ts";
import { understandLine } from "./understand.ts";

export type { OnPoint } from "./curves/give.ts";
export type { ReaderState } from "./curves/state.ts";

/** Reads a log line by line. */
export interface PointReader {
  /** Reads one state of one line; may give points of earlier lines too. Never throws. */
  read(text: string, line: number, redrawn: boolean): void;
  /** End of the log: gives whatever is still held back. */
  finish(): void;
  /** A copy of all that is remembered: reading resumed from it gives the same points. */
  snapshot(): ReaderState;
  /** What was printed once before training. */
  readonly settings: Record<string, string>;
  readonly progress: Progress;
  /** What wasn't kept, in words. */
  readonly warnings: string[];
}

/** How to read. */
export interface ReadOptions {
  state?: ReaderState;
  patterns?: readonly Pattern[];
  /** Give nothing but what the patterns read, at the steps that the rest of the log says. */
  onlyPatterns?: boolean;
}

interface Reading extends Charting {
  patterns: CompiledPattern[];
  /** Takes what the patterns read. */
  onTaught: OnPoint;
  shape: Shape;
  /** What shapes say; a log has a few dozen. */
  statements: Map<number, Statement>;
}

const STATEMENTS_KEPT = 2048;

/** Starts a reader, or resumes one from a snapshot. Throws InvalidInput for a pattern that can't be used. */
export function createPointReader(onPoint: OnPoint, options: ReadOptions = {}): PointReader {
  const state = options.state ? unpackState(options.state) : initialReaderState();
  const reading: Reading = {
    state,
    onPoint: options.onlyPatterns ? () => {} : onPoint,
    onTaught: onPoint,
    taught: new Set((options.patterns ?? []).map(({ metric }) => canonicalName(metric))),
    place: null,
    placed: 0,
    redrawn: false,
    isStart: false,
    isBar: false,
    patterns: (options.patterns ?? []).map(compilePattern),
    shape: makeShape(),
    statements: new Map(),
  };
  return {
    read: (whole, line, redrawn) => {
      const text = whole.length > LINE_READ_MAX_CHARS ? whole.slice(0, LINE_READ_MAX_CHARS) : whole;
      reading.redrawn = redrawn;
      reading.isStart = reading.isBar = false;
      if (text.indexOf("\b\b") >= 0) readStates(text, line, reading);
      else readLine(text, line, reading);
    },
    finish: () => finish(reading),
    snapshot: () => packState(state),
    get settings() {
      return state.settings;
    },
    get progress() {
      return tellProgress(state);
    },
    get warnings() {
      return state.dropped
        ? [`${state.dropped} points of metric names beyond the first ${METRIC_NAMES_MAX} were not kept`]
        : [];
    },
  };
}

/** A line that backspaces redraw, as old Keras does. */
function readStates(text: string, line: number, reading: Reading): void {
  const states = text.split(/[\b]{2,}/);
  states.forEach((state, at) => {
    reading.redrawn ||= at < states.length - 1;
    readLine(state, line, reading);
  });
}

function readLine(printed: string, line: number, reading: Reading): void {
  const text = stripAnsi(printed);
  if (text === "") return;
  const { shape, statements } = reading;
  scanShape(text, shape);
  let statement = statements.get(shape.key);
  if (!statement) {
    statement = understandLine(text, shape);
    if (statements.size >= STATEMENTS_KEPT) statements.clear();
    statements.set(shape.key, statement);
  }
  readStatement(statement, { text, line }, reading);
  for (const pattern of reading.patterns) readTaught(pattern, { text, line }, reading);
}

/** A line as the program printed it, escape codes off. */
interface Printed {
  text: string;
  line: number;
}

function readStatement(statement: Statement, printed: Printed, reading: Reading): void {
  const { state, shape } = reading;
  const { bar, begins, heading, next } = statement;
  if (!isEmpty(state.spans) && proceedSpans(statement, printed, reading)) {
    if (!state.trained) readSettings(partOf(ownPart(statement, printed.text, shape)), statement, state);
    return;
  }
  if (begins) state.spans[begins] = formats[begins]!.span!.begin(ownPart(statement, printed.text, shape));
  const facts = fillFacts(statement, shape, printed.line);
  if (bar) readBar(bar, { ...printed, facts }, reading);
  else if (heading !== null) state.phase = heading;
  if (statement.leftSlot >= 0) {
    state.progress.secondsLeft = secondsLeft(statement.leftSlot, { shape, text: printed.text });
  }
  if (!bar?.isNoise) chartFacts(facts, { isSure: statement.isSure, isPlaced: bar !== null }, reading);
  if (!state.trained && !bar) {
    readSettings(partOf(ownPart(statement, printed.text, shape)), statement, state);
  }
  if (next) {
    readGlued(next, { ...printed, from: printed.text.indexOf("]", shape.end[statement.lastSlot]!) + 1 }, reading);
  }
}

/** Reads what another writer glued behind a bar: placed by that bar, perhaps a row under the bar's own header. */
function readGlued(statement: Statement, glued: Printed & { from: number }, reading: Reading): void {
  const { state, shape } = reading;
  const { text, line, from } = glued;
  const source = { text, shape, from, to: text.length };
  if (!isEmpty(state.spans) && !statement.bar && proceedIn(source, { line, bar: null }, reading)) return;
  const facts = fillFacts(statement, shape, line);
  if (statement.bar) readBar(statement.bar, { text, line, facts }, reading);
  chartFacts(facts, { isSure: statement.isSure, isPlaced: true }, reading);
  if (statement.next) {
    readGlued(statement.next, { text, line, from: text.indexOf("]", shape.end[statement.lastSlot]!) + 1 }, reading);
  }
}

/** Moves a bar, and charts the lines that waited for it. */
function readBar(bar: BarSlots, { text, facts }: Printed & { facts: LineFacts }, reading: Reading): void {
  const { state, shape } = reading;
  const isOther = enclosingBar(state)?.name !== bar.description;
  if (isOther) chartWaiting(reading);
  noteBar(bar, { facts, shape, text, state });
  chartWaiting(reading);
  reading.isBar = !bar.isKeras && facts.phase === "";
  reading.isStart = facts.batch === 0 || facts.step === 0;
  if (bar.isKeras && facts.epoch !== facts.epoch) facts.epoch = state.epoch;
}

function isEmpty(spans: Record<string, unknown>): boolean {
  for (const _ in spans) return false;
  return true;
}

/** Lets open spans read the line, or the row before its bar; true when one took it. */
function proceedSpans(statement: Statement, { text, line }: Printed, reading: Reading): boolean {
  const { shape } = reading;
  const { row, bar } = statement;
  if (bar && (row === null || statement.facts.pairs.length > 0)) return false;
  const source = bar ? { text, shape, from: 0, to: shape.start[row!.end]! } : ownPart(statement, text, shape);
  return proceedIn(source, { line, bar }, reading);
}

/** The program's own words. */
function ownPart({ isPrefixed }: Statement, text: string, shape: Shape): Source {
  return { text, shape, from: isPrefixed ? findPrefix(text).end : 0, to: text.length };
}

function proceedIn(source: Source, { line, bar }: { line: number; bar: BarSlots | null }, reading: Reading): boolean {
  const { spans } = reading.state;
  for (const name of Object.keys(spans)) {
    const step = formats[name]?.span?.proceed(source, spans[name], line);
    if (!step || step.over) delete spans[name];
    if (step?.facts) chartRow(step.facts, { bar, source }, reading);
    if (step?.taken) return true;
  }
  return false;
}

/** A row that stands before a bar is placed by it. */
function chartRow(facts: LineFacts, { bar, source }: { bar: BarSlots | null; source: Source }, reading: Reading): void {
  const { shape, state } = reading;
  if (bar) {
    noteBar(bar, { facts, shape, text: source.text, state });
    facts.batch = shape.value[bar.n]!;
    facts.batchTotal = bar.total < 0 ? NaN : shape.value[bar.total]!;
  }
  chartFacts(facts, { isSure: true }, reading);
}

function finish(reading: Reading): void {
  const { spans } = reading.state;
  chartWaiting(reading);
  releaseEarly(reading);
  for (const name of Object.keys(spans)) {
    const facts = formats[name]?.span?.close?.(spans[name]);
    delete spans[name];
    if (facts) chartFacts(facts, { isSure: true }, reading);
  }
}

/** A user's own step is taken as it is, twice if it is there twice. */
const TAUGHT: Place = { step: NaN, epoch: NaN, stepped: true, own: false, epochOnly: false };

function readTaught(pattern: CompiledPattern, { text, line }: Printed, reading: Reading): void {
  const { place, state } = reading;
  const here = place !== null && reading.placed === line ? place : placeLine(emptyLineFacts(line), state);
  for (const { metric, value, step, epoch } of pattern.match(text)) {
    const name = canonicalName(metric) || "value";
    const info = { name, role: "metric", kind: "metric", known: true, priority: 0 } as const;
    const pair = { info, value, unit: "", separated: true, phase: "", line, integer: false };
    givePoint({
      name,
      pair,
      step: step ?? epoch ?? here.step,
      epoch: epoch ?? here.epoch,
      rank: null,
      place: TAUGHT,
      phase: "",
    }, { ...reading, onPoint: reading.onTaught });
  }
}

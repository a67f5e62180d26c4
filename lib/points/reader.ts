/**
 * Lines to points, one way through: escape codes and prefixes off; bar, block, table or the general grammar; the line's place; what is
 * charted. Never throws, reads at most `LINE_READ_MAX_CHARS` characters of a line, and changes no log.
 *
 * @module
 */
import { LINE_READ_MAX_CHARS, METRIC_NAMES_MAX } from "../limits.ts";
import type { Pattern, Point, Progress } from "../model.ts";
import { emptyFacts, type LineFacts, type Pair } from "./facts.ts";
import { closeBlock, readBlockRow } from "./formats/block.ts";
import { type Bar, isNoiseBar, readBar } from "./formats/bar.ts";
import { readDarknet } from "./formats/darknet.ts";
import { readHeader, readRow } from "./formats/table.ts";
import { canonicalName } from "./name.ts";
import { isNoiseLine } from "./noise.ts";
import { readPairs } from "./pairs.ts";
import { phaseOf } from "./segment.ts";
import { type CompiledPattern, compilePattern } from "./pattern.ts";
import { stripAnsi, stripPrefix } from "./prefix.ts";
import { promotePairs } from "./promote.ts";
import { qualifyName } from "./qualify.ts";
import { initialReaderState, type LiveState, packState, type ReaderState, unpackState } from "./state.ts";
import { metricKey, type MetricState } from "./metrics.ts";
import { type Place, placeLine } from "./step.ts";

export type { ReaderState } from "./state.ts";

/** Takes each point as it is read. `heldFrom` is the line that made an earlier line's point known. */
export type OnPoint = (point: Point, heldFrom?: number) => void;

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

const BARS_MAX = 6;

/** Starts a reader, or resumes one from a snapshot. Throws InvalidInput for a pattern that can't be used. */
export function readPoints(
  onPoint: OnPoint,
  options: { state?: ReaderState; patterns?: readonly Pattern[]; onlyPatterns?: boolean } = {},
): PointReader {
  const state = options.state ? unpackState(options.state) : initialReaderState();
  const patterns = (options.patterns ?? []).map(compilePattern);
  const reading: Reading = {
    redrawn: false,
    state,
    patterns,
    onPoint,
    line: 0,
    onlyPatterns: options.onlyPatterns ?? false,
  };
  return {
    read: (text, line) => readLine(text, line, reading),
    finish: () => endBlock(reading),
    snapshot: () => packState(state),
    get settings() {
      return state.settings;
    },
    get progress() {
      return state.progress;
    },
    get warnings() {
      return state.dropped
        ? [`${state.dropped} points of metric names beyond the first ${METRIC_NAMES_MAX} were not kept`]
        : [];
    },
  };
}

interface Reading {
  state: LiveState;
  patterns: CompiledPattern[];
  onPoint: OnPoint;
  line: number;
  onlyPatterns: boolean;
  /** The state of a bar that will move on. */
  redrawn: boolean;
}

function readLine(whole: string, line: number, reading: Reading): void {
  const text = stripAnsi(whole.length > LINE_READ_MAX_CHARS ? whole.slice(0, LINE_READ_MAX_CHARS) : whole);
  reading.line = line;
  reading.redrawn = false;
  for (const pattern of reading.patterns) readTaught(pattern, text, reading);
  if (reading.onlyPatterns || text === "") return;
  if (reading.state.block || text.charCodeAt(0) === 124 || text.charCodeAt(0) === 45) {
    if (readBlock(text.trim(), line, reading)) return;
  }
  const bare = stripPrefix(text);
  if (bare.text !== "") readBare(bare.text, emptyFacts(line, bare.rank), reading);
}

function readBlock(text: string, line: number, { state, ...reading }: Reading): boolean {
  if (/^[-=]{8,}$/.test(text)) {
    endBlock({ state, ...reading });
    state.block = { section: "", rows: [] };
    return true;
  }
  if (!state.block) return false;
  if (readBlockRow(text, state.block, line)) return true;
  endBlock({ state, ...reading });
  return false;
}

function endBlock(reading: Reading): void {
  const { state } = reading;
  if (!state.block) return;
  const facts = closeBlock(state.block, reading.line);
  state.block = null;
  if (facts) chart(facts, true, reading);
}

function readBare(text: string, facts: LineFacts, reading: Reading): void {
  const { state } = reading;
  if (state.table && readRow(text, state.table, facts)) {
    const bar = readBar(text);
    if (bar) facts.batch = bar.n, facts.batchTotal = bar.total, reading.redrawn = bar.n < bar.total;
    chart(facts, true, reading);
    return;
  }
  const bar = readBar(text);
  if (bar) {
    const header = /:\s*\d{1,3}%\|/.test(text) ? readHeader(text) : null;
    if (header) state.table = header;
    else readBarLine(bar, facts, reading);
    return;
  }
  const header = readHeader(text);
  if (header) {
    state.table = header;
    return;
  }
  if (!/\d|nan|inf/i.test(text)) {
    noteHeading(text, facts, state);
    return;
  }
  if (isNoiseLine(text)) return;
  const cut = text.search(/(?:parameters|params|hyperparameters): ?\{/);
  if (!readDarknet(text, facts)) readPairs(cut < 0 ? text : text.slice(0, cut), facts);
  noteHeading(text, facts, state);
  chart(facts, false, reading);
}

/** Lines that name what follows: `evaluate:test`, `Test set:`, `***** Running Evaluation *****`. */
function noteHeading(text: string, facts: LineFacts, state: LiveState): void {
  if (facts.pairs.length) return;
  if (facts.step === facts.step || facts.epoch === facts.epoch) state.phase = phaseOf(text);
  const named = /^(?:evaluate|eval):(\w+)$/i.exec(text);
  if (named) state.phase = phaseOf(` ${named[1]} `);
}

function readBarLine(bar: Bar, facts: LineFacts, reading: Reading): void {
  const { state } = reading;
  const noise = isNoiseBar(bar.description);
  reading.redrawn = bar.n < bar.total;
  readPairs(bar.description, facts);
  facts.phase ||= phaseOf(bar.description);
  if (!noise) {
    readPairs(bar.postfix, facts);
    if (bar.keras || facts.epoch === facts.epoch || facts.pairs.length) {
      if (facts.step !== facts.step) facts.batch = bar.n, facts.batchTotal = bar.total;
    }
    noteBar(bar, facts, state);
    if (bar.keras && facts.epoch !== facts.epoch) facts.epoch = state.epoch;
    chart(facts, bar.n > 0 || facts.pairs.length > 0, reading);
  }
  if (bar.glued) {
    const behind = stripPrefix(bar.glued);
    if (behind.text !== "") readBare(behind.text, emptyFacts(facts.line, behind.rank), reading);
  }
}

function noteBar(bar: Bar, facts: LineFacts, state: LiveState): void {
  if (bar.keras) return;
  const name = bar.description.replace(/[\d.]+/g, "").slice(0, 40);
  const own = state.bars.find((b) => b.name === name && b.total === bar.total);
  if (own) own.n = bar.n;
  else if (facts.epoch !== facts.epoch && !facts.phase) {
    state.bars = state.bars.filter((b) => b.n < b.total).slice(-BARS_MAX + 1);
    state.bars.push({ name, n: bar.n, total: bar.total });
  }
  const { progress } = state;
  if (facts.phase) return;
  progress.step = bar.n;
  progress.total = Number.isFinite(bar.total) ? bar.total : null;
  progress.rate = Number.isFinite(bar.rate) ? bar.rate : null;
  progress.secondsLeft = Number.isFinite(bar.secondsLeft) ? bar.secondsLeft : null;
}

function chart(facts: LineFacts, tabular: boolean, reading: Reading): void {
  const { state } = reading;
  const place = placeLine(facts, state);
  noteProgress(facts, place, state);
  if (!facts.pairs.length) return;
  const phase = facts.phase || (place.stepped ? "" : state.phase);
  promotePairs(facts, { place, state, tabular }, (pair, step, epoch) => {
    const name = pair.line === facts.line ? qualifyName(pair, phase, { facts, place, state }) : pair.info.name;
    give({ name, pair, step, epoch, rank: facts.rank, stepped: place.stepped, phase }, reading);
  });
}

interface Given {
  name: string;
  pair: Pair;
  step: number;
  epoch: number;
  rank: number | null;
  stepped: boolean;
  phase: string;
}

function give({ name, pair, step, epoch, rank, stepped, phase }: Given, reading: Reading): void {
  const { state, redrawn } = reading;
  const metric = metricState(name, phase, state);
  if (!metric) return;
  if (rank !== null && metric.rank !== null && rank !== metric.rank && metric.count) {
    if (rank > metric.rank) return;
  }
  if (rank !== null) metric.rank = rank;
  const x = step === step ? step : metric.count;
  if (metric.count && metric.lastStep === x && Object.is(metric.lastValue, pair.value) && stepped) {
    return;
  }
  if (redrawn && metric.lastLine === pair.line && Object.is(metric.lastValue, pair.value)) return;
  metric.lastLine = pair.line;
  metric.count++;
  metric.lastStep = x;
  metric.lastValue = pair.value;
  metric.stepped ||= stepped;
  const kind = pair.unit && pair.unit !== "%" ? "throughput" : pair.info.kind;
  const point = {
    metric: name,
    value: pair.value,
    step: x,
    epoch: epoch === epoch ? epoch : null,
    line: pair.line,
    kind,
  };
  if (pair.line === reading.line) reading.onPoint(point);
  else reading.onPoint(point, reading.line);
}

function metricState(name: string, phase: string, state: LiveState): MetricState | null {
  const own = state.metrics.get(metricKey(name));
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
  state.metrics.set(metricKey(name), metric);
  return metric;
}

function noteProgress(facts: LineFacts, place: Place, state: LiveState): void {
  const { progress } = state;
  if (place.stepped) progress.step = place.step;
  if (facts.stepTotal === facts.stepTotal) progress.total = facts.stepTotal;
  if (facts.epoch === facts.epoch) progress.epoch = facts.epoch;
  if (facts.epochTotal === facts.epochTotal) progress.epochTotal = facts.epochTotal;
}

function readTaught(pattern: CompiledPattern, text: string, reading: Reading): void {
  const { state } = reading;
  for (const found of pattern.match(text)) {
    const name = canonicalName(found.metric) || "value";
    const info = { name, role: "metric", kind: "metric", known: true } as const;
    const step = found.step ?? found.epoch ?? state.step;
    const pair = { info, value: found.value, unit: "", separated: true, line: reading.line };
    give({
      name,
      pair,
      step,
      epoch: found.epoch ?? state.epoch,
      rank: null,
      stepped: found.step !== null,
      phase: "",
    }, reading);
  }
}

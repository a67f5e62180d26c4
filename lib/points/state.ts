/**
 * What the reader remembers between lines. Plain and bounded, so that it is stored with each commit.
 *
 * @module
 */
import type { Progress } from "../model.ts";
import type { Pair } from "./facts.ts";
import { type MetricState, packMetrics, unpackMetrics } from "./metrics.ts";

/** A progress bar that was seen. */
export interface BarState {
  name: string;
  n: number;
  total: number;
}

/** A name that didn't earn a chart yet. */
export interface HeldName {
  pairs: { pair: Pair; step: number; epoch: number }[];
  seen: number;
  lastStep: number;
  lastValue: number;
  moves: number;
}

/** The table under a header. */
export interface TableState {
  /** Names by two-space cells and by words; whichever fits a row. */
  cells: string[];
  words: string[];
  phase: string;
  rows: number;
  /** Lines since the header or last row. */
  idle: number;
}

/** A block of `| name | value |` rows that is still open. */
export interface BlockState {
  section: string;
  rows: { name: string; value: number; line: number }[];
}

/** All that the reader remembers while it reads. */
export interface LiveState {
  epoch: number;
  step: number;
  /** Added to steps that count within an epoch whose length isn't known. */
  offset: number;
  offsetEpoch: number;
  lastBatch: number;
  batchEpoch: number;
  /** The first epoch is 0 or 1. */
  epochBase: number;
  /** Whether `step/total` beside an epoch counts within it; null while unknown. */
  inEpoch: boolean | null;
  phase: string;
  /** Bar position and epoch that the last line without a step of its own was given. */
  barStep: number;
  barEpoch: number;
  bars: BarState[];
  table: TableState | null;
  block: BlockState | null;
  metrics: Map<number, MetricState>;
  dropped: number;
  held: Map<string, HeldName>;
  settings: Record<string, string>;
  progress: Progress;
}

/** State before the first line. */
export function initialReaderState(): LiveState {
  return {
    epoch: NaN,
    step: NaN,
    offset: 0,
    offsetEpoch: NaN,
    lastBatch: NaN,
    batchEpoch: NaN,
    epochBase: 1,
    inEpoch: null,
    phase: "",
    barStep: NaN,
    barEpoch: NaN,
    bars: [],
    table: null,
    block: null,
    metrics: new Map(),
    dropped: 0,
    held: new Map(),
    settings: {},
    progress: {
      step: null,
      total: null,
      epoch: null,
      epochTotal: null,
      rate: null,
      secondsLeft: null,
    },
  };
}

/** All that the reader remembers, to be stored: plain, structured-cloneable, below the 64 KiB of a stored value. */
export interface ReaderState extends Omit<LiveState, "metrics"> {
  metrics: Float64Array;
}

/** A copy to be stored. */
export function packState({ metrics, ...rest }: LiveState): ReaderState {
  return { ...structuredClone(rest), metrics: packMetrics(metrics) };
}

/** The reverse of `packState`; a copy too. */
export function unpackState({ metrics, ...rest }: ReaderState): LiveState {
  return { ...structuredClone(rest), metrics: unpackMetrics(metrics) };
}

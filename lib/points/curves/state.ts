/**
 * What the reader remembers between lines. Plain and bounded, so that it is stored with each commit and reading resumes from it.
 *
 * @module
 */
import type { Progress } from "../../model.ts";
import type { GivenPoint } from "./give.ts";
import { type HeldName, type PackedName, packHeld, unpackHeld } from "./held.ts";
import { type MetricState, packMetrics, unpackMetrics } from "./metrics.ts";
import type { LineFacts } from "../grammar/statement.ts";

/** A progress bar that was seen. */
export interface BarState {
  name: string;
  n: number;
  total: number;
  /** Epoch when it began; NaN when none was named. */
  epoch: number;
  /** It goes on while the epoch changes. */
  spans: boolean;
  /** Line on which it was drawn last. */
  line: number;
}

/** Position within an epoch whose length isn't known. */
export interface Counting {
  /** Added to positions. */
  offset: number;
  epoch: number;
  last: number;
}

/** All that the reader remembers while it reads. */
export interface LiveState {
  epoch: number;
  step: number;
  /** The first epoch is 0 or 1. */
  epochBase: number;
  batches: Counting;
  /** The same where something else than training counts. */
  evals: Counting;
  steps: Counting;
  /** Whether a step beside an epoch counts within it; null while unknown. */
  inEpoch: boolean | null;
  /** What a heading said that numbers are measured on. */
  phase: string;
  /** A metric was charted: what is printed from now on is no setting. */
  trained: boolean;
  bars: BarState[];
  /** Lines that a bar will place when it is drawn again. */
  waiting: LineFacts[];
  /** Points of a higher rank that wait for a lower one's. */
  early: GivenPoint[];
  /** Memory of open spans by format. */
  spans: Record<string, unknown>;
  metrics: Map<number, MetricState>;
  /** A block of `name: value` lines below one that said where training stands: its newest line, and whether it has a known metric. */
  block: { line: number; known: boolean };
  dropped: number;
  held: Map<string, HeldName>;
  settings: Record<string, string>;
  progress: Progress;
}

const emptyCounting = (): Counting => ({ offset: 0, epoch: NaN, last: NaN });

/** State before the first line. */
export function initialReaderState(): LiveState {
  return {
    epoch: NaN,
    step: NaN,
    epochBase: 1,
    batches: emptyCounting(),
    evals: emptyCounting(),
    steps: emptyCounting(),
    inEpoch: null,
    phase: "",
    trained: false,
    bars: [],
    waiting: [],
    early: [],
    spans: {},
    metrics: new Map(),
    block: { line: NaN, known: false },
    dropped: 0,
    held: new Map(),
    settings: {},
    progress: { step: null, total: null, epoch: null, epochTotal: null, rate: null, secondsLeft: null },
  };
}

/** All that the reader remembers, to be stored: plain, structured-cloneable, below the 64 KiB of a stored value. */
export interface ReaderState extends Omit<LiveState, "metrics" | "held"> {
  metrics: Float64Array;
  held: PackedName[];
}

/** A copy to be stored. */
export function packState({ metrics, held, ...rest }: LiveState): ReaderState {
  return { ...structuredClone(rest), metrics: packMetrics(metrics), held: packHeld(held) };
}

/** The reverse of `packState`; a copy too. */
export function unpackState({ metrics, held, ...rest }: ReaderState): LiveState {
  return { ...structuredClone(rest), metrics: unpackMetrics(metrics), held: unpackHeld(held) };
}

/**
 * What the reader remembers between lines, and the records that its rules pass on. Plain and bounded: it is stored with each commit, and
 * reading resumes from it. Holds no rule.
 *
 * @module
 */
import type { Progress } from "../../model.ts";
import type { FilledLead } from "../grammar/lead_kinds.ts";
import type { LineFacts } from "../grammar/statement.ts";
import type { BarState, Drawings, GluedPrint } from "./bar_state.ts";
import { type Below, type Counting, type Footer, noBelow, noCounting, noFooter } from "./counting_state.ts";
import type { LeadTrack } from "./lead_state.ts";
import type { LeftOut, UnreadTrack } from "./unread_state.ts";
import type { HeldName } from "./held.ts";
import { type Listing, noListing } from "./listing_state.ts";
import { noPrinters, type Printers } from "./printers_state.ts";
import type { GivenPoint } from "./standing.ts";
import { type MarkState, noMarks } from "./run_marks.ts";
import { makeMetrics, type NamedMetrics } from "./metrics.ts";

/** A line that waits for the next drawing of its bar. */
export interface Waiting {
  facts: LineFacts;
  /** The step of that bar when the line was printed. */
  from: number;
}

/** What is known of the labels of a log: `road` of `road: IoU = 0.4`. */
export interface Labels {
  /** Those that set lines apart. */
  apart: string[];
  /** Those that had no neighbour when they came first: their names stay as printed. */
  alone: string[];
  /** Lines with new labels, which wait for a neighbour. */
  waiting: LineFacts[];
}

const noLabels = (): Labels => ({ apart: [], alone: [], waiting: [] });

/** All that the reader remembers while it reads. */
export interface LiveState {
  /** The epoch that was printed last; NaN before the first. */
  epoch: number;
  /** The step that was printed last in this epoch; NaN before the first. */
  step: number;
  /** The counter that was printed last beside a step; NaN before the first. */
  beside: number;
  /** The training step that the run has reached; NaN before the first. */
  globalStep: number;
  /** Number of the first epoch: 0 or 1. */
  epochBase: number;
  /** Line that printed a counter first; NaN before. */
  placedLine: number;
  /** That line, while it isn't known whether its number said how far training will go; NaN elsewhere. */
  planLine: number;
  /** Line at which the epochs went back, or the steps where none are named, as a new training began; NaN before. */
  anewLine: number;
  /** Line that printed the epoch last; NaN before. */
  epochLine: number;
  /** The form of that line, as in its facts. */
  epochForm: number;
  /** True when that line has values of training and of an evaluation. */
  epochSums: boolean;
  /** How often an epoch began. */
  entered: number;
  /** Line with the newest values of a whole epoch; NaN once training went on behind it. */
  summedLine: number;
  batches: Counting;
  /** Batches of an evaluation. */
  evals: Counting;
  steps: Counting;
  /** Steps without an epoch beside them. */
  below: Below;
  /** What a counter around those steps has reached: `--- Round 3 ---`. NaN before the first. */
  round: number;
  /** True when epochs are printed behind what they count: `Epoch 1 done` below its bar. */
  epochsBehind: boolean;
  footer: Footer;
  /** What told of epochs first: their name, or their place on the line; empty before. */
  epochsBy: "name" | "place" | "";
  /** Whether a step beside an epoch counts within that epoch, or what is around the epochs; null while unknown. */
  inEpoch: boolean | "around" | null;
  /** The phase that the last heading named: what numbers below it are measured on. */
  phase: string;
  /** Line of that heading; NaN before the first. */
  phaseLine: number;
  /** The log writes `0,5` for a half. */
  decimalComma: boolean;
  /** A metric was charted: lines after it print no settings. */
  trained: boolean;
  /** Line of the first metric that was charted; Infinity before it. */
  trainedLine: number;
  bars: BarState[];
  /** What the program prints below its bar, as it began on it. */
  glued: GluedPrint;
  /** The drawings so far; each bar knows the number of its newest one. */
  drawings: Drawings;
  /** Steps of an epoch, once lines came in a burst; NaN before. */
  stepsInEpoch: number;
  /** Lines that wait for the next drawing of a bar, which gives them their step. */
  waiting: Waiting[];
  /** Points of higher ranks that wait for a lower rank's. */
  early: GivenPoint[];
  /** The rank that a field of the newest line names, and whether such fields have told lines of one step apart. */
  fieldRank: { rank: number; step: number; line: number; isTold: boolean };
  /** Metrics, as their keys, and their values that a bar has shown at its newest step. */
  drawn: { step: number; line: number; values: [key: number, value: number][] };
  /** Values of an evaluation that a bar may only have kept from the last epoch. */
  stale: GivenPoint[];
  /** What each open span remembers, by the name of its format. */
  spans: Map<string, unknown>;
  metrics: NamedMetrics;
  /** Words at the starts of lines with points, in the order in which they came. */
  badges: string[];
  /** The tag of the newest line with values; empty without one. */
  tag: string;
  /** Tags that set lines of a step apart, by the first such step; Infinity for those that did at several steps. */
  tags: Map<string, number>;
  /** The newest line of words that may set the lines below it apart, and the name of its newest row; the line of that, else its own; the
   * newest line that belongs to it; whether it set a value apart; of a title that says what is trained, the line of such a one above it with other
   * words, NaN without one, and null of any other title. */
  title: { words: string; row: string; line: number; last: number; apart: boolean; trained: number | null };
  labels: Labels;
  printers: Printers;
  /** The newest number that stood alone with its words, as the lead of lines below, and its line or that of the newest value below it. */
  above: { lead: FilledLead | null; line: number };
  /** What the newest lines told of the run itself. */
  runMarks: MarkState;
  listing: Listing;
  /** A block of `name: value` lines below a line with progress: its newest line, and whether it has a known metric. */
  block: Block;
  leftOut: LeftOut;
  /** Names that are printed and not charted. */
  unread: Map<string, UnreadTrack>;
  held: Map<string, HeldName>;
  leads: LeadTrack[];
  /** Lines that wait until their lead is known to be a counter or not. */
  undecided: LineFacts[];
  /** Names that must prove by their numbers that they are metrics. */
  watched: Map<string, HeldName>;
  /** Names that did, as their keys; the negative key of each that turned out to be a counter. */
  decided: number[];
  settings: Record<string, string>;
  /** How many settings there were when the newest span began. */
  settingsAbove: number;
  /** Names of metrics that lists of settings printed before training, as their keys. */
  given: number[];
  progress: Progress;
  /** Bytes that may be added before all that is remembered must be counted; see `budget.ts`. Not stored. */
  room: number;
}

/** Lines of one name and one value each. `line` is the newest one; NaN before the first block. */
export interface Block {
  line: number;
  /** True when one of the names is a known metric. */
  known: boolean;
  /** Priority of the name of its step; Infinity without one. */
  priority: number;
  /** The step that its first line names, NaN without one; true once a value stood there. */
  step: number;
  isPlaced: boolean;
}

const noBlock = (): Block => ({ line: NaN, known: false, priority: Infinity, step: NaN, isPlaced: false });

/** What no line has set yet. */
const UNSET = {
  epochsBy: "" as const,
  trained: false,
  epoch: NaN,
  step: NaN,
  beside: NaN,
  round: NaN,
  globalStep: NaN,
  stepsInEpoch: NaN,
  phaseLine: NaN,
  trainedLine: Infinity,
  placedLine: NaN,
  planLine: NaN,
  anewLine: NaN,
  epochLine: NaN,
  epochForm: NaN,
  epochSums: false,
  summedLine: NaN,
  entered: 0,
  settingsAbove: 0,
};

/** What no line has named yet; made anew for each state. */
const unnamed = () => ({
  above: { lead: null, line: NaN },
  fieldRank: { rank: NaN, step: NaN, line: NaN, isTold: false },
  glued: { first: NaN, last: NaN },
  listing: noListing(),
  printers: noPrinters(),
  given: [],
  footer: noFooter(),
});

/** State before the first line. */
export function initialReaderState(): LiveState {
  return {
    ...UNSET,
    ...unnamed(),
    epochBase: 1,
    batches: noCounting(),
    evals: noCounting(),
    steps: noCounting(),
    below: noBelow(),
    epochsBehind: false,
    inEpoch: null,
    phase: "",
    decimalComma: false,
    bars: [],
    drawings: { count: 0, line: 0, startLine: NaN, startTotal: NaN },
    waiting: [],
    early: [],
    drawn: { step: NaN, line: NaN, values: [] },
    stale: [],
    spans: new Map(),
    metrics: makeMetrics(),
    badges: [],
    tag: "",
    tags: new Map(),
    title: { words: "", row: "", line: NaN, last: NaN, apart: false, trained: null },
    labels: noLabels(),
    runMarks: noMarks(),
    block: noBlock(),
    leftOut: { names: 0, ranks: 0, cut: 0, forgotten: 0, values: 0, firstValue: null },
    unread: new Map(),
    held: new Map(),
    leads: [],
    undecided: [],
    watched: new Map(),
    decided: [],
    settings: {},
    progress: { step: null, total: null, epoch: null, epochTotal: null, rate: null, secondsLeft: null },
    room: 0,
  };
}

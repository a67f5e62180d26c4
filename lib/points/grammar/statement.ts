/**
 * What lines of one shape say: which of their numbers is the step, which a metric's value. Made once a shape by the formats and the
 * grammar, filled with the numbers of each line, and read by `place.ts` and `promote.ts`.
 *
 * @module
 */
import { canonicalName, type NameInfo, understandName } from "../words/name.ts";
import { INTEGER } from "../scan/number.ts";
import type { Shape } from "../scan/shape.ts";

/** One named number of a line. */
export interface Pair {
  info: NameInfo;
  value: number;
  /** `%`, `ms`, `GB`; empty when nothing is glued to the number. */
  unit: string;
  /** True when a `=` or `:` stood between name and number, or a table named it. */
  separated: boolean;
  /** `val`, `test`, `eval`, `dev`: what the number was measured on; empty when the line doesn't say. */
  phase: string;
  /** Line it was printed on. */
  line: number;
  /** The number was printed without a point. */
  integer: boolean;
}

/** True for a number that a line printed or a counter reached; NaN stands for none. */
export function isSet(count: number): boolean {
  return count === count;
}

/** Numbers that place a line; NaN (see `isSet`) for those that the line doesn't print. */
export interface Counters {
  step: number;
  stepTotal: number;
  epoch: number;
  epochTotal: number;
  batch: number;
  batchTotal: number;
}

/** What one line says, before anyone decides what becomes a point. */
export interface LineFacts extends Counters {
  pairs: Pair[];
  /** The epoch was printed as a whole number and before what was measured; `1.0`, and what a dictionary ends with, is a position. */
  wholeEpoch: boolean;
  /** What the line's numbers were measured on. */
  phase: string;
  rank: number | null;
  line: number;
}

/** A progress bar on a line: indexes of its numbers, -1 where it has none. */
export interface BarSlots {
  description: string;
  n: number;
  total: number;
  rate: number;
  /** The rate is in seconds a step. */
  isPace: boolean;
  /** Time left, a number or a clock time. */
  left: number;
  /** It moves files about and trains nothing. */
  isNoise: boolean;
  /** Counts batches of an epoch that a line before it named. */
  isKeras: boolean;
}

/** What lines of one shape say. */
export interface Statement {
  /** Filled anew for each line. */
  facts: LineFacts;
  /** Index of the number for each counter; -1 where there is none. */
  slots: Counters;
  rankSlot: number;
  /** The rank where it is part of a word, `rank1`, and so of the shape. */
  rank: number | null;
  /** For each pair the index of its number, and what to multiply it by. */
  pairSlots: number[];
  scales: number[];
  bar: BarSlots | null;
  /** Numbers that may be a row under a table's header, by index, `end` behind the last; null when it can't be one. */
  row: { first: number; end: number } | null;
  /** Phase that the line announces for what follows; null when it announces none. */
  heading: string | null;
  /** A format knows its numbers for metrics: they are charted without a place. */
  isSure: boolean;
  /** What to multiply the step by: `31K` is 31,000. */
  stepScale: number;
  /** Index of the time that is left; -1 when the line doesn't say. */
  leftSlot: number;
  /** Name of the span that lines of this shape begin; empty when they begin none. */
  begins: string;
  /** Other words than the program's own stand before. */
  isPrefixed: boolean;
  /** Where another writer's text is glued behind: its offset in the line that this was made from; -1 when there is nothing. */
  glued: number;
  /** The bar's last number, behind which a bracket ends it. */
  lastSlot: number;
  /** What that text says. */
  next: Statement | null;
}

/** Facts of a line that says nothing yet. */
export function emptyLineFacts(line: number): LineFacts {
  return {
    pairs: [],
    step: NaN,
    stepTotal: NaN,
    epoch: NaN,
    epochTotal: NaN,
    batch: NaN,
    batchTotal: NaN,
    wholeEpoch: true,
    phase: "",
    rank: null,
    line,
  };
}

/** A statement that says nothing yet. */
export function emptyStatement(): Statement {
  return {
    facts: emptyLineFacts(0),
    slots: { step: -1, stepTotal: -1, epoch: -1, epochTotal: -1, batch: -1, batchTotal: -1 },
    rankSlot: -1,
    rank: null,
    pairSlots: [],
    scales: [],
    bar: null,
    row: null,
    heading: null,
    isSure: false,
    stepScale: 1,
    leftSlot: -1,
    begins: "",
    isPrefixed: false,
    glued: -1,
    lastSlot: -1,
    next: null,
  };
}

/** How a pair is named. */
export interface PairOptions {
  unit?: string;
  scale?: number;
  separated?: boolean;
  phase?: string;
  integer?: boolean;
}

/** Says that a number is a metric's value. */
export function addPair(statement: Statement, slot: number, name: string | NameInfo, options: PairOptions = {}): void {
  const { unit = "", scale = 1, separated = true, phase = "", integer = false } = options;
  const info = typeof name === "string" ? understandName(name) : name;
  statement.pairSlots.push(slot);
  statement.scales.push(scale);
  statement.facts.pairs.push({ info, value: NaN, unit, separated, phase, line: 0, integer });
}

/** A name that a format vouches for: charted whatever role its words would have. */
export function metricName(name: string, kind: "metric" | "throughput" = "metric"): NameInfo {
  return { name: canonicalName(name), role: "metric", kind, known: true, priority: 0 };
}

/** Facts of a row whose names and values a format found by itself. */
export function rowFacts(line: number, values: readonly (readonly [NameInfo, number])[]): LineFacts {
  const pairs = values.map(([info, value]) => ({
    info,
    value,
    unit: "",
    separated: true,
    phase: "",
    line,
    integer: Number.isInteger(value),
  }));
  return { ...emptyLineFacts(line), pairs };
}

/** Puts a line's numbers in. The facts are valid until the next line of the shape. */
export function fillFacts(statement: Statement, shape: Shape, line: number): LineFacts {
  const { facts, slots, pairSlots, scales } = statement;
  const { value } = shape;
  facts.step = slots.step < 0 ? NaN : value[slots.step]! * statement.stepScale;
  facts.stepTotal = slots.stepTotal < 0 ? NaN : value[slots.stepTotal]!;
  facts.epoch = slots.epoch < 0 ? NaN : value[slots.epoch]!;
  facts.epochTotal = slots.epochTotal < 0 ? NaN : value[slots.epochTotal]!;
  facts.batch = slots.batch < 0 ? NaN : value[slots.batch]!;
  facts.batchTotal = slots.batchTotal < 0 ? NaN : value[slots.batchTotal]!;
  facts.wholeEpoch = slots.epoch < 0 || (shape.form[slots.epoch] === INTEGER && !(slots.epoch > pairSlots[0]!));
  facts.rank = statement.rankSlot < 0 ? statement.rank : value[statement.rankSlot]!;
  facts.line = line;
  for (let at = 0; at < pairSlots.length; at++) {
    const pair = facts.pairs[at]!;
    pair.value = value[pairSlots[at]!]! * scales[at]!;
    pair.line = line;
  }
  return facts;
}

/** True when the line itself says where training stands. */
export function hasProgress(facts: Counters): boolean {
  return isSet(facts.step) || isSet(facts.epoch) || isSet(facts.batch);
}

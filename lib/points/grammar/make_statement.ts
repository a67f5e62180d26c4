/**
 * Makes statements, and puts values into them. Doesn't read a line.
 *
 * @module
 */
import { canonicalName, type NameInfo, understandName } from "../words/name.ts";
import type { LineFacts, Statement } from "./statement.ts";

/** Facts of a line that says nothing yet. */
export function emptyLineFacts(line: number): LineFacts {
  return {
    pairs: [],
    asides: [],
    lead: null,
    spare: null,
    step: NaN,
    stepTotal: NaN,
    epoch: NaN,
    epochTotal: NaN,
    batch: NaN,
    batchTotal: NaN,
    beside: NaN,
    wholeEpoch: true,
    isEpochByPlace: false,
    phase: "",
    ofTraining: false,
    heading: null,
    badge: "",
    tag: "",
    label: "",
    printer: null,
    rank: null,
    stepScale: 1,
    stepPriority: Infinity,
    beginsAnew: false,
    tellsOfBest: false,
    mayPlan: false,
    isOver: false,
    form: 0,
    line,
  };
}

/** A statement that says nothing yet. */
export function emptyStatement(): Statement {
  return {
    facts: emptyLineFacts(0),
    slots: { step: -1, stepTotal: -1, epoch: -1, epochTotal: -1, batch: -1, batchTotal: -1, beside: -1 },
    rankSlot: -1,
    rankBase: 0,
    rank: null,
    pairSlots: [],
    asideSlots: [],
    parts: [],
    asideParts: [],
    lead: null,
    textTag: null,
    textLabel: null,
    printer: null,
    scales: [],
    bar: null,
    row: null,
    heading: null,
    title: null,
    isSure: false,
    stepScale: 1,
    rules: [],
    format: "",
    ignored: "",
    listed: null,
    hasSettings: false,
    namesKey: NaN,
    leftSlot: -1,
    begins: "",
    hasUnreadable: false,
    lineMark: null,
    prefix: null,
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

/** Adds a pair: the number at `slot` is a metric's value. */
export function addPair(statement: Statement, slot: number, name: string | NameInfo, options: PairOptions = {}): void {
  const { unit = "", scale = 1, separated = true, phase = "", integer = false } = options;
  const info = typeof name === "string" ? understandName(name) : name;
  statement.pairSlots.push(slot);
  statement.scales.push(scale);
  statement.facts.pairs.push({ info, value: NaN, unit, separated, phase, line: 0, integer, mustRecur: false });
}

/** Gives a pair another name, in its part too. */
export function renamePair({ facts: { pairs }, parts }: Statement, at: number, info: NameInfo): void {
  const pair = pairs[at]!, inPart = parts[at];
  if (inPart?.info === pair.info) inPart.info = info;
  pair.info = info;
}

/** A metric's name that a format knows: it is charted, whatever role its words would have. */
export function metricName(name: string, kind: "metric" | "throughput" = "metric"): NameInfo {
  return { name: canonicalName(name), role: "metric", kind, known: true, priority: 0 };
}

/** Facts of a row whose names and values a format read itself. */
export function rowFacts(line: number, values: readonly (readonly [NameInfo, number])[]): LineFacts {
  const pairs = values.map(([info, value]) => ({
    info,
    value,
    unit: "",
    separated: true,
    phase: "",
    line,
    integer: Number.isInteger(value),
    mustRecur: false,
  }));
  return { ...emptyLineFacts(line), pairs };
}

/** Adds an aside: a number whose name means nothing for training as a rule. */
export function addAside(statement: Statement, slot: number, info: NameInfo, options: PairOptions = {}): void {
  const { unit = "", phase = "", integer = false } = options;
  statement.asideSlots.push(slot);
  const aside = { ...info, role: "metric" } as const;
  statement.facts.asides.push({
    info: aside,
    value: NaN,
    unit,
    separated: true,
    phase,
    line: 0,
    integer,
    mustRecur: false,
  });
}

/**
 * Makes what a line says, for tests of the rules that decide on it.
 *
 * @module
 */
import type { MetricState } from "../../lib/points/curves/metrics.ts";
import type { BarState } from "../../lib/points/curves/bar_state.ts";
import type { FilledLead } from "../../lib/points/grammar/lead_kinds.ts";
import type { LineFacts, Pair } from "../../lib/points/grammar/statement.ts";
import { emptyLineFacts } from "../../lib/points/grammar/make_statement.ts";
import { understandName } from "../../lib/points/words/name.ts";

/** A pair as the grammar makes it of `NAME=VALUE`, a decimal. */
export function makePair(name: string, value: number, over: Partial<Pair> = {}): Pair {
  return {
    info: understandName(name),
    value,
    unit: "",
    separated: true,
    phase: "",
    line: 1,
    integer: false,
    mustRecur: false,
    ...over,
  };
}

/** Facts of a line: counters and pairs as given, nothing else. */
export function makeFacts(over: Partial<LineFacts> = {}): LineFacts {
  return { ...emptyLineFacts(over.line ?? 1), ...over };
}

/** A metric of the reader's state with three points, the last 0.5 on line 4. */
export function makeMetric(over: Partial<MetricState> = {}): MetricState {
  const last = { lastStep: 10, lastValue: 0.5, lastLine: 4 };
  return {
    count: 3,
    ...last,
    perStep: 0,
    stepped: true,
    ofBatch: false,
    stays: false,
    followed: false,
    rank: null,
    phase: "",
    badge: 0,
    form: 0,
    ...over,
  };
}

/** A bar of the reader's state, drawn on line 1. */
export function makeBar(n: number, total: number, over: Partial<BarState> = {}): BarState {
  const fresh = {
    name: "",
    epoch: NaN,
    spans: false,
    line: 1,
    offset: 0,
    stride: 0,
    lastStride: 0,
    rounds: 1,
    places: false,
    isNamed: false,
    named: NaN,
    passesEpochs: false,
    began: 0,
    moved: 0,
    isFine: true,
    isPartly: false,
    drawn: 0,
    firstRound: NaN,
    round: NaN,
    counts: "open" as const,
  };
  return { ...fresh, n, total, ...over };
}

/** A lead of a line, `i`, that stands beside its values. */
export function makeLead(value: number, over: Partial<FilledLead> = {}): FilledLead {
  return { value, name: "i", pair: -1, kind: "count", inner: null, innerValue: NaN, ...over };
}

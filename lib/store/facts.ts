/**
 * What capture keeps beside a run's record: facts and metric summaries. Written by `flush.ts` and `generation.ts` only.
 *
 * @module
 */
import type { MetricKind, MetricSummary, Progress } from "../model.ts";
import { withLock } from "./commit.ts";
import { factsKey, metricsPrefix } from "./keys.ts";
import type { Kv } from "./kv.ts";

/** Summaries in one stored page: as many of the longest names (600 bytes) stay below a KV value's 64 KiB. */
export const METRICS_PAGE = 90;

/** Facts of a run that change with every flush. */
export interface Facts {
  /** Flushes and switches so far: grows with every change of log or points. */
  rev: number;
  /** Which reading of the log is in force. */
  generation: number;
  /** Newlines so far. */
  newlines: number;
  /** True when the log does not end with a newline. */
  open: boolean;
  logBytes: number;
  updatedAt: number;
  /** When the newest bytes of the log came; null before the first. */
  lastOutputAt: number | null;
  settings: Record<string, string>;
  progress: Progress;
  warnings: string[];
}

/** Nothing known yet. */
export const emptyProgress: Progress = {
  step: null,
  total: null,
  epoch: null,
  epochTotal: null,
  rate: null,
  secondsLeft: null,
};

/** Facts of a run of which nothing was captured. */
export function emptyFacts(): Facts {
  return {
    rev: 0,
    generation: 0,
    newlines: 0,
    open: false,
    logBytes: 0,
    updatedAt: 0,
    lastOutputAt: null,
    settings: {},
    progress: emptyProgress,
    warnings: [],
  };
}

/** Lines so far: newlines, and one more for a last line without one. */
export const lastLineOf = (facts: Facts): number => facts.newlines + (facts.open ? 1 : 0);

/** The facts of a run. */
export async function readFacts(kv: Kv, id: string): Promise<Facts> {
  return (await withLock(() => kv.get<Facts>(factsKey(id)))).value ?? emptyFacts();
}

/** A page of summaries as stored: `numbers` are count, last, last step, min and max of each in turn. */
export interface MetricPage {
  names: string[];
  kinds: MetricKind[];
  numbers: Float64Array;
}

const NUMBERS = 5;

/** Summaries as a page, and about how many bytes it takes. */
export function packSummaries(summaries: readonly MetricSummary[]): { page: MetricPage; bytes: number } {
  const page: MetricPage = { names: [], kinds: [], numbers: new Float64Array(NUMBERS * summaries.length) };
  let bytes = 100;
  for (const [index, { name, kind, count, last, lastStep, min, max }] of summaries.entries()) {
    page.names.push(name);
    page.kinds.push(kind);
    page.numbers.set([count, last, lastStep, min, max], NUMBERS * index);
    bytes += 3 * name.length + kind.length + 8 * NUMBERS + 10;
  }
  return { page, bytes };
}

function unpackSummaries({ names, kinds, numbers }: MetricPage): MetricSummary[] {
  return names.map((name, index) => {
    const [count, last, lastStep, min, max] = numbers.subarray(NUMBERS * index) as unknown as number[];
    return {
      name,
      kind: kinds[index]!,
      count: count!,
      last: last!,
      lastStep: lastStep!,
      min: min!,
      max: max!,
    };
  });
}

/** Summaries of all metrics of a generation, in order of first appearance. */
export async function readSummaries(
  kv: Kv,
  id: string,
  generation: number,
): Promise<MetricSummary[]> {
  const summaries: MetricSummary[] = [];
  for await (const { value } of kv.list<MetricPage>({ prefix: metricsPrefix(id, generation) })) {
    summaries.push(...unpackSummaries(value));
  }
  return summaries;
}

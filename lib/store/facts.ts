/**
 * What capture keeps beside a run's record: facts and metric summaries. Written by `flush.ts` and `generation.ts` only.
 *
 * @module
 */
import type { MetricSummary, Progress } from "../model.ts";
import { withLock } from "./commit.ts";
import { factsKey, metricsPrefix } from "./keys.ts";

/** Summaries in one stored page: 100 of the longest names stay below a KV value's 64 KiB. */
export const METRICS_PAGE = 100;

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
  /** When the newest bytes of the log were captured; absent in what older versions wrote. */
  lastOutputAt?: number | null;
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
    settings: {},
    progress: emptyProgress,
    warnings: [],
  };
}

/** Lines so far: newlines, and one more for a last line without one. */
export const lastLineOf = (facts: Facts): number => facts.newlines + (facts.open ? 1 : 0);

/** The facts of a run. */
export async function readFacts(kv: Deno.Kv, id: string): Promise<Facts> {
  return (await withLock(() => kv.get<Facts>(factsKey(id)))).value ?? emptyFacts();
}

/** Summaries of all metrics of a generation, in order of first appearance. */
export async function readSummaries(
  kv: Deno.Kv,
  id: string,
  generation: number,
): Promise<MetricSummary[]> {
  const pages: MetricSummary[][] = [];
  for await (
    const { value } of kv.list<MetricSummary[]>({ prefix: metricsPrefix(id, generation) })
  ) pages.push(value);
  return pages.flat();
}

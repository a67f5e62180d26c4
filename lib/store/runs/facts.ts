/**
 * What capture knows about a run: its facts and its metric summaries. Only `flush.ts` and `generation.ts` write them.
 *
 * @module
 */
import type { MetricKind, Progress, UnreadName } from "../../model.ts";
import { READER_VERSION } from "../../limits.ts";
import { withLock } from "../flush/commit.ts";
import { factsKey, metricsPrefix } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import type { Encoding } from "../../text/encodings.ts";
import { OLDER_READER_WARNING } from "../../text/older_reader.ts";
import type { StoredSummary } from "../points/summary.ts";

/** Summaries in one stored page. With names of 600 bytes, the longest possible, a page stays below a KV value's 64 KiB. */
export const METRICS_PAGE = 90;

/** Facts about a run. They change with every flush. */
export interface Facts {
  /** Number of flushes and switches so far. It grows whenever the log or the points change. */
  rev: number;
  /** Number of the generation whose points are shown. */
  generation: number;
  /** Newlines in the stored log. */
  newlines: number;
  /** True when the log does not end with a newline. */
  open: boolean;
  logBytes: number;
  updatedAt: number;
  /** When the newest bytes of the log arrived; null before the first. */
  lastOutputAt: number | null;
  settings: Record<string, string>;
  progress: Progress;
  warnings: string[];
  /** Names that recur in the log and aren't charted. Missing where an older version stored the facts. */
  unread?: readonly UnreadName[];
  /** Number of the run's marks. Missing where an older version stored the facts. */
  marks?: number;
  /** Encoding of the log's lines that aren't UTF-8. Missing where all are. */
  encoding?: Encoding;
  /** Version of the reader that gave the points. Missing where the first one did. */
  readerVersion?: number;
}

/** The encoding as facts have it. */
export const keepEncoding = (encoding: Encoding | null | undefined): Pick<Facts, "encoding"> =>
  encoding ? { encoding } : {};

/** Warnings of a run, the one about an older reader among them. */
export function warningsOf({ warnings, readerVersion = 1, rev }: Facts): string[] {
  return rev > 0 && readerVersion < READER_VERSION ? [OLDER_READER_WARNING, ...warnings] : warnings;
}

/** Progress before anything is known. */
export const emptyProgress: Progress = {
  step: null,
  total: null,
  epoch: null,
  epochTotal: null,
  rate: null,
  secondsLeft: null,
};

/** Facts about a run before its first flush. */
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

/** Number of lines so far. A last line without a newline counts. */
export const lastLineOf = (facts: Facts): number => facts.newlines + (facts.open ? 1 : 0);

/** Reads the facts about a run; empty ones before its first flush. */
export async function readFacts(kv: Kv, id: string): Promise<Facts> {
  return (await withLock(() => kv.get<Facts>(factsKey(id)))).value ?? emptyFacts();
}

/** A page of summaries as stored. `numbers` holds each metric's numbers, in the order of `NUMBERS`. */
export interface MetricPage {
  names: string[];
  kinds: MetricKind[];
  numbers: Float64Array;
}

/** Numbers of a summary. An older version stored the first five. */
const NUMBERS = ["count", "last", "lastStep", "min", "max", "minStep", "maxStep", "sum", "carry", "finite"] as const;
const NUMBERS_BYTES = 8 * NUMBERS.length;

/** Packs summaries into a page. `bytes` is an upper estimate of its stored size. */
export function packSummaries(summaries: readonly StoredSummary[]): { page: MetricPage; bytes: number } {
  const page: MetricPage = { names: [], kinds: [], numbers: new Float64Array(NUMBERS.length * summaries.length) };
  let bytes = 100;
  for (const [index, summary] of summaries.entries()) {
    const { name, kind } = summary;
    page.names.push(name);
    page.kinds.push(kind);
    page.numbers.set(NUMBERS.map((each) => summary[each]), NUMBERS.length * index);
    bytes += 3 * name.length + kind.length + NUMBERS_BYTES + 10;
  }
  return { page, bytes };
}

/** Unpacks the summaries of a page. */
export function unpackSummaries({ names, kinds, numbers }: MetricPage): StoredSummary[] {
  const stride = numbers.length / names.length;
  return names.map((name, index) => {
    const summary = { name, kind: kinds[index]!, mean: NaN } as StoredSummary;
    NUMBERS.forEach((each, at) => summary[each] = at < stride ? numbers[stride * index + at]! : NaN);
    if (summary.finite > 0) summary.mean = (summary.sum + summary.carry) / summary.finite;
    return summary;
  });
}

/** Reads the summaries of all metrics of a generation, in order of first appearance. */
export async function readSummaries(
  kv: Kv,
  id: string,
  generation: number,
): Promise<StoredSummary[]> {
  const summaries: StoredSummary[] = [];
  for await (const { value } of kv.list<MetricPage>({ prefix: metricsPrefix(id, generation) })) {
    summaries.push(...unpackSummaries(value));
  }
  return summaries;
}

/**
 * From points to the KV writes that store them: full and open chunks, and the pages of summaries that make them visible. Commits
 * nothing but what no reader sees yet.
 *
 * @module
 */
import { Conflict } from "../errors.ts";
import {
  COMMIT_BYTES,
  COMMIT_MUTATIONS,
  METRIC_NAME_MAX_CHARS,
  METRIC_NAMES_MAX,
  POINT_CHUNK_POINTS,
} from "../limits.ts";
import type { MetricKind, MetricSummary } from "../model.ts";
import { withLock } from "./commit.ts";
import { METRICS_PAGE } from "./facts.ts";
import { ingestKey, metricsKey, pointsKey } from "./keys.ts";
import { cutColumns, makeColumns, type PointColumns } from "./point_chunks.ts";

/** Points of one metric to be stored, in columns of equal length. */
export interface PointBatch {
  kind: MetricKind;
  step: number[];
  value: number[];
  /** Milliseconds since the epoch. */
  time: number[];
  line: number[];
  /** NaN where the log gives no epoch. */
  epoch: number[];
}

/** A metric that is being written. */
export interface Metric {
  summary: MetricSummary;
  index: number;
  /** Points of the chunk that is still filled. */
  open: PointColumns;
}

/** One KV write, with about how many bytes it takes. */
export interface Write {
  key: Deno.KvKey;
  value: unknown;
  bytes: number;
}

const POINT_BYTES = 44, CHUNK_BYTES = 200;
/** The longest name in two-byte characters, and the fields. */
const SUMMARY_BYTES = 560;

function addPoints(
  metric: Metric,
  batch: PointBatch,
  { id, generation, rev }: { id: string; generation: number; rev: number },
): Write[] {
  const writes: Write[] = [];
  const { summary, open } = metric;
  const write = (count: number, number: number) =>
    writes.push({
      key: pointsKey(id, generation, summary.name, number),
      value: cutColumns(open, count),
      bytes: count * POINT_BYTES + CHUNK_BYTES,
    });
  for (let i = 0; i < batch.step.length; i++) {
    const at = summary.count % POINT_CHUNK_POINTS;
    const value = batch.value[i]!;
    open.step[at] = batch.step[i]!;
    open.value[at] = value;
    open.time[at] = batch.time[i]!;
    open.line[at] = batch.line[i]!;
    open.epoch[at] = batch.epoch[i]!;
    open.rev[at] = rev;
    summary.count++;
    summary.last = value;
    summary.lastStep = batch.step[i]!;
    if (!Number.isNaN(value)) {
      if (!(summary.min <= value)) summary.min = value;
      if (!(summary.max >= value)) summary.max = value;
    }
    if (at + 1 === POINT_CHUNK_POINTS) {
      write(POINT_CHUNK_POINTS, summary.count / POINT_CHUNK_POINTS - 1);
    }
  }
  const filled = summary.count % POINT_CHUNK_POINTS;
  if (filled > 0) write(filled, Math.floor(summary.count / POINT_CHUNK_POINTS));
  return writes;
}

/** Adds points to the metrics of a generation; `refused` counts the points of names beyond the bounds, which are not kept. */
export function stagePoints(
  metrics: Map<string, Metric>,
  points: ReadonlyMap<string, PointBatch>,
  place: { id: string; generation: number; rev: number },
): { writes: Write[]; refused: number } {
  const writes: Write[] = [];
  let refused = 0;
  const pages = new Set<number>();
  for (const [name, batch] of points) {
    if (batch.step.length === 0) continue;
    let metric = metrics.get(name);
    if (!metric) {
      if (metrics.size >= METRIC_NAMES_MAX || name.length > METRIC_NAME_MAX_CHARS) {
        refused += batch.step.length;
        continue;
      }
      const summary = {
        name,
        kind: batch.kind,
        count: 0,
        last: NaN,
        lastStep: NaN,
        min: NaN,
        max: NaN,
      };
      metric = { summary, index: metrics.size, open: makeColumns(POINT_CHUNK_POINTS) };
      metrics.set(name, metric);
    }
    writes.push(...addPoints(metric, batch, place));
    pages.add(Math.floor(metric.index / METRICS_PAGE));
  }
  const summaries = [...metrics.values()].map(({ summary }) => summary);
  for (const page of pages) {
    const value = summaries.slice(page * METRICS_PAGE, (page + 1) * METRICS_PAGE);
    writes.push({
      key: metricsKey(place.id, place.generation, page),
      value,
      bytes: value.length * SUMMARY_BYTES,
    });
  }
  return { writes, refused };
}

/**
 * Commits writes ahead of the commit that makes them visible, where one commit can't hold all. Each part checks that the run's ingest
 * state is still the one given, so that a process that was overtaken overwrites nothing.
 *
 * @throws {Conflict} when it is not
 */
export async function writeAhead(
  kv: Deno.Kv,
  writes: Write[],
  { id, versionstamp }: { id: string; versionstamp: string | null },
): Promise<void> {
  for (let at = 0; at < writes.length;) {
    const operation = kv.atomic().check({ key: ingestKey(id), versionstamp });
    const start = at;
    for (let bytes = 0; at < writes.length && at - start < COMMIT_MUTATIONS; at++) {
      const write = writes[at]!;
      bytes += write.bytes;
      if (at > start && bytes > COMMIT_BYTES) break;
      operation.set(write.key, write.value);
    }
    if (!(await withLock(() => operation.commit())).ok) {
      throw new Conflict(`run ${id} was written to by another process meanwhile`);
    }
  }
}

/**
 * Turns points into the KV writes that store them: chunks of points, pages of their stretches, and the pages of summaries that make them
 * visible. Commits nothing.
 *
 * @module
 */
import { METRIC_NAME_MAX_CHARS, METRIC_NAMES_MAX } from "../../limits.ts";
import { POINT_CHUNK_POINTS } from "../../limits/store.ts";
import type { MetricKind } from "../../model.ts";
import type { Arena } from "./arena.ts";
import { growColumns, type OpenColumns } from "../points/columns.ts";
import { METRICS_PAGE, packSummaries } from "../runs/facts.ts";
import { metricsKey, pointsKey, stretchesKey } from "../keys.ts";
import { findEvenColumns, packColumns, packedBytesMax } from "../points/packing.ts";
import { measureStretch } from "../points/stretch.ts";
import { addStretch, packPage, type PendingStretches } from "../points/stretch_pages.ts";
import { addToSummary, emptySummary, type StoredSummary } from "../points/summary.ts";

/** New points of one metric, in columns of equal length. */
export interface PointBatch {
  kind: MetricKind;
  step: ArrayLike<number>;
  value: ArrayLike<number>;
  /** Milliseconds since the epoch. */
  time: ArrayLike<number>;
  line: ArrayLike<number>;
  /** NaN where the log has no epoch. */
  epoch: ArrayLike<number>;
  /** NaN where the log showed no training step. */
  globalStep: ArrayLike<number>;
}

/** A metric that is being written. */
export interface Metric {
  summary: StoredSummary;
  /** Position of its summary among all metrics of the generation. */
  index: number;
  /** Points of the chunk that is being filled. */
  open: OpenColumns;
  /** Stretches of full chunks whose page isn't full yet. */
  pending: PendingStretches;
}

/** One KV write. `bytes` is an upper estimate of its size. */
export interface Write {
  key: Deno.KvKey;
  value: unknown;
  bytes: number;
}

/** The generation that points are added to. */
export interface StageTarget {
  id: string;
  generation: number;
  rev: number;
  /** Holds the packed chunks until they are committed. */
  arena: Arena;
}

function newMetric(name: string, kind: MetricKind, index: number): Metric {
  return { summary: emptySummary(name, kind), index, open: growColumns(null, 0), pending: [] };
}

/** Copies `count` points, from index `from` on, to the end of the open chunk and adds them to the summary. */
function appendPoints(
  metric: Metric,
  batch: PointBatch,
  { from, count, rev }: Record<"from" | "count" | "rev", number>,
) {
  const { summary } = metric, filled = summary.count % POINT_CHUNK_POINTS;
  const open = metric.open = growColumns(metric.open, Math.min(filled + count, POINT_CHUNK_POINTS));
  for (let i = from, to = filled; i < from + count; i++, to++) {
    open.step[to] = batch.step[i]!;
    open.value[to] = batch.value[i]!;
    open.time[to] = batch.time[i]!;
    open.line[to] = batch.line[i]!;
    open.epoch[to] = batch.epoch[i]!;
    open.globalStep[to] = batch.globalStep[i]!;
    open.rev[to] = rev;
  }
  addToSummary(summary, batch, { from, count });
}

function addPoints(metric: Metric, batch: PointBatch, { id, generation, rev, arena }: StageTarget): Write[] {
  const writes: Write[] = [], { summary } = metric;
  for (let from = 0; from < batch.step.length;) {
    const filled = summary.count % POINT_CHUNK_POINTS, chunk = (summary.count - filled) / POINT_CHUNK_POINTS;
    const count = Math.min(batch.step.length - from, POINT_CHUNK_POINTS - filled);
    appendPoints(metric, batch, { from, count, rev });
    from += count;
    const room = arena.reserve(packedBytesMax(filled + count));
    const value = arena.keep(packColumns(metric.open, filled + count, room));
    writes.push({
      key: pointsKey(id, generation, summary.name, chunk),
      value,
      bytes: value.length + summary.name.length,
    });
    if (filled + count === POINT_CHUNK_POINTS) {
      writes.push(...addChunkStretch(metric, { chunk, value }, { id, generation }));
    }
  }
  return writes;
}

/** Measures a chunk that is full now. Gives the pages of stretches that are full with it. */
function addChunkStretch(
  { summary: { name }, open, pending }: Metric,
  { chunk, value }: { chunk: number; value: Uint8Array<ArrayBuffer> },
  { id, generation }: Pick<StageTarget, "id" | "generation">,
): Write[] {
  const all = { from: 0, end: POINT_CHUNK_POINTS, offset: chunk * POINT_CHUNK_POINTS };
  const stretch = measureStretch(open, all, findEvenColumns(value));
  return addStretch(pending, { level: 0, number: chunk }, stretch).map(({ level, page, stretches }) => {
    const packed = packPage(stretches);
    return {
      key: stretchesKey(id, generation, name, { level, page }),
      value: packed,
      bytes: packed.length + name.length,
    };
  });
}

/** Adds points to the metrics of a generation. `refused` is the number of points that are not kept, because of too many or too long names. */
export function stagePoints(
  metrics: Map<string, Metric>,
  points: ReadonlyMap<string, PointBatch>,
  target: StageTarget,
): { writes: Write[]; refused: number } {
  const writes: Write[] = [], pages = new Set<number>();
  let refused = 0;
  for (const [name, batch] of points) {
    if (batch.step.length === 0) continue;
    let metric = metrics.get(name);
    if (!metric) {
      if (metrics.size >= METRIC_NAMES_MAX || name.length > METRIC_NAME_MAX_CHARS) {
        refused += batch.step.length;
        continue;
      }
      metric = newMetric(name, batch.kind, metrics.size);
      metrics.set(name, metric);
    }
    writes.push(...addPoints(metric, batch, target));
    pages.add(Math.floor(metric.index / METRICS_PAGE));
  }
  const summaries = [...metrics.values()].map(({ summary }) => summary);
  for (const number of pages) {
    const { page, bytes } = packSummaries(summaries.slice(number * METRICS_PAGE, (number + 1) * METRICS_PAGE));
    writes.push({ key: metricsKey(target.id, target.generation, number), value: page, bytes });
  }
  return { writes, refused };
}

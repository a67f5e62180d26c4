/**
 * Gives every point of a run in parts, so that a run of any length takes little memory. Thins nothing, and caches nothing.
 *
 * @module
 */
import { Conflict } from "../../errors.ts";
import { POINT_CHUNK_POINTS } from "../../limits/store.ts";
import type { Columns, MetricSummary } from "../../model.ts";
import { createPointColumns, type PointColumns, viewColumns } from "./columns.ts";
import { withLock } from "../flush/commit.ts";
import { readFacts, readSummaries } from "../runs/facts.ts";
import type { Kv } from "../kv/kv.ts";
import { packedCount, unpackColumns } from "./packing.ts";
import type { PointQuery } from "./point_chunks.ts";
import { selectRange } from "./point_range.ts";
import { firstAfter } from "./revs.ts";
import { listChunks, type SeriesRef } from "./point_stream.ts";

/** Some points of one metric that follow one another. */
export interface PointPart {
  name: string;
  columns: Columns;
}

/** Every point of the visible generation as it was at one moment. */
export interface EveryPoint {
  generation: number;
  rev: number;
  /** Summaries of the chosen metrics. */
  summaries: MetricSummary[];
  /**
   * The points, metric by metric, in the order in which they arrived. Throws Conflict when the run is deleted, or its log read again,
   * while they are read.
   */
  parts: AsyncGenerator<PointPart>;
}

/** Which points: as for `readPoints`, but never thinned. */
export type EveryPointQuery = Pick<PointQuery, "metrics" | "range" | "after" | "signal">;

/** Opens a run's points. A metric that the run doesn't have is left out. */
export async function openEveryPoint(kv: Kv, id: string, query: EveryPointQuery = {}): Promise<EveryPoint> {
  const { generation, rev } = await readFacts(kv, id), { metrics } = query;
  const all = await withLock(() => readSummaries(kv, id, generation));
  const summaries = metrics ? all.filter(({ name }) => metrics.includes(name)) : all;
  const refs = summaries.map(({ name, count }) => ({ id, generation, name, count, signal: query.signal }));
  return { generation, rev, summaries, parts: listParts(kv, refs, { ...query, rev }) };
}

async function* listParts(
  kv: Kv,
  refs: readonly SeriesRef[],
  query: EveryPointQuery & { rev: number },
): AsyncGenerator<PointPart> {
  for (const ref of refs) {
    for await (const columns of listSeries(kv, ref, query)) yield { name: ref.name, columns };
  }
}

/** The points of a series, chunk by chunk. A flush that happens meanwhile belongs to the next answer. */
async function* listSeries(
  kv: Kv,
  ref: SeriesRef,
  { rev, after, range = {} }: EveryPointQuery & { rev: number },
): AsyncGenerator<PointColumns> {
  let next = 0;
  for await (const { number, chunk } of listChunks(kv, ref)) {
    if (number !== next) break;
    const count = Math.min(packedCount(chunk), ref.count - POINT_CHUNK_POINTS * next++);
    const points = createPointColumns(count);
    unpackColumns(chunk, points, { to: 0, count });
    const from = after === undefined ? 0 : firstAfter(points.rev, after);
    const wanted = selectRange(viewColumns(points, from, firstAfter(points.rev, rev)), range);
    if (wanted.step.length > 0) yield wanted;
  }
  if (next * POINT_CHUNK_POINTS >= ref.count) return;
  throw new Conflict(`run ${ref.id} was deleted, or its log read again, while its points were read`);
}

/**
 * Series of a run as they are visible at one moment: what is read of them belongs to one reading of the log. Thins nothing.
 *
 * @module
 */
import { LONG_SERIES_POINTS } from "../../limits/store.ts";
import { withLock } from "../flush/commit.ts";
import { type PointColumns, viewColumns } from "./columns.ts";
import { type Facts, readFacts, readSummaries } from "../runs/facts.ts";
import type { Kv } from "../kv/kv.ts";
import type { PointCaches, PointQuery } from "./point_chunks.ts";
import { selectRange } from "./point_range.ts";
import type { SeriesRef } from "./point_stream.ts";
import { firstAfter } from "./revs.ts";
import type { Wanted } from "./stretch.ts";
import { MissingPoints } from "./stretch_tree.ts";

/** Which metrics, and where. */
export type SeriesQuery = Pick<PointQuery, "range" | "signal"> & { metrics: readonly string[] };

/** What `read` gives of each metric that the run has; those of which it gives null are missing. Begins again when the log is read again meanwhile. */
export async function eachVisible<Result>(
  kv: Kv,
  id: string,
  query: SeriesQuery,
  read: (ref: SeriesRef, wanted: Wanted) => Promise<Result | null>,
): Promise<Map<string, Result>> {
  for (;;) {
    const facts = await readFacts(kv, id);
    const found = await readAll(kv, { id, facts, query }, read);
    if (found) return found;
    if ((await readFacts(kv, id)).generation === facts.generation) {
      throw new Error(`points of run ${id}, generation ${facts.generation}, are missing`);
    }
  }
}

/** The results of one reading of the log; null when it is being deleted. */
async function readAll<Result>(
  kv: Kv,
  { id, facts: { generation, rev }, query }: { id: string; facts: Facts; query: SeriesQuery },
  read: (ref: SeriesRef, wanted: Wanted) => Promise<Result | null>,
): Promise<Map<string, Result> | null> {
  const { metrics, range = {}, signal } = query, found = new Map<string, Result>();
  const summaries = await withLock(() => readSummaries(kv, id, generation));
  for (const { name, count } of summaries.filter((summary) => metrics.includes(summary.name))) {
    try {
      const result = await read({ id, generation, name, count, signal }, { range, afterRev: -1, toRev: rev });
      if (result !== null) found.set(name, result);
    } catch (error) {
      if (error instanceof MissingPoints) return null;
      throw error;
    }
  }
  return found;
}

/** The wanted points of a series that is not long; null of a long one. */
export async function readWholeRange(
  kv: Kv,
  { points }: PointCaches,
  { ref, wanted: { range, toRev } }: { ref: SeriesRef; wanted: Wanted },
): Promise<PointColumns | null> {
  if (ref.count > LONG_SERIES_POINTS) return null;
  const all = await points.read(kv, ref);
  if (!all) throw new MissingPoints(`points of ${ref.name} of run ${ref.id}`);
  return selectRange(viewColumns(all, 0, firstAfter(all.rev, toRev)), range);
}

/**
 * Reads smoothed curves: the average over every point of a range, thinned afterwards, so that no spike that thinning keeps counts more than
 * once. Of very long ranges it averages the means of stretches. Keeps what was read, as thin_points.ts does: all panels of a page, and everyone who
 * looks at a run, ask for the same.
 *
 * @module
 */
import { SMOOTH_POINTS_KEPT, SMOOTHED_WHOLE_POINTS } from "../../limits/store.ts";
import type { Columns } from "../../model.ts";
import { thinColumns } from "../../series/downsample.ts";
import { scaleWeight, smoothMeans, smoothValues } from "../../series/smooth.ts";
import { createPointColumns, type PointColumns } from "./columns.ts";
import { keepPages } from "./keep_pages.ts";
import { createKeeper } from "./kept_answers.ts";
import type { Kv } from "../kv/kv.ts";
import { readFacts } from "../runs/facts.ts";
import type { PointCaches, PointQuery } from "./point_chunks.ts";
import { measureRange, readRange, readStretchesOf } from "./read_range.ts";
import { countOfStretch, finiteOf, LAST, meanOf, type Wanted, writePoint } from "./stretch.ts";
import type { PlacedPage } from "./stretch_pages.ts";
import type { TreeSource } from "./stretch_tree.ts";
import { eachVisible, readWholeRange } from "./visible_series.ts";

/** Which metrics, where, and how much they are smoothed. */
export interface SmoothQuery extends Pick<PointQuery, "range" | "signal"> {
  metrics: readonly string[];
  /** Weight of what is before, 0 to 1 (excluded), for a range of up to a thousand points; `scaleWeight()` has that of a longer one. */
  weight: number;
  /** Points of a metric, at most. */
  most: number;
}

/** Stretches that a very long range is averaged by, about. */
const STRETCHES = 16_384;

/** Reads smoothed points by metric: places of points, with smoothed values. A metric without points in the range is missing. */
export type SmoothReader = (id: string, query: SmoothQuery) => Promise<Map<string, Columns>>;

/** Creates the reader, with nothing kept. `pointsMax` is for tests. */
export function createSmoothReader(kv: Kv, caches: PointCaches, pointsMax = SMOOTH_POINTS_KEPT): SmoothReader {
  const keeper = createKeeper<Columns>(pointsMax, ({ step }) => step.length);
  return async (id, query) => {
    const { weight, most, range = {}, metrics } = query, key = JSON.stringify([id, weight, most, range]);
    const { generation, rev } = await readFacts(kv, id), found = keeper.find(key);
    const isCurrent = found?.generation === generation && found.rev === rev;
    const kept = isCurrent ? found.metrics : new Map<string, Columns | null>();
    const lacking = metrics.filter((name) => !kept.has(name));
    const read = lacking.length > 0 ? await readNow(kv, caches, id, { ...query, metrics: lacking }) : new Map();
    const all = new Map([...kept, ...lacking.map((name) => [name, read.get(name) ?? null] as const)]);
    const now = lacking.length > 0 ? await readFacts(kv, id) : { generation, rev };
    if (now.generation === generation && now.rev === rev) keeper.put(key, { generation, rev, metrics: all });
    return new Map(metrics.flatMap((name) => all.get(name) ? [[name, all.get(name)!] as const] : []));
  };
}

async function readNow(
  kv: Kv,
  caches: PointCaches,
  id: string,
  query: SmoothQuery,
): Promise<Map<string, Columns>> {
  const { weight, most } = query;
  return await eachVisible(kv, id, query, async (ref, wanted) => {
    const keep = (pages: readonly PlacedPage[]) => keepPages(kv, ref, pages);
    const source = { kv, ref, cache: caches.stretches, keep };
    const whole = await readWholeRange(kv, caches, { ref, wanted });
    const smoothed = whole ? smoothPoints(whole, weight) : await smoothLong(source, wanted, weight);
    return smoothed && smoothed.step.length > 0 ? thinColumns(smoothed, most) : null;
  });
}

const smoothPoints = (points: PointColumns, weight: number): PointColumns => ({
  ...points,
  value: smoothValues(points.value, scaleWeight(weight, points.value.length)),
});

/** Smooths a range of a long series: by its points while these are not too many, else by stretches. */
async function smoothLong(source: TreeSource, wanted: Wanted, weight: number): Promise<PointColumns | null> {
  const all = await measureRange(source, wanted);
  if (!all) return null;
  const count = countOfStretch(all);
  if (count <= SMOOTHED_WHOLE_POINTS) {
    const { columns } = await readRange(source, { ...wanted, most: Infinity });
    return smoothPoints(columns, weight);
  }
  const stretches = await readStretchesOf(source, { ...wanted, most: STRETCHES });
  const points = createPointColumns(stretches.length);
  stretches.forEach((stretch, to) => writePoint(stretch, LAST, { columns: points, to }));
  const means = stretches.map((stretch) => ({ mean: meanOf(stretch), count: finiteOf(stretch) }));
  points.value.set(smoothMeans(means, scaleWeight(weight, count)));
  return points;
}

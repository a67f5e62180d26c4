/**
 * Reads thinned points, as charts show them, and keeps them: every page that shows a run asks for the same ones. A kept answer counts for one
 * version of a run, one range and one number of points; its memory is bounded. Thins nothing that is read with `after`.
 *
 * @module
 */
import { THIN_POINTS_KEPT } from "../../limits/store.ts";
import type { Columns, MetricSummary } from "../../model.ts";
import { thinColumns } from "../../series/downsample.ts";
import { findGaps } from "../../series/gaps.ts";
import { readFacts } from "../runs/facts.ts";
import type { Kv } from "../kv/kv.ts";
import { createKeeper, type KeptAnswer } from "./kept_answers.ts";
import { type PointAnswer, type PointCaches, type PointQuery, readPoints } from "./point_chunks.ts";

/** Which points of which metrics, and at most how many of each. */
export interface ThinQuery extends Pick<PointQuery, "range" | "after" | "signal"> {
  metrics: readonly string[];
  most: number;
}

/** Thinned points, and where steps are missing in the unthinned ones, by metric. */
export interface ThinAnswer extends PointAnswer {
  gaps: Map<string, [number, number][]>;
}

/** A metric of a version of a run. */
interface Kept {
  columns: Columns;
  gaps: [number, number][];
  summary: MetricSummary;
}

/** What is kept of a run, in one range and thinned to one number. A metric that the run doesn't have is null. */
type KeptRun = KeptAnswer<Kept>;

/** Reads the thinned points of a run. A metric that the run doesn't have is missing in the answer. */
export type ThinReader = (id: string, query: ThinQuery) => Promise<ThinAnswer>;

/** Creates the reader, with nothing kept. `pointsMax` is for tests. */
export function createThinReader(kv: Kv, caches: PointCaches, pointsMax = THIN_POINTS_KEPT): ThinReader {
  const keeper = createKeeper<Kept>(pointsMax, ({ columns }) => columns.step.length);
  return async (id, query) => {
    if (query.after !== undefined) return await readNow(kv, caches, id, query);
    const { most, range = {}, metrics } = query, key = JSON.stringify([id, most, range]);
    const { generation, rev } = await readFacts(kv, id), found = keeper.find(key);
    const kept = found?.generation === generation && found.rev === rev ? found.metrics : new Map<string, Kept | null>();
    const lacking = metrics.filter((name) => !kept.has(name));
    if (lacking.length === 0) {
      keeper.put(key, { generation, rev, metrics: kept });
      return joinKept({ generation, rev, metrics: kept }, metrics);
    }
    const read = await readNow(kv, caches, id, { ...query, metrics: lacking });
    const isSame = read.generation === generation && read.rev === rev;
    if (!isSame && kept.size > 0) return await readNow(kv, caches, id, query);
    const all = { ...read, metrics: new Map([...kept, ...listKept(read, lacking)]) };
    keeper.put(key, all);
    return joinKept(all, metrics);
  };
}

async function readNow(
  kv: Kv,
  caches: PointCaches,
  id: string,
  { metrics, most, ...query }: ThinQuery,
): Promise<ThinAnswer> {
  const gaps = new Map<string, [number, number][]>();
  const answer = await readPoints(kv, caches, id, {
    ...query,
    metrics: [...metrics],
    thinTo: most,
    reduce(name, columns, { gaps: known }) {
      gaps.set(name, known ?? findGaps(columns.step)); // before thinning, which hides small gaps
      return thinColumns(columns, most);
    },
  });
  return { ...answer, gaps };
}

function listKept({ columns, gaps, summaries }: ThinAnswer, names: readonly string[]): [string, Kept | null][] {
  return names.map((name) => {
    const points = columns.get(name), summary = summaries.find((each) => each.name === name);
    return [name, points && summary ? { columns: points, gaps: gaps.get(name) ?? [], summary } : null];
  });
}

function joinKept({ generation, rev, metrics }: KeptRun, names: readonly string[]): ThinAnswer {
  const found = names.flatMap((name) => {
    const kept = metrics.get(name);
    return kept ? [[name, kept] as const] : [];
  });
  return {
    generation,
    rev,
    columns: new Map(found.map(([name, { columns }]) => [name, columns])),
    summaries: found.map(([, { summary }]) => summary),
    gaps: new Map(found.map(([name, { gaps }]) => [name, gaps])),
  };
}

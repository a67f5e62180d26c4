/**
 * Which runs of a list are shown, and in which order. Pure.
 *
 * @module
 */
import { writeRun } from "../api/write/write_runs.ts";
import type { Run, RunStatus } from "../model.ts";
import { chooseMetric } from "../series/choose_metric.ts";
import type { Filter } from "../series/filter/filter_model.ts";
import { makeRowTest } from "../series/filter/match_row.ts";
import type { Listed } from "./find.ts";

/** Parsed values of the options that choose runs. */
export interface ChoiceValues {
  status?: RunStatus;
  /** Which runs, in words. */
  filter?: Filter;
  /** One of `SORT_KEYS`, the other way round with `-` before it. */
  sort?: string;
  limit?: number;
}

type Comparable = number | string | null;

/** What runs are sorted by, each in the order in which people look for it: the newest, the lowest loss, the longest run first. */
const KEYS = {
  created: (run: Run): Comparable => -run.createdAt,
  ended: (run: Run): Comparable => run.endedAt === null ? null : -run.endedAt,
  last: (run: Run): Comparable => {
    const chosen = chooseMetric(run.metrics, null), last = run.metrics.find(({ name }) => name === chosen)?.last;
    return last === undefined || Number.isNaN(last) ? null : last;
  },
  name: (run: Run): Comparable => run.name,
  status: (run: Run): Comparable => run.status,
  step: (run: Run): Comparable => run.progress.step === null ? null : -run.progress.step,
  took: (run: Run, now: number): Comparable =>
    run.isImported ? null : (run.startedAt ?? run.createdAt) - (run.endedAt ?? now),
} as const;

/** What `--sort` may name. */
export const SORT_KEYS: readonly string[] = Object.keys(KEYS).flatMap((key) => [key, `-${key}`]);

/**
 * The chosen runs, in their experiments. The limit counts the runs of all of them. When runs are chosen, experiments without any are left
 * out, and those with the first runs come first when runs are sorted.
 */
export function chooseRuns(
  listed: readonly Listed[],
  { status, filter, sort, limit }: ChoiceValues,
  now: number,
): Listed[] {
  if ([status, filter, sort, limit].every((each) => each === undefined)) return [...listed];
  const test = filter ? makeRowTest(filter) : null;
  const wanted = listed.flatMap(({ runs }) => runs)
    .filter((run) => (status === undefined || run.status === status) && (test?.(writeRun(run), now) ?? true));
  const ordered = sort === undefined
    ? wanted.toSorted((a, b) => b.createdAt - a.createdAt)
    : sortRuns(wanted, sort, now);
  const chosen = ordered.slice(0, limit ?? Infinity);
  const firsts = new Map(chosen.toReversed().map((run, at) => [run.experimentId, -at]));
  const found = listed
    .map(({ experiment, runs: all }) => {
      return { experiment, runs: chosen.filter((run) => run.experimentId === experiment.id), of: all.length };
    })
    .filter(({ runs }) => runs.length > 0);
  return sort === undefined
    ? found
    : found.toSorted((a, b) => firsts.get(a.experiment.id)! - firsts.get(b.experiment.id)!);
}

/** Runs without a value come last, whichever way round. */
function sortRuns(runs: readonly Run[], sort: string, now: number): Run[] {
  const isReversed = sort.startsWith("-"), keyOf = KEYS[sort.replace("-", "") as keyof typeof KEYS];
  return runs.toSorted((first, second) => {
    const a = keyOf(first, now), b = keyOf(second, now);
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return (isReversed ? -1 : 1) * (a < b ? -1 : a > b ? 1 : 0);
  });
}

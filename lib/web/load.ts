/**
 * What the pages read from the store. Reads only; the routes choose the page from it.
 *
 * @module
 */
import { NotFound } from "../errors.ts";
import type { Columns, Experiment, Run } from "../model.ts";
import { thinColumns } from "../series/downsample.ts";
import { findGaps } from "../series/gaps.ts";
import type { PointAnswer } from "../store/point_chunks.ts";
import type { Store } from "../store/store.ts";
import { chooseMetric } from "../series/choose_metric.ts";
import type { ExperimentItem } from "../ui/ExperimentList.tsx";
import { requireId } from "./http_error.ts";

/** Experiments and runs on one page of a list. */
export const LIST_ROWS = 50;
/** Points of a sparkline. */
const SPARK_POINTS = 60;
/** A sparkline isn't worth reading a longer metric for. */
const SPARK_READ_POINTS = 100_000;
/** Runs of a comparison: more than this nobody tells apart. */
export const COMPARED_RUNS = 12;

/** The first page: experiments, newest activity first. */
export async function loadExperiments(
  store: Store,
  cursor: string | null,
): Promise<{ items: ExperimentItem[]; cursor: string | null }> {
  const page = await store.experiments.list({ limit: LIST_ROWS, ...(cursor ? { cursor } : {}) });
  const items = await Promise.all(page.items.map((each) => loadItem(store, each)));
  items.sort((a, b) => lastActivity(b) - lastActivity(a));
  return { items, cursor: page.cursor };
}

function lastActivity(item: ExperimentItem): number {
  return Math.max(item.experiment.updatedAt, ...item.runs.map((run) => run.updatedAt));
}

async function loadItem(store: Store, experiment: Experiment): Promise<ExperimentItem> {
  const { items: runs, cursor } = await store.runs.list(experiment.id, { limit: LIST_ROWS });
  return { experiment, runs, more: cursor !== null, spark: await loadSpark(store, runs) };
}

async function loadSpark(store: Store, runs: readonly Run[]): Promise<ExperimentItem["spark"]> {
  for (const run of runs) {
    const metric = chooseMetric(run.metrics, null);
    const count = run.metrics.find((each) => each.name === metric)?.count ?? 0;
    if (metric === null || count < 2 || count > SPARK_READ_POINTS) continue;
    const { columns } = await store.points.read(run.id, { metrics: [metric] });
    const column = columns.get(metric);
    if (column === undefined) continue;
    return { metric, values: [...thinColumns(column, SPARK_POINTS).value] };
  }
  return null;
}

/** What the experiment's page shows; `missing` is an asked-for run that isn't there. */
export interface ExperimentView {
  experiment: Experiment;
  runs: Run[];
  cursor: string | null;
  selected: Run | null;
  missing: string | null;
}

/** The experiment, its runs, and the selected one: the one asked for, else the newest. */
export async function loadExperiment(
  store: Store,
  id: string,
  asked: { run: string | null; cursor: string | null },
): Promise<ExperimentView> {
  const experiment = await store.experiments.get(requireId("experiment_id", id));
  const { items: runs, cursor } = await store.runs.list(id, {
    limit: LIST_ROWS,
    ...(asked.cursor ? { cursor: asked.cursor } : {}),
  });
  const base = { experiment, runs, cursor };
  if (asked.run === null) return { ...base, selected: runs[0] ?? null, missing: null };
  try {
    const selected = await store.runs.getOf(id, requireId("run", asked.run));
    return { ...base, selected, missing: null };
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    return { ...base, selected: null, missing: asked.run };
  }
}

/** The experiment and the runs to compare, in the order asked for; the newest ones when none are named. `left` counts those too many. */
export async function loadComparison(
  store: Store,
  id: string,
  ids: readonly string[],
): Promise<{ experiment: Experiment; runs: Run[]; missing: string[]; left: number }> {
  const experiment = await store.experiments.get(requireId("experiment_id", id));
  if (ids.length === 0) {
    const { items } = await store.runs.list(id, { limit: 2 });
    return { experiment, runs: items, missing: [], left: 0 };
  }
  const asked = [...new Set(ids)];
  const wanted = asked.slice(0, COMPARED_RUNS);
  for (const each of wanted) requireId("runs", each);
  const found = await Promise.all(wanted.map((each) => getOrNull(store, id, each)));
  return {
    experiment,
    runs: found.filter((run) => run !== null),
    missing: wanted.filter((_, index) => found[index] === null),
    left: asked.length - wanted.length,
  };
}

async function getOrNull(store: Store, experimentId: string, id: string): Promise<Run | null> {
  try {
    return await store.runs.getOf(experimentId, id);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

/** The end of a run's log and one metric's points, as the page has them before any script runs. */
export interface RunView {
  log: Awaited<ReturnType<Store["logs"]["read"]>>;
  metric: string | null;
  /** Of `metric` alone, thinned. */
  points: PagePoints;
}

/** Lines of the log's end in a page. */
const TAIL_LINES = 200;
/** Points of a metric in a page; the chart asks for more where it zooms. */
const PAGE_POINTS = 500;

/** Reads the end of the log and the metric that is asked for, or the one to show first. */
export async function loadRun(store: Store, run: Run, asked: string | null): Promise<RunView> {
  const metric = chooseMetric(run.metrics, asked);
  const [log, points] = await Promise.all([
    store.logs.read(run.id, { tail: TAIL_LINES }),
    loadPoints(store, run, metric),
  ]);
  return { log, metric, points };
}

/** Points of one metric, thinned for a page, beside the summaries of all metrics. */
export interface PagePoints extends PointAnswer {
  /** Gaps of the points before they were thinned. */
  gaps: Map<string, [number, number][]>;
}

/** Points of one metric of a run, thinned for a page; none when `metric` is null. */
export async function loadPoints(
  store: Store,
  run: Run,
  metric: string | null,
): Promise<PagePoints> {
  const answer = await store.points.read(run.id, { metrics: metric === null ? [] : [metric], mayThin: true });
  const columns = new Map<string, Columns>();
  const gaps = new Map<string, [number, number][]>();
  for (const [name, all] of answer.columns) {
    columns.set(name, thinColumns(all, PAGE_POINTS));
    gaps.set(name, findGaps(all.step));
  }
  return { ...answer, columns, gaps, summaries: run.metrics };
}

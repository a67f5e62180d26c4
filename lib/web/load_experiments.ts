/**
 * Reads what the first page shows: experiments, their runs, and a small curve for each. Changes nothing.
 *
 * @module
 */
import { LIST_ROWS } from "../limits.ts";
import type { Experiment, Run } from "../model.ts";
import { chooseMetric } from "../series/choose_metric.ts";
import { thinColumns } from "../series/downsample.ts";
import type { Store } from "../store/store.ts";
import type { ExperimentItem } from "../ui/ExperimentList.tsx";

/** Points of a sparkline. */
const SPARK_POINTS = 60;
/** A longer metric is not read for a sparkline: that would make the page slow. */
const SPARK_READ_POINTS = 100_000;

/** A page of experiments, those with the newest activity first. `cursor` asks for the next page; null on the last one. */
export async function loadExperiments(
  store: Store,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<{ items: ExperimentItem[]; cursor: string | null }> {
  const page = await store.experiments.list({ limit: LIST_ROWS, ...(cursor ? { cursor } : {}) });
  const items = await Promise.all(page.items.map((each) => loadItem(store, each, signal)));
  items.sort((a, b) => lastActivity(b) - lastActivity(a));
  return { items, cursor: page.cursor };
}

function lastActivity(item: ExperimentItem): number {
  return Math.max(item.experiment.updatedAt, ...item.runs.map((run) => run.updatedAt));
}

async function loadItem(
  store: Store,
  experiment: Experiment,
  signal: AbortSignal | undefined,
): Promise<ExperimentItem> {
  const { items: runs, cursor } = await store.runs.list(experiment.id, { limit: LIST_ROWS });
  return { experiment, runs, more: cursor !== null, spark: await loadSpark(store, runs, signal) };
}

/** The sparkline of the newest run that has a metric to draw; null when there is none. */
async function loadSpark(
  store: Store,
  runs: readonly Run[],
  signal: AbortSignal | undefined,
): Promise<ExperimentItem["spark"]> {
  for (const run of runs) {
    const metric = chooseMetric(run.metrics, null);
    const count = run.metrics.find((each) => each.name === metric)?.count ?? 0;
    if (metric === null || count < 2 || count > SPARK_READ_POINTS) continue;
    const { columns } = await store.points.read(run.id, { metrics: [metric], signal });
    const column = columns.get(metric);
    if (column === undefined) continue;
    return { metric, values: [...thinColumns(column, SPARK_POINTS).value] };
  }
  return null;
}

/**
 * Reads what the comparison page shows: some runs of an experiment, and one metric of each. Changes nothing.
 *
 * @module
 */
import type { Experiment, Run } from "../model.ts";
import { chooseMetric } from "../series/choose_metric.ts";
import type { Store } from "../store/store.ts";
import { requireId } from "./http_error.ts";
import { findRun } from "./load_experiment.ts";
import { loadPlot, type PagePlot } from "./load_plot.ts";

/** Most runs of a comparison. Nobody can distinguish more curves in one chart. */
export const COMPARED_RUNS_MAX = 12;
/** Runs of a comparison whose address names none: the newest. */
const RUNS_BY_DEFAULT = 2;

/** What the address of a comparison asks for. */
export interface ComparisonQuery {
  /** Ids of the runs, in the order to show them. The two newest runs when empty. */
  runs: readonly string[];
  /** Metric to draw; the most telling one when null. */
  metric: string | null;
  /** Leaves out the chart: the page is loaded to update its other parts. */
  factsOnly: boolean;
  /** Ends the reading with its reason. */
  signal?: AbortSignal | undefined;
}

/** What the comparison page shows. */
export interface ComparisonView {
  experiment: Experiment;
  runs: Run[];
  /** Ids of runs that the experiment does not have. */
  missing: string[];
  /** How many runs were asked for beyond `COMPARED_RUNS_MAX`. */
  leftOut: number;
  /** Null when none of the runs has a metric. */
  metric: string | null;
  /** The metric that the address names; null when it names none. */
  asked: string | null;
  /** One for each run; null for `factsOnly`. */
  plots: PagePlot[] | null;
}

/**
 * Reads a comparison.
 *
 * @throws {NotFound} for an unknown experiment. Unknown runs are `missing` instead
 * @throws {InvalidInput} for an id of the wrong form
 */
export async function loadComparison(store: Store, id: string, query: ComparisonQuery): Promise<ComparisonView> {
  const experiment = await store.experiments.get(requireId("experiment_id", id));
  const { runs, ...others } = await findRuns(store, id, query.runs);
  const metric = chooseMetric(runs.flatMap((run) => run.metrics), query.metric);
  const plots = query.factsOnly
    ? null
    : await Promise.all(runs.map((run) => loadPlot(store, run, { metric, signal: query.signal })));
  return { experiment, runs, ...others, metric, asked: query.metric, plots };
}

async function findRuns(
  store: Store,
  experimentId: string,
  ids: readonly string[],
): Promise<Pick<ComparisonView, "runs" | "missing" | "leftOut">> {
  if (ids.length === 0) {
    const { items } = await store.runs.list(experimentId, { limit: RUNS_BY_DEFAULT });
    return { runs: items, missing: [], leftOut: 0 };
  }
  const asked = [...new Set(ids)];
  const wanted = asked.slice(0, COMPARED_RUNS_MAX);
  for (const each of wanted) requireId("runs", each);
  const found = await Promise.all(wanted.map((each) => findRun(store, experimentId, each)));
  return {
    runs: found.filter((run) => run !== null),
    missing: wanted.filter((_, index) => found[index] === null),
    leftOut: asked.length - wanted.length,
  };
}

/**
 * Reads what an experiment's page shows: its runs, and the selected run with the end of its log and one metric. Changes nothing.
 *
 * @module
 */
import { blankLines, writeLogs } from "../api/write_runs.ts";
import { NotFound } from "../errors.ts";
import { LIST_ROWS } from "../limits.ts";
import type { Experiment, Run } from "../model.ts";
import type { Leases } from "../runs/lease.ts";
import { loadPace } from "../runs/pace.ts";
import { withOwner } from "../runs/run_owner.ts";
import { chooseMetric } from "../series/choose_metric.ts";
import type { Store } from "../store/store.ts";
import type { RunPace } from "../ui/RunFacts.tsx";
import type { WireLogs } from "../wire.ts";
import { requireId } from "./http_error.ts";
import { loadPanels, type PagePanels } from "./load_panels.ts";
import { loadPlot, type PagePlot } from "./load_plot.ts";
import { renderNotes } from "./notes.ts";

/** Lines in a page: the end of the log. */
const TAIL_LINES = 200;

/** What the address of an experiment's page asks for. */
export interface ExperimentQuery {
  /** Id of the run to show; the newest run when null. */
  run: string | null;
  /** Page of the list of runs; the first when null. */
  cursor: string | null;
  /** Metric to draw; the most telling one when null. */
  metric: string | null;
  /** Leaves out terminal and chart: the page is loaded to update its other parts. */
  factsOnly: boolean;
  /** What this server has seen of the owners of runs. Without it, one look says whether an owner is silent. */
  leases?: Leases;
  /** True for a reader who gets the log without the secrets in it. */
  isReadOnly: boolean;
  /** Ends the reading with its reason. */
  signal?: AbortSignal | undefined;
}

/** The end of a run's log and one of its metrics. */
export interface RunOutput {
  log: WireLogs;
  /** False for a reader who doesn't get the whole log, because it may hold secrets. */
  mayDownload: boolean;
  /** Null for a run without metrics. */
  metric: string | null;
  /** The metric that the address names; null when it names none. */
  asked: string | null;
  plot: PagePlot;
  /** The grid of small charts. */
  panels: PagePanels;
}

/** What an experiment's page shows. */
export interface ExperimentView {
  experiment: Experiment;
  runs: Run[];
  /** Asks for the next page of runs; null on the last one. */
  cursor: string | null;
  selected: Run | null;
  /** Id of the run that was asked for, when the experiment does not have it. */
  missing: string | null;
  /** Null without a selected run, and for `factsOnly`. */
  output: RunOutput | null;
  /** Null without a selected run, and when it is complete. */
  pace: RunPace | null;
  /** The notes of the selected run as safe HTML. */
  notes: string;
}

/**
 * Reads an experiment's page.
 *
 * @throws {NotFound} for an unknown experiment. An unknown run is `missing` instead
 * @throws {InvalidInput} for an id of the wrong form
 */
export async function loadExperiment(store: Store, id: string, query: ExperimentQuery): Promise<ExperimentView> {
  const experiment = await store.experiments.get(requireId("experiment_id", id));
  const { items: runs, cursor } = await store.runs.list(id, {
    limit: LIST_ROWS,
    ...(query.cursor ? { cursor: query.cursor } : {}),
  });
  const found = query.run === null ? runs[0] ?? null : await findRun(store, id, requireId("run", query.run));
  const selected = found && await withOwner(store, found, query.leases);
  return {
    experiment,
    runs,
    cursor,
    selected,
    missing: selected === null ? query.run : null,
    output: selected === null || query.factsOnly ? null : await loadOutput(store, selected, query),
    pace: selected === null ? null : await loadPace(store, selected),
    notes: await renderNotes(selected?.notes ?? ""),
  };
}

/** The run of an experiment; null when the experiment does not have it. */
export async function findRun(store: Store, experimentId: string, id: string): Promise<Run | null> {
  try {
    return await store.runs.getOf(experimentId, id);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

async function loadOutput(store: Store, run: Run, query: ExperimentQuery): Promise<RunOutput> {
  const metric = chooseMetric(run.metrics, query.metric), { signal } = query;
  const [log, plot, panels] = await Promise.all([
    store.logs.read(run.id, { tail: TAIL_LINES, signal }),
    loadPlot(store, run, { metric, signal }),
    loadPanels(store, [run], { signal }),
  ]);
  return {
    mayDownload: !query.isReadOnly,
    log: writeLogs(run, query.isReadOnly ? await blankLines(log) : log),
    metric,
    asked: query.metric,
    plot,
    panels,
  };
}

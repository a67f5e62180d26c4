/**
 * Reads what a comparison page shows: the table of runs, and one metric of those that are drawn. Changes nothing.
 *
 * @module
 */
import { writeMarks } from "../api/marks.ts";
import { type ChartView, PLAIN_VIEW } from "../series/chart_view.ts";
import { DRAWN_WITH_PAGE } from "../limits.ts";
import type { Experiment, Run } from "../model.ts";
import { MARKED_RUNS_MAX } from "../series/mark_places.ts";
import { chooseStyles } from "../series/run_styles.ts";
import { chooseMetric } from "../series/choose_metric.ts";
import type { TableView } from "../series/table/table_view.ts";
import type { Store } from "../store/store.ts";
import type { WireMark } from "../wire/marks.ts";
import { requireId } from "./http_error.ts";
import { findRun } from "./load_experiment.ts";
import { loadPanels, type PagePanels } from "./load_panels.ts";
import { loadPlot, type PagePlot } from "./load_plot.ts";
import { type LoadedTable, loadTable } from "./load_table.ts";

/** What the address of a comparison asks for. */
export interface ComparisonQuery {
  view: TableView;
  /** Metric to draw; the most telling one when null. */
  metric: string | null;
  /** How the chart shows it; plainly by default. */
  chart?: ChartView;
  now: number;
  /** True for a reader who gets marks without the secrets in their lines; false by default. */
  isReadOnly?: boolean;
  /** Ends the reading with its reason. */
  signal?: AbortSignal | undefined;
}

/** What the comparison page shows. */
export interface ComparisonView {
  /** Null for runs of several experiments. */
  experiment: Experiment | null;
  table: LoadedTable;
  /** The first of the drawn runs, those whose points the page brings with it. */
  runs: Run[];
  /** Null when none of the runs has a metric. */
  metric: string | null;
  /** The metric that the address names; null when it names none. */
  asked: string | null;
  /** How the chart shows it. */
  chart: ChartView;
  /** One for each of `runs`. */
  plots: PagePlot[];
  /** Ids of the runs that the view hides. */
  hidden: ReadonlySet<string>;
  /** What happened to the runs, by their ids; empty for more runs than an axis shows the marks of. */
  marks: ReadonlyMap<string, readonly WireMark[]>;
  /** The grid of small charts. */
  panels: PagePanels;
}

/**
 * Reads the comparison of an experiment's runs, or with null of the runs that the view names.
 *
 * @throws {NotFound} for an unknown experiment. Unknown runs are `table.missing` instead
 * @throws {InvalidInput} for the id of an experiment of the wrong form, and with null for one of a run
 */
export async function loadComparison(store: Store, id: string | null, query: ComparisonQuery): Promise<ComparisonView> {
  const experiment = id === null ? null : await store.experiments.get(requireId("experiment_id", id));
  if (id === null) { for (const each of query.view.runs) requireId("runs", each); }
  const table = await loadTable(store, id, query);
  const first = table.drawn.slice(0, DRAWN_WITH_PAGE);
  const found = await Promise.all(first.map((row) => findRun(store, row.experiment_id, row.id)));
  const runs = found.filter((run) => run !== null);
  const { chart = PLAIN_VIEW } = query;
  const metric = chooseMetric(runs.flatMap((run) => run.metrics), query.metric);
  const options = { metric, view: chart, signal: query.signal, runs: runs.length };
  const plots = await Promise.all(runs.map((run) => loadPlot(store, run, options)));
  const hidden = new Set(chart.hidden.flatMap((number) => table.drawn[number - 1]?.id ?? []));
  const marks = table.drawn.length > MARKED_RUNS_MAX
    ? new Map()
    : await loadMarks(store, runs, query.isReadOnly ?? false);
  const styles = chooseStyles(table.drawn), { signal } = query;
  const panels = await loadPanels(store, runs, { view: chart, styles, marks, hidden, signal });
  return { experiment, table, runs, metric, asked: query.metric, chart, plots, hidden, marks, panels };
}

async function loadMarks(
  store: Store,
  runs: readonly Run[],
  isReadOnly: boolean,
): Promise<Map<string, readonly WireMark[]>> {
  const read = runs.map(async (run): Promise<[string, readonly WireMark[]]> => [
    run.id,
    writeMarks(run, await store.marks.read(run.id), isReadOnly).marks,
  ]);
  return new Map(await Promise.all(read));
}

/**
 * Reads what an experiment's page shows: its runs, and the selected run with the end of its log and one metric. Changes nothing.
 *
 * @module
 */
import { writeMarks } from "../api/marks.ts";
import { renderNotes } from "../api/write/notes.ts";
import { readLogRows } from "../api/read_log_rows.ts";
import { blankLines, writeLogs } from "../api/write/write_runs.ts";
import { countFoundRows, describeRows, findRowsOf, summaryReaderOf } from "../api/rows.ts";
import { type ChartView, PLAIN_VIEW } from "../series/chart_view.ts";
import { NotFound } from "../errors.ts";
import { LIST_ROWS } from "../limits.ts";
import { spansAfter } from "../lines/row_spans.ts";
import type { Experiment, Run } from "../model.ts";
import type { Leases } from "../runs/lease.ts";
import { loadPace } from "../runs/pace.ts";
import { withOwner } from "../runs/run_owner.ts";
import { chooseMetric } from "../series/choose_metric.ts";
import { expandIds } from "../series/table/table_view.ts";
import type { StoredLine } from "../store/log/log_lines.ts";
import type { StampedRow } from "../store/runs/run_rows.ts";
import type { Store } from "../store/store.ts";
import { movesCursor } from "../text/cursor_moves.ts";
import type { RunPace } from "../ui/RunFacts.tsx";
import type { WireLogs, WireRow, WireRows } from "../wire.ts";
import type { WireLogRows } from "../wire/log_rows.ts";
import type { WireMark } from "../wire/marks.ts";
import { requireId } from "./http_error.ts";
import { loadPanels, type PagePanels } from "./load_panels.ts";
import { loadPlot, type PagePlot } from "./load_plot.ts";

/** Lines in a page: the end of the log. */
const TAIL_LINES = 200;

/** What the address of an experiment's page asks for. */
export interface ExperimentQuery {
  /** Id of the run to show, or its end; the newest run when null. */
  run: string | null;
  /** Page of the list of runs; the first when null. */
  cursor: string | null;
  /** Metric to draw; the most telling one when null. */
  metric: string | null;
  /** How the chart shows it; plainly by default. */
  chart?: ChartView;
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
  /** The last rows, when cursor movements drew over lines; else each line is a row. */
  rows: WireLogRows | null;
  /** What happened to the run, and the user's notes. */
  marks: WireMark[];
  /** False for a reader who doesn't get the whole log, because it may hold secrets. */
  mayDownload: boolean;
  /** Null for a run without metrics. */
  metric: string | null;
  /** The metric that the address names; null when it names none. */
  asked: string | null;
  /** How the chart shows it. */
  chart: ChartView;
  plot: PagePlot;
  /** The grid of small charts. */
  panels: PagePanels;
}

/** What is known of all rows of an experiment. `newest` is the id of its newest run; null without any. */
export type FoundCounts = Pick<WireRows["metadata"], "next" | "total" | "older" | "checksum"> & {
  newest: string | null;
};

/** What an experiment's page shows. */
export interface ExperimentView {
  experiment: Experiment;
  /** A page of the list of runs, newest first. */
  rows: WireRow[];
  /** What the page knows of all rows, and from where it asks for changes. */
  known: FoundCounts;
  /** Asks for the next page of runs; null on the last one. */
  cursor: string | null;
  selected: Run | null;
  /** Id of the run that was asked for, when the experiment does not have it. */
  missing: string | null;
  /** Null without a selected run. */
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
  const found = await findRowsOf(store, id), start = findStart(found.rows, query.cursor);
  const onPage = found.rows.slice(start, start + LIST_ROWS), last = onPage.at(-1)?.row.id ?? null;
  const { rows, metadata } = await describeRows({ ...found, rows: onPage }, { isBrief: true }, summaryReaderOf(store));
  const wanted = query.run === null ? onPage[0]?.row.id ?? null : findId(found.rows, query.run);
  const run = wanted === null ? null : await findRun(store, id, wanted);
  const selected = run && await withOwner(store, run, query.leases);
  return {
    experiment,
    rows,
    known: { next: metadata.next, newest: found.rows[0]?.row.id ?? null, ...countFoundRows(found.rows) },
    cursor: start + LIST_ROWS < found.rows.length ? last : null,
    selected,
    missing: selected === null ? query.run : null,
    output: selected === null ? null : await loadOutput(store, selected, query),
    pace: selected === null ? null : await loadPace(store, selected),
    notes: await renderNotes(selected?.notes ?? ""),
  };
}

/** Where the page of the list after a run begins. Newer ids are greater, so that is known of a deleted run, too. */
function findStart(rows: readonly StampedRow[], cursor: string | null): number {
  if (cursor === null) return 0;
  const after = requireId("cursor", cursor), at = rows.findIndex(({ row }) => row.id < after);
  return at < 0 ? rows.length : at;
}

/** The id of a run by its end, as tables and lists write it; else the id itself. Throws InvalidInput for one of the wrong form. */
function findId(rows: readonly StampedRow[], text: string): string {
  return expandIds([text], rows.map(({ row }) => row.id)).ids[0] ?? requireId("run", text);
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

/** The last rows of a log whose end moves the cursor. */
async function loadRows(
  store: Store,
  run: Run,
  { log, isReadOnly, signal }: Pick<ExperimentQuery, "isReadOnly" | "signal"> & { log: { lines: StoredLine[] } },
): Promise<WireLogRows | null> {
  if (!log.lines.some(({ text }) => movesCursor(text))) return null;
  const rows = await readLogRows(store, run, { isBlanked: isReadOnly, signal });
  const before = Math.max(0, rows.last_row - TAIL_LINES);
  return { ...rows, first_row: before + 1, spans: spansAfter(rows.spans, before) };
}

async function loadOutput(store: Store, run: Run, query: ExperimentQuery): Promise<RunOutput> {
  const metric = chooseMetric(run.metrics, query.metric), { signal, chart = PLAIN_VIEW } = query;
  const readMarks = async () => writeMarks(run, await store.marks.read(run.id), query.isReadOnly).marks;
  const marks = readMarks();
  const [log, plot, panels] = await Promise.all([
    store.logs.read(run.id, { tail: TAIL_LINES, signal }),
    loadPlot(store, run, { metric, view: chart, signal }),
    marks.then((all) => loadPanels(store, [run], { view: chart, marks: new Map([[run.id, all]]), signal })),
  ]);
  return {
    marks: await marks,
    mayDownload: !query.isReadOnly,
    rows: await loadRows(store, run, { log, ...query }),
    log: writeLogs(run, query.isReadOnly ? await blankLines(log) : log),
    metric,
    asked: query.metric,
    chart,
    plot,
    panels,
  };
}

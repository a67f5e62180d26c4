/**
 * Reads what a page brings of its grid of small charts: which panels there are, and the lines of the first ones in the view of the address.
 * Changes nothing.
 *
 * @module
 */
import { startOf } from "../api/write/write_metrics.ts";
import type { Columns, Run } from "../model.ts";
import { type ChartView, PLAIN_VIEW } from "../series/chart_view.ts";
import { type NamedMetric, orderMetrics } from "../series/choose_metric.ts";
import { isSmallMark } from "../series/mark_places.ts";
import { chooseStyles } from "../series/run_styles.ts";
import { groupPanels, type Panel, type PanelGroup } from "../series/panels/group_panels.ts";
import { axisOfPair } from "../series/panels/pair_axis.ts";
import { columnOnAxis } from "../series/x_axis.ts";
import type { Store } from "../store/store.ts";
import { placeOnPoints } from "../ui/MarksSvg.tsx";
import type { PanelLine } from "../ui/PanelSvg.tsx";
import { runClass } from "../ui/RunKey.tsx";
import type { WireMark } from "../wire/marks.ts";
import { type PanelColumns, readPanelColumns } from "./read_panel_columns.ts";

/** Panels, and the lines of those that the page draws, by the panels' keys. */
export interface PagePanels {
  groups: PanelGroup[];
  drawn: Map<string, PanelLine[]>;
  /** Last values of a single run's metrics. */
  ends: Map<string, number>;
  view: ChartView;
}

/** How the panels are shown. */
export interface PanelQuery {
  /** Plainly by default. */
  view?: ChartView;
  /** Styles of all runs that the page draws; by default of these. */
  styles?: ReadonlyMap<string, number>;
  /** Marks by run: none by default. */
  marks?: ReadonlyMap<string, readonly WireMark[]>;
  /** Ids of runs whose lines are hidden. */
  hidden?: ReadonlySet<string>;
  signal?: AbortSignal | undefined;
}

/** Panels in sight at first. */
const PANELS_DRAWN = 12;
/**
 * Lines in a page, and stored points that are read for them. What goes beyond is drawn by the browser, which needs the board's script and
 * another answer for that: it takes longer in all, so the bound is high.
 */
const LINES_MAX = 300, READ_POINTS_MAX = 2_500_000;

/** Reads the panels of runs. */
export async function loadPanels(store: Store, runs: readonly Run[], query: PanelQuery = {}): Promise<PagePanels> {
  const { view = PLAIN_VIEW, styles = chooseStyles(runs), marks = new Map(), hidden = new Set(), signal } = query;
  const groups = groupPanels(offer(runs)), drawn = new Map<string, PanelLine[]>();
  const first = groups.filter(({ isThroughput }) => !isThroughput).flatMap(({ panels }) => panels);
  const chosen = fitting(runs, first.slice(0, PANELS_DRAWN));
  for (const { key } of chosen) drawn.set(key, []);
  for (const run of chosen.length === 0 ? [] : runs.filter(({ id }) => !hidden.has(id))) {
    const small = (marks.get(run.id) ?? []).filter(isSmallMark);
    const read = await readPanelColumns(store, run, { panels: chosen, view, isMarked: small.length > 0, signal });
    const look = runClass(styles.get(run.id)!);
    for (const panel of chosen) drawn.get(panel.key)!.push(...linesOf(panel, { run, read, view, look, marks: small }));
  }
  const ends = new Map(runs.length === 1 ? runs[0]!.metrics.map(({ name, last }) => [name, last]) : []);
  return { groups, drawn, ends, view };
}

/** The lines of a run in a panel; the first of them has the marks. */
function linesOf(
  { metrics }: Panel,
  { run, read, view, look, marks }: {
    run: Run;
    read: PanelColumns;
    view: ChartView;
    look: string;
    marks: readonly WireMark[];
  },
): PanelLine[] {
  const startMs = startOf(run), isPair = metrics.length > 1;
  const lines = metrics.flatMap((metric, place): (PanelLine & { columns: Columns; whole: Columns | null })[] => {
    const columns = read.points.get(metric);
    if (!columns || columns.step.length === 0) return [];
    return [{
      name: isPair ? `${metric} of ${run.name}` : run.name,
      runId: run.id,
      experimentId: run.experimentId,
      columns,
      whole: read.whole?.get(metric) ?? null,
      smoothed: read.smoothed?.get(metric) ?? null,
      startMs,
      x: isPair ? axisOfPair(columns, view.x) : view.x,
      look,
      isSecond: place > 0,
      marks: [],
    }];
  });
  return lines.map(({ whole, ...line }, at) => {
    const positionsOf = (columns: Columns) => columnOnAxis(columns, { x: line.x, startMs });
    return { ...line, marks: at > 0 ? [] : placeOnPoints(marks, { columns: line.columns, whole }, positionsOf) };
  });
}

/** The metrics of all runs, in the order in which the chart offers them. */
function offer(runs: readonly Run[]): NamedMetric[] {
  const kinds = new Map(runs.flatMap((run) => run.metrics).map(({ name, kind }) => [name, kind]));
  return orderMetrics(runs.flatMap(({ metrics }) => metrics.filter(({ count }) => count > 0).map(({ name }) => name)))
    .map((name) => ({ name, kind: kinds.get(name)! }));
}

/** The panels that are within the bounds, one after the other. */
function fitting(runs: readonly Run[], panels: readonly Panel[]): Panel[] {
  const counts = runs.map(({ metrics }) => new Map(metrics.map(({ name, count }) => [name, count])));
  let lines = 0, points = 0;
  return panels.filter(({ metrics }) => {
    const series = counts.flatMap((run) => metrics.map((name) => run.get(name) ?? 0)).filter((count) => count > 0);
    const sum = series.reduce((all, count) => all + count, 0);
    if (lines + series.length > LINES_MAX || points + sum > READ_POINTS_MAX) return false;
    lines += series.length;
    points += sum;
    return true;
  });
}
